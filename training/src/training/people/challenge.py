"""Trains a challenger with people's songs and finds out whether it beats who serves now, on rows neither has seen.

What it tests: champion and challenger on the frozen rows (`training.people.frozen`), by the paired test of
`training.compare`. Conventions: a champion that has seen frozen rows, as the shipped one has, is stood in for by its
own recipe with its own numbers, trained on all other rows; a promoted challenger has not, and votes itself.
Probabilities of both are calibrated in the same way, each row's on other frozen rows.

What it gives: the challenger as a bundle, the very one that was tested, and a `Proof` beside it.
"""

import dataclasses
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from audiofiler.ensemble import Ensemble, bundle
from training import split
from training.calibrate import cross_calibrated
from training.compare import Comparison, compare
from training.datasets import DataError, Dataset, Table
from training.datasets.feedback import Cleaned
from training.evaluate import Rows, describe
from training.export import require_same_votes
from training.params import ForestsParams, Params
from training.people import writing
from training.people.mixing import Sides, sides
from training.people.proof import Contender, Proof, wins, write
from training.people.shelf import bundle_sha256
from training.progress import Progress
from training.recipes import ForestsRecipe, PublishedRecipe
from training.recipes.base import OnStep, Scored
from training.recipes.forests import score
from training.scores import of_bundle
from training.shipping import Session


@dataclass(frozen=True)
class Challenge:
    """Who is challenged, with what, and where the challenger goes."""

    champion: Path
    dataset: Dataset
    table: Table
    feedback: Cleaned
    folder: Path


def steps(params: Params) -> int:
    """Return how many steps `run` counts at most."""
    return 2 * ForestsRecipe(params).steps + PublishedRecipe(params).steps


def version_of(params: Params, mixed: Table) -> str:
    """Return the version of a challenger: that of the parameter file, and what it was trained on with which numbers."""
    numbers = json.dumps(dataclasses.asdict(params.forests), sort_keys=True)
    return f"{params.bundle.version}+people.{hashlib.sha256((mixed.checksum() + numbers).encode()).hexdigest()[:8]}"


def run(asked: Challenge, session: Session) -> Proof:
    """Train a challenger, write it as a bundle, let both vote on the frozen rows and write down who wins.

    Raises
    ------
    DataError
        If nothing of the feedback can be used, or nobody can stand in for the champion.
    audiofiler.ensemble.BundleError, SchemaMismatch
        If the champion cannot be loaded.
    training.export.ExportError
        If the bundle as read again does not vote as scikit-learn.
    """
    params = session.params
    parted = sides(asked.table, asked.feedback.table, params.people)
    champion = Ensemble.load(asked.champion)
    scored, how = _champion_votes(champion, asked.champion, parted, session)
    fitted = ForestsRecipe(params).fit(parted.mixed, session.cache, _said(session.progress, "challenger"))
    challenger = score(fitted, parted.frozen.X, len(parted.frozen.genres))
    version = version_of(params, parted.mixed)
    yardstick = PublishedRecipe(params).score(
        parted.train, parted.frozen.X, session.cache, _said(session.progress, "published recipe")
    )
    rows = [_rows(one, parted.frozen, params) for one in (scored, challenger, yardstick)]
    names = (f"{champion.name} {champion.version}", f"{champion.name} {version}")
    found = compare(names, (rows[0], rows[1]), parted.frozen.group, params.evaluation, params.report)
    about = writing.About(champion.name, version, asked.dataset, asked.feedback, parted)
    rules, known = writing.carried(asked.champion)
    bundle.save(
        asked.folder,
        {**writing.manifest(about, params, fitted, challenger, (rows[1], rows[2])), **rules},
        {**fitted.projection.named(), **fitted.forests.named(), **known},
    )
    require_same_votes(Ensemble.load(asked.folder).votes(parted.mixed.X), fitted.sklearn_votes)
    proof = Proof(
        Contender(champion.name, champion.version, bundle_sha256(asked.champion), how),
        Contender(champion.name, version, bundle_sha256(asked.folder), "its own votes"),
        wins(found),
        f"{'The challenger wins' if wins(found) else 'The champion stays'}. {found.sentence}",
        _details(asked, parted, params, found),
    )
    write(proof, asked.folder)
    return proof


def _champion_votes(champion: Ensemble, folder: Path, parted: Sides, session: Session) -> tuple[Scored, str]:
    """Return the votes on the frozen rows in the champion's name, and whose they are."""
    if champion.manifest["training"].get("frozen") == writing.frozen_identity(parted, session.params):
        return of_bundle(str(folder), parted.frozen).scored, "its own votes"
    recipe = champion.manifest["recipe"]
    if recipe.get("name") != ForestsRecipe.name:
        raise DataError(f"the champion is of the recipe {recipe.get('name')!r}; only forests can be stood in for")
    if champion.genres != parted.train.genres or champion.features != parted.train.features:
        raise DataError("the champion has other features or genres than the data")
    try:
        numbers = dataclasses.replace(session.params, forests=ForestsParams(**recipe["params"]))
    except (KeyError, TypeError) as error:
        raise DataError(f"the champion does not say with which numbers it was trained: {error}") from error
    stand_in = ForestsRecipe(numbers)
    votes = stand_in.score(parted.train, parted.frozen.X, session.cache, _said(session.progress, "champion"))
    return votes, "its recipe with its numbers, trained on all rows but the frozen ones"


def _rows(scored: Scored, frozen: Table, params: Params) -> Rows:
    fold = split.fold_of_rows(frozen.group, params.split.folds, params.split.seed)
    return describe(frozen.y, scored, cross_calibrated(scored.mean, frozen.y, fold, params.calibration))


def _details(asked: Challenge, parted: Sides, params: Params, found: Comparison) -> dict[str, Any]:
    return {
        "frozen": writing.frozen_identity(parted, params),
        "people": writing.people(asked.feedback, parted, params),
        "comparison": dataclasses.asdict(found),
    }


def _said(progress: Progress, who: str) -> OnStep:
    def on_step(what: str, cached: bool) -> None:
        progress.step(f"{who}: {what}", cached=cached)

    return on_step
