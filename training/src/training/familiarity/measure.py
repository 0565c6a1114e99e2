"""How well music and what is not music are told apart: area under the ROC curve of the distance, kind by kind.

Each kind of sound stands against two kinds of music: rows of the training set, each measured by a fit of a fold that
has not seen its audio (the sounds by the fits of all folds), and real clips, measured by the fit on all rows. The
area is the chance that a sound is farther than a piece of music. Conventions: distances of a clip are means over its
windows; intervals draw sounds and music with replacement (percentile bootstrap).
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from audiofiler import FeatureVector
from audiofiler.ensemble import Rules
from audiofiler.ensemble.familiarity import Familiarity
from training import split
from training.datasets import DataError, Table
from training.familiarity.fitting import FOLDS, fit
from training.params import Evaluation
from training.projection import in_chunks

KIND: Final = "audiofiler-unknown/1"
AIM: Final = 0.95
"""Area that each kind of sound should reach."""

_SEED: Final = 2017

Floats = NDArray[np.float64]
Clips = Mapping[str, Sequence[FeatureVector]]
"""Clips by their kind."""


def measure(
    table: Table, music: Clips, sounds: Clips, chosen_on: Sequence[str], settings: Evaluation
) -> dict[str, Any]:
    """Fit on folds and on all rows, and count.

    Parameters
    ----------
    table : Table
        Music to learn from.
    music, sounds : dict
        Real music and what is not music, by kind; `music` may be empty.
    chosen_on : sequence of str
        Kinds the score was chosen on.
    settings : Evaluation
        Resamples, their seed, and the level of the intervals.

    Raises
    ------
    DataError
        There is no sound.
    """
    if not any(sounds.values()):
        raise DataError("there is no sound to tell from music")
    X = table.X[table.first_of_audio()]
    fold = split.fold_of_rows(np.arange(len(X)), FOLDS, _SEED)
    parts = [_fold(table, X[fold != k], X[fold == k], sounds) for k in range(FOLDS)]
    everything = _Measured(table, X)
    clips = {kind: everything(of) for kind, of in music.items() if of}
    heard = {kind: everything(of) for kind, of in sounds.items() if of}
    pooled = np.concatenate(list(clips.values())) if clips else None
    rows: list[dict[str, Any]] = []
    for kind, apart in heard.items():
        held_out = [(of_rows.distance, of_sounds[kind].distance) for of_rows, of_sounds in parts]
        rows.append(
            {
                "kind": kind,
                "clips": len(apart),
                "chosen_on": kind in chosen_on,
                "held_out": _area(held_out, settings),
                "real": None if pooled is None else _area([(pooled[:, 0], apart[:, 0])], settings),
                "flagged": round(float((apart[:, 1] < Rules().familiar_from).mean()), 4),
            }
        )
    return {
        "kind": KIND,
        "aim": AIM,
        "familiar_from": Rules().familiar_from,
        "sounds": rows,
        "music": _flagged(parts, clips),
        "met": all(row[side] is None or row[side]["value"] >= AIM for row in rows for side in ("held_out", "real")),
        "protocol": (
            f"Fitted on {len(X):,} audio files alone. Held-out music: {FOLDS} folds by audio file, every row and every "
            "sound measured by fits that have not seen it. Real music: clips heard as the product hears them, measured "
            f"by the fit on all rows. Flagged: less familiar than all but {Rules().familiar_from:.0%} of the music "
            f"held out from the fit. Intervals: {settings.level:.0%} bootstrap, {settings.resamples} resamples."
        ),
    }


class _Measured:
    """A fit, ready to measure clips: (n, 2) distance and familiarity of each."""

    def __init__(self, table: Table, X: NDArray[np.float32]) -> None:
        self._names = table.features
        self.fitted = Familiarity(fit(X), X.shape[1])

    def __call__(self, clips: Sequence[FeatureVector]) -> Floats:
        apart = np.array([self.fitted.distances(clip.matrix(self._names)).mean() for clip in clips])
        return np.stack([apart, self.fitted.shares(apart)], axis=1)


class _Part:
    """What one fold's fit says of some music or sounds."""

    def __init__(self, values: Floats) -> None:
        self.distance, self.share = values.T


def _fold(
    table: Table, train: NDArray[np.float32], held: NDArray[np.float32], sounds: Clips
) -> tuple[_Part, dict[str, _Part]]:
    measured = _Measured(table, train)
    apart = in_chunks(measured.fitted.distances, held.astype(np.float64))
    of_rows = _Part(np.stack([apart, measured.fitted.shares(apart)], axis=1))
    return of_rows, {kind: _Part(measured(clips)) for kind, clips in sounds.items() if clips}


def _flagged(parts: list[tuple[_Part, dict[str, _Part]]], clips: Mapping[str, Floats]) -> list[dict[str, Any]]:
    shares = np.concatenate([rows.share for rows, _ in parts])
    found = {"held-out rows": shares, **{kind: of[:, 1] for kind, of in clips.items()}}
    limit = Rules().familiar_from
    return [
        {"kind": kind, "clips": len(of), "flagged": round(float((of < limit).mean()), 4)} for kind, of in found.items()
    ]


def _area(pairs: list[tuple[Floats, Floats]], settings: Evaluation) -> dict[str, float]:
    """Return the mean area over pairs of (music, sounds), with its interval."""
    rng = np.random.default_rng(settings.seed)
    value = np.mean([area(music, sounds) for music, sounds in pairs])
    drawn = [
        np.mean([area(_again(rng, music), _again(rng, sounds)) for music, sounds in pairs])
        for _ in range(settings.resamples)
    ]
    tail = (1 - settings.level) / 2
    low, high = np.quantile(drawn, [tail, 1 - tail])
    return {"value": round(float(value), 4), "low": round(float(low), 4), "high": round(float(high), 4)}


def area(music: Floats, sounds: Floats) -> float:
    """Return how often a sound is farther than a piece of music, ties counting half: the area under the ROC curve."""
    rising = np.sort(music)
    nearer = np.searchsorted(rising, sounds, "left") + np.searchsorted(rising, sounds, "right")
    return float(nearer.mean() / (2 * len(rising)))


def _again(rng: np.random.Generator, values: Floats) -> Floats:
    return values[rng.integers(len(values), size=len(values))]
