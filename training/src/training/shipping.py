"""Trains a recipe on all rows, and writes the model with everything that is known of it as a bundle."""

import dataclasses
import re
from pathlib import Path
from typing import Any, NamedTuple

from audiofiler.ensemble import Ensemble, Rules, bundle
from audiofiler.ensemble.calibration import Calibration
from training import crossval, evidence, extras
from training.cache import Cache, versions
from training.calibrate import agreement_table, fit_calibration
from training.crossval import OutOfFold
from training.datasets import Dataset, Table
from training.datasets.audiofiler2017 import AudioFiler2017
from training.datasets.index import families_of
from training.params import Params
from training.progress import Progress
from training.recipes import PublishedRecipe, Recipe, registry
from training.recipes.shipped import Shipped
from training.scores import kept as scores_kept


@dataclasses.dataclass(frozen=True)
class Evaluated:
    """Out-of-fold results of a recipe and of the yardstick, and how they were got."""

    model: OutOfFold
    published: OutOfFold
    protocol: str


@dataclasses.dataclass(frozen=True)
class Session:
    """The numbers, what is kept from before, and where progress is shown."""

    params: Params
    cache: Cache
    progress: Progress


class Order(NamedTuple):
    """A recipe, one of `registry.names(shipped=True)`, what its bundle is called, and the folder it is written to."""

    recipe: str
    name: str
    folder: Path


def evaluation_steps(recipe: Recipe, params: Params) -> int:
    """Return how many steps `evaluate` counts."""
    return params.split.folds * (recipe.steps + PublishedRecipe(params).steps)


def evaluate(recipe: Recipe, table: Table, session: Session) -> Evaluated:
    """Cross-validate a recipe and the yardstick on the same folds; scores are kept in the work folder."""
    params, cache, progress = session.params, session.cache, session.progress
    model, _ = scores_kept(recipe, table, params, cache, progress)
    published, _ = scores_kept(PublishedRecipe(params), table.for_yardstick, params, cache, progress)
    return Evaluated(
        model.out_of_fold(table),
        published.out_of_fold(table.for_yardstick),
        protocol_of(recipe, params),
    )


def protocol_of(recipe: Recipe, params: Params) -> str:
    """Say how the scores were got, and what the recipe learns from one fold for another."""
    said, note = crossval.protocol(params), getattr(recipe, "protocol", "")
    if recipe.name != registry.DEFAULT:
        said = said.replace("scored by forests trained", "scored by voters trained")
    return f"{said} {note}".strip()


def scores(result: Evaluated, table: Table, params: Params) -> dict[str, Any]:
    """Return both recipes' metrics with intervals, the protocol, and each genre's recall and precision."""
    return {
        "protocol": result.protocol,
        "model": crossval.summary(result.model, table, params),
        "published": crossval.summary(result.published, table, params),
        "genres": crossval.genres(result.model, table),
    }


def bundle_name(recipe: str, dataset: Dataset, table: Table, params: Params) -> str:
    """Return what a bundle is called unless somebody says otherwise.

    The forests of AudioFiler-2017 have a name of their own in the parameter file; others are called by recipe, data set
    and number of genres.
    """
    ours = dataset.name == AudioFiler2017.name
    if ours and recipe == registry.DEFAULT:
        return params.bundle.name
    words = [recipe, *([] if ours else [dataset.name]), str(len(table.genres))]
    return re.sub(r"[^a-z0-9._-]+", "-", "-".join(words).casefold())


def train(dataset: Dataset, table: Table, order: Order, session: Session) -> Ensemble:
    """Evaluate, train on all rows, write the bundle, and prove it.

    Parameters
    ----------
    dataset : Dataset
        Where the rows come from.
    table : Table
        The rows.
    order : Order
        What to train and where to put it.
    session : Session
        The numbers, what is kept from before, and where progress is shown.

    Raises
    ------
    training.export.ExportError
        If the bundle as written and read again does not say of the training rows what the library that trained it says.
    """
    params, ship = session.params, registry.ship_of(order.recipe)
    result = evaluate(registry.make(order.recipe, params), table, session)
    shipped = ship(params, table, session.cache, session.progress.all_rows)
    about = {"name": order.name, "version": params.bundle.version, "training": _training(dataset, table)}
    features = tuple(shipped.features)
    told = evidence.gather(result.model, table, features, params.evaluation.bins)
    beside = {**extras.fit(table, features, session.cache), **told}
    bundle.save(order.folder, {**about, **_manifest(table, params, result, shipped)}, {**shipped.arrays, **beside})
    ensemble = Ensemble.load(order.folder)
    shipped.prove(ensemble)
    session.progress.note(f"{order.folder}: says of the training rows what the library that trained it says")
    return ensemble


def _manifest(table: Table, params: Params, result: Evaluated, shipped: Shipped) -> dict[str, Any]:
    held_out = result.model.scored
    return {
        "schema": shipped.schema,
        "family": shipped.family,
        "settings": shipped.settings,
        "features": list(shipped.features),
        "genres": list(table.genres),
        "families": families_of(table.genres),
        "forests": shipped.voters,
        "recipe": shipped.recipe,
        "scores": scores(result, table, params),
        "agreement": [row._asdict() for row in agreement_table(held_out, table.y, params.agreement)],
        "calibration": _calibration(fit_calibration(held_out.mean, table.y, params.calibration)),
        "rules": Rules()._asdict(),
        "versions": {**versions(), **shipped.versions},
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
