"""Out-of-fold scores that are kept: what a report or a comparison is made from without training again.

A file of scores is an `.npz` without pickles. It says which rows (checksum of the data), which recipe, which numbers
and which code made it, so that it is never taken for another's; two files of the same rows can be compared.

Conventions: arrays are row for row those of the table; votes are genre indices; probabilities are calibrated on the
other folds' rows where the recipe is calibrated.
"""

import hashlib
import inspect
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from audiofiler.ensemble import Ensemble
from training import crossval
from training.cache import Cache, code_hash, versions
from training.crossval import OutOfFold
from training.datasets import DataError, Table
from training.evaluate import Rows, describe
from training.params import Params
from training.progress import Progress
from training.recipes.base import Recipe, Scored

KIND = "audiofiler-scores/1"
"""First words of every file of scores; another number is refused."""

_CODE = (
    *("training/crossval.py", "training/split.py", "training/calibrate.py", "training/projection.py"),
    "training/export.py",
    *("audiofiler/ensemble/projection.py", "audiofiler/ensemble/forest.py", "audiofiler/ensemble/calibration.py"),
)
"""What decides a score, besides the recipe's own file."""


@runtime_checkable
class FoldingRecipe(Protocol):
    """A recipe that scores the folds itself, since it learns something from one fold for another."""

    def out_of_fold(self, table: Table, params: Params, cache: Cache, progress: Progress) -> OutOfFold:
        """Score all rows, each by what has not seen it."""


@dataclass(frozen=True)
class Scores:
    """What one recipe or bundle says of the rows of a table, none of which it was trained on.

    Attributes
    ----------
    name : str
        What to call it.
    data : str
        `Table.checksum` of the rows.
    scored : Scored
        Votes and mean ballots.
    probabilities : (n, n_genres) float64
        Calibrated, where the recipe is.
    fold : (n,) int64
        The fold each row was held out in; all 0 for a bundle.
    made_by : dict
        Recipe, numbers and code; empty for a bundle.
    """

    name: str
    data: str
    scored: Scored
    probabilities: NDArray[np.float64]
    fold: NDArray[np.int64]
    made_by: dict[str, Any]

    def rows(self, table: Table) -> Rows:
        """Return what the metrics need; `table` has to be the one that was scored."""
        return describe(table.y, self.scored, self.probabilities)

    def out_of_fold(self, table: Table) -> OutOfFold:
        """Return the same as `crossval.out_of_fold` gave."""
        return OutOfFold(self.scored, self.fold, self.probabilities, self.rows(table))


def kept(recipe: Recipe, table: Table, params: Params, cache: Cache, progress: Progress) -> tuple[Scores, Path | None]:
    """Return the recipe's out-of-fold scores, from the work folder if they are there; else make and keep them.

    Returns
    -------
    Scores
    Path or None
        The file, `scores/RECIPE-KEY.npz` in the cache's folder; None when that keeps nothing.
    """
    made_by = identity(recipe, table, params)
    path = None
    if cache.folder is not None:
        key = hashlib.sha256(json.dumps(made_by, sort_keys=True).encode()).hexdigest()[:8]
        path = cache.folder / "scores" / f"{recipe.name}-{key}.npz"
        if path.is_file() and (found := read(path)).made_by == made_by:
            for step in range(recipe.steps * params.split.folds):
                progress.step(f"{recipe.name}: score {step + 1}", cached=True)
            return found, path
    if isinstance(recipe, FoldingRecipe):
        result = recipe.out_of_fold(table, params, cache, progress)
    else:
        result = crossval.out_of_fold(recipe, table, params, cache, progress)
    scores = Scores(recipe.name, table.checksum(), result.scored, result.probabilities, result.fold, made_by)
    if path is not None:
        write(scores, path)
    return scores, path


def identity(recipe: Recipe, table: Table, params: Params) -> dict[str, Any]:
    """Return all that decides the scores: recipe, numbers, code, versions, rows and how they were split."""
    numbers = params.as_dict()
    own = Path(inspect.getfile(type(recipe)))
    # Recipes that read other sections or rest on other files than their own say so.
    sections, code = getattr(recipe, "sections", (recipe.name,)), getattr(recipe, "code", ())
    return {
        "recipe": recipe.name,
        "params": {name: numbers[name] for name in (*sections, "split", "calibration") if name in numbers},
        "code": [
            code_hash(*_CODE),
            hashlib.sha256(own.read_bytes()).hexdigest(),
            *([code_hash(*code)] if code else []),
        ],
        "versions": versions(),
        "data": table.checksum(),
        "groups": table.groups_checksum(),
    }


def of_bundle(path: str, table: Table) -> Scores:
    """Let a bundle vote on the rows of a table.

    Parameters
    ----------
    path : str
        Folder or name of the bundle.

    Raises
    ------
    DataError
        If its features or genres are not the table's, or it was trained on these very rows.
    audiofiler.ensemble.BundleError
        If it cannot be loaded.
    """
    forests = Ensemble.load(path)
    if not set(forests.features) <= set(table.features) or forests.genres != table.genres:
        raise DataError(f"bundle {forests.name!r} has other features or genres than the data")
    if forests.manifest["training"].get("sha256") == table.checksum():
        raise DataError(
            f"bundle {forests.name!r} was trained on these very rows, so its votes on them say nothing; "
            "compare files of out-of-fold scores (`audiofiler-train report` keeps them) or give other rows"
        )
    columns = [table.features.index(name) for name in forests.features]
    votes, mean = [], []
    for start in range(0, len(table), 2000):
        ballots = forests.ballots(table.X[start : start + 2000, columns])
        votes.append(ballots.argmax(axis=2).astype(np.uint8))
        mean.append(ballots.mean(axis=1))
    scored = Scored(np.concatenate(votes), np.concatenate(mean))
    fold = np.zeros(len(table), dtype=np.int64)
    name = f"{forests.name} {forests.version}"
    return Scores(name, table.checksum(), scored, forests.calibrate(scored.mean), fold, {})


def write(scores: Scores, path: Path) -> None:
    """Keep scores in a file; a half-written one is never left under its name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    about = {"kind": KIND, "name": scores.name, "data": scores.data, "made_by": scores.made_by}
    fresh = path.with_suffix(".new.npz")
    np.savez_compressed(
        fresh,
        about=np.array(json.dumps(about, sort_keys=True)),
        votes=scores.scored.votes,
        mean=scores.scored.mean,
        probabilities=scores.probabilities,
        fold=scores.fold,
    )
    fresh.replace(path)


def read(path: Path) -> Scores:
    """Read a file of scores.

    Raises
    ------
    DataError
        If it is not one, or is damaged.
    """
    try:
        with np.load(path, allow_pickle=False) as arrays:
            about = json.loads(str(arrays["about"]))
            votes, mean, probabilities, fold = (arrays[name] for name in ("votes", "mean", "probabilities", "fold"))
    except (OSError, KeyError, ValueError, EOFError, zipfile.BadZipFile) as error:
        raise DataError(f"{path} is not a file of scores: {error}") from error
    if not isinstance(about, dict) or about.get("kind") != KIND:
        raise DataError(f"{path} is not a file of scores of this version ({KIND})")
    if not len(votes) == len(mean) == len(probabilities) == len(fold) or mean.shape != probabilities.shape:
        raise DataError(f"{path} is damaged: its parts differ in length")
    return Scores(about["name"], about["data"], Scored(votes, mean), probabilities, fold, about["made_by"])


def require_rows(scores: Scores, table: Table) -> None:
    """Refuse scores of other rows than the table's.

    Raises
    ------
    DataError
        Saying whose they are.
    """
    if scores.data != table.checksum() or scores.probabilities.shape != (len(table), len(table.genres)):
        raise DataError(f"the scores of {scores.name!r} are of other rows than the data given")
