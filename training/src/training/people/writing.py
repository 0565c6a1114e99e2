"""What the bundle of a challenger says of itself: how it was made, from whom, and how good it is on the frozen rows."""

import dataclasses
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from audiofiler.ensemble import bundle
from audiofiler.ensemble.layout import FAMILIARITY, SONG_MAP, optional_in
from audiofiler.schema import SCHEMA_ID
from training.cache import versions
from training.calibrate import agreement_table, fit_calibration
from training.datasets import Dataset
from training.datasets.feedback import Cleaned
from training.evaluate import Rows, per_genre, with_intervals
from training.params import Params
from training.people.mixing import Sides
from training.recipes.base import Scored
from training.recipes.forests import Fitted
from training.recipes.shipped_forests import about as about_forests


@dataclass(frozen=True)
class About:
    """What a challenger is called, and what it was made from."""

    name: str
    version: str
    dataset: Dataset
    feedback: Cleaned
    sides: Sides


def carried(champion: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what a challenger takes over from the champion: rules, and what it knows of music rather than of genres.

    Returns
    -------
    dict
        Keys for the manifest.
    dict
        Arrays: the measure of familiarity and the map of songs, those of them that the champion has. They were fitted
        on feature vectors, whichever forests vote on these. What was measured of the champion stays with it.
    """
    checked, arrays = bundle.load(champion)
    kept = {name: arrays[name] for name in optional_in(set(arrays)) if name in FAMILIARITY or name in SONG_MAP}
    return {key: checked.raw[key] for key in ("rules",) if key in checked.raw}, kept


def manifest(about: About, params: Params, fitted: Fitted, scored: Scored, rows: tuple[Rows, Rows]) -> dict[str, Any]:
    """Return the manifest of a challenger.

    Parameters
    ----------
    about : About
        Its name and rows.
    params : Params
        The numbers it was trained with.
    fitted : Fitted
        The forests.
    scored : Scored
        Their votes on the frozen rows.
    rows : two Rows
        The challenger's and the published recipe's, on the frozen rows.
    """
    frozen = about.sides.frozen
    calibration = fit_calibration(scored.mean, frozen.y, params.calibration)
    return {
        "name": about.name,
        "version": about.version,
        "schema": SCHEMA_ID,
        "family": "forests",
        "settings": {},
        "features": list(frozen.features),
        "genres": list(frozen.genres),
        "families": about.dataset.families,
        "forests": params.forests.forests,
        "recipe": _recipe(params, fitted),
        "training": _training(about, params),
        "scores": _scores(about.sides, params, rows),
        "agreement": [row._asdict() for row in agreement_table(scored, frozen.y, params.agreement)],
        "calibration": {"kind": "vector-scaling", **dataclasses.asdict(calibration), "bias": list(calibration.bias)},
        "versions": versions(),
    }


def frozen_identity(sides: Sides, params: Params) -> dict[str, Any]:
    """Return what tells these frozen rows from all others."""
    return {"part": params.people.frozen_part, "rows": len(sides.frozen), "sha256": sides.frozen.checksum()}


def people(feedback: Cleaned, sides: Sides, params: Params) -> dict[str, Any]:
    """Return what was learnt from people."""
    return {
        "answers": feedback.answers,
        "voices": feedback.voices,
        "songs": sides.songs,
        "disputed": feedback.disputed,
        "songs_left_out_as_frozen": sides.left_out,
        "weight": params.people.weight,
        "rows": len(sides.mixed) - len(sides.train),
        "sha256": feedback.table.checksum(),
    }


def _training(about: About, params: Params) -> dict[str, Any]:
    dataset, mixed = about.dataset, about.sides.mixed
    return {
        "dataset": f"{dataset.name} and feedback",
        "citation": dataset.citation,
        "licence": dataset.licence,
        "published_at": [remote.address for remote in dataset.remotes],
        "rows": len(mixed),
        "audio_files": mixed.n_groups,
        "rows_by_genre": {genre: int((mixed.y == k).sum()) for k, genre in enumerate(mixed.genres)},
        "sha256": mixed.checksum(),
        "people": people(about.feedback, about.sides, params),
        "frozen": frozen_identity(about.sides, params),
    }


def _scores(sides: Sides, params: Params, rows: tuple[Rows, Rows]) -> dict[str, Any]:
    group, settings = sides.frozen.group, params.evaluation
    return {
        "protocol": (
            f"{len(group)} frozen rows, one audio file in {params.people.frozen_part}, on which nothing was trained. "
            "Probabilities are calibrated on other frozen rows. "
            f"Intervals: {settings.level:.0%} bootstrap over audio files, {settings.resamples} resamples."
        ),
        "model": with_intervals(rows[0], group, settings),
        "published": with_intervals(rows[1], group, settings),
        "genres": per_genre(rows[0], sides.frozen.genres),
    }


def _recipe(params: Params, fitted: Fitted) -> dict[str, Any]:
    made = about_forests(params, fitted)
    added = (
        "People's songs stand among the training rows as often as their weights say, "
        f"{params.people.weight:g} rows for a song all agree on."
    )
    return {**made, "preprocessing": f"{made['preprocessing']} {added}"}
