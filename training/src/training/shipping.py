"""Trains the shipped forests on all rows, and writes them with everything that is known of them as a bundle."""

import dataclasses
from pathlib import Path
from typing import Any

from audiofiler.ensemble import Ensemble, bundle
from audiofiler.ensemble.calibration import Calibration
from audiofiler.schema import SCHEMA_ID
from training import crossval
from training.cache import Cache, versions
from training.calibrate import agreement_table, fit_calibration
from training.crossval import OutOfFold
from training.datasets import Dataset, Table
from training.export import require_same_votes
from training.params import Params
from training.progress import Progress
from training.recipes import ForestsRecipe, PublishedRecipe
from training.recipes.forests import Fitted
from training.scores import kept as scores_kept


@dataclasses.dataclass(frozen=True)
class Evaluated:
    """Out-of-fold results of the shipped recipe and of the yardstick."""

    forests: OutOfFold
    published: OutOfFold


@dataclasses.dataclass(frozen=True)
class Session:
    """The numbers, what is kept from before, and where progress is shown."""

    params: Params
    cache: Cache
    progress: Progress


def evaluation_steps(params: Params) -> int:
    """Return how many steps `evaluate` counts."""
    return params.split.folds * (ForestsRecipe(params).steps + PublishedRecipe(params).steps)


def evaluate(table: Table, session: Session) -> Evaluated:
    """Cross-validate both recipes on the same folds; scores are kept in the work folder."""
    params, cache, progress = session.params, session.cache, session.progress
    forests, _ = scores_kept(ForestsRecipe(params), table, params, cache, progress)
    published, _ = scores_kept(PublishedRecipe(params), table, params, cache, progress)
    return Evaluated(forests.out_of_fold(table), published.out_of_fold(table))


def scores(result: Evaluated, table: Table, params: Params) -> dict[str, Any]:
    """Return both recipes' metrics with intervals, the protocol, and each genre's recall and precision."""
    return {
        "protocol": crossval.protocol(params),
        "forests": crossval.summary(result.forests, table, params),
        "published": crossval.summary(result.published, table, params),
        "genres": crossval.genres(result.forests, table),
    }


def train(dataset: Dataset, table: Table, session: Session, folder: Path) -> Ensemble:
    """Evaluate, train on all rows, write the bundle to `folder`, and prove it.

    Raises
    ------
    training.export.ExportError
        If the bundle as written and read again does not vote as scikit-learn on every training row.
    """
    params = session.params
    result = evaluate(table, session)
    fitted = ForestsRecipe(params).fit(table, session.cache, session.progress.all_rows)
    arrays = {**fitted.projection.named(), **fitted.forests.named()}
    bundle.save(folder, _manifest(dataset, table, params, result, fitted), arrays)
    ensemble = Ensemble.load(folder)
    require_same_votes(ensemble.votes(table.X), fitted.sklearn_votes)
    session.progress.note(f"{folder}: votes equal scikit-learn's on all {len(table)} training rows")
    return ensemble


def _manifest(dataset: Dataset, table: Table, params: Params, result: Evaluated, fitted: Fitted) -> dict[str, Any]:
    held_out = result.forests.scored
    return {
        "name": params.bundle.name,
        "version": params.bundle.version,
        "schema": SCHEMA_ID,
        "family": "forests",
        "settings": {},
        "features": list(table.features),
        "genres": list(table.genres),
        "families": dataset.families,
        "forests": params.forests.forests,
        "recipe": _recipe(params, fitted),
        "training": _training(dataset, table),
        "scores": scores(result, table, params),
        "agreement": [row._asdict() for row in agreement_table(held_out, table.y, params.agreement)],
        "calibration": _calibration(fit_calibration(held_out.mean, table.y, params.calibration)),
        "versions": versions(),
    }


def _recipe(params: Params, fitted: Fitted) -> dict[str, Any]:
    p = params.forests
    starts = fitted.projection.bank_start.tolist()
    return {
        "name": ForestsRecipe.name,
        "params": dataclasses.asdict(p),
        "preprocessing": (
            "Each feature becomes its normal score among the training rows. Axes of a forest: ridge discriminants of "
            "the genres from its stretch of a bank of random cosines of the scores, and linear discriminants of the "
            "scores. "
            "Trees grow on leave-one-out values of the ridge discriminants."
        ),
        "differ_by": [
            f"rows: each forest grows on its own random {p.rows_share:.0%} of the audio files and bootstraps each tree",
            f"axes: each forest has its own discriminants, from its own {p.stretch} of the {p.bank} cosines, "
            "and its own linear discriminants, from its own rows",
            f"splits: each node may ask {p.max_features} axes drawn with the forest's own seed",
        ],
        "seeds": {
            "bank": [p.seed, 1],
            "forests": [{"forest": k, "seed": [p.seed, 2, k], "cosines_from": starts[k]} for k in range(p.forests)],
        },
    }


def _training(dataset: Dataset, table: Table) -> dict[str, Any]:
    return {
        "dataset": dataset.name,
        "citation": dataset.citation,
        "licence": dataset.licence,
        "published_at": [remote.address for remote in dataset.remotes],
        "rows": len(table),
        "audio_files": table.n_groups,
        "rows_by_genre": {genre: int((table.y == k).sum()) for k, genre in enumerate(table.genres)},
        "sha256": table.checksum(),
    }


def _calibration(calibration: Calibration) -> dict[str, Any]:
    return {
        "kind": "vector-scaling",
        "exponent": calibration.exponent,
        "floor": calibration.floor,
        "bias": list(calibration.bias),
    }
