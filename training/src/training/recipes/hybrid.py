"""Forests and networks together: each ballot is a mixture of one forest's and one network's.

The forests are those of the recipe `forests`, piece for piece, so that whoever has trained those trains no tree again.
The networks take the normal scores of all features. How much the forests count is learnt where neither has seen the
rows: the share that gives the lowest log loss after calibration, among a few evenly spaced ones. For the scores the
share used on a fold is learnt on the other folds' rows; the bundle's is learnt on all of them. In the same way each
genre gets a weight (`genre_weights`).
"""

import dataclasses
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from audiofiler.ensemble import Ensemble
from audiofiler.ensemble.forest import Forests
from audiofiler.ensemble.projection import Projection
from training import split
from training.cache import Arrays, Cache, code_hash
from training.calibrate import cross_calibrated, fit_calibration
from training.crossval import OutOfFold
from training.datasets import Table
from training.evaluate import describe
from training.params import CalibrationFit, Params
from training.progress import Progress
from training.recipes import about_networks, dense
from training.recipes.base import OnStep, Scored
from training.recipes.forests import Fitted as FittedForests
from training.recipes.forests import ForestsRecipe
from training.recipes.genre_weights import fit_weights
from training.recipes.shipped import Shipped

Ballots = NDArray[np.float32]
Number = TypeVar("Number", bound=np.generic)

CODE = (
    *dense.CODE,
    *(
        "training/recipes/hybrid.py",
        "training/recipes/genre_weights.py",
        "training/recipes/forests.py",
        "training/export.py",
    ),
    "audiofiler/ensemble/forest.py",
)
"""What decides a ballot."""

_SCORE_ROWS = 2000


@dataclass(frozen=True)
class Pair:
    """What both halves say of rows neither has seen, (n, n_voters, n_genres) float32 each.

    With fewer networks than forests they take turns, as in `audiofiler.ensemble.voters.HybridVoters`.
    """

    forests: Ballots
    networks: Ballots

    def ballots(self, share: float, weight: NDArray[np.float64] | None = None) -> Ballots:
        """Return the mixtures with this share of the forests, (n, n_voters, n_genres), each genre weighted."""
        beside = self.networks[:, np.arange(self.forests.shape[1]) % self.networks.shape[1]]
        mixed: Ballots = np.float32(share) * self.forests + np.float32(1 - share) * beside
        if weight is None:
            return mixed
        mixed *= weight.astype(np.float32)
        return mixed / mixed.sum(axis=2, keepdims=True)

    def mixed(self, share: float, weight: NDArray[np.float64] | None = None) -> Scored:
        """Return what the mixtures say."""
        return dense.scored(self.ballots(share, weight))

    def means(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the mean ballots of both halves, (n, n_genres) each."""
        return self.mixed(1.0).mean, self.mixed(0.0).mean


class HybridRecipe:
    """Trains both halves.

    Parameters
    ----------
    params : Params
        Reads `[hybrid]`, `[forests]` and `[compute]`.
    """

    name = "hybrid"
    calibrated = True
    sections = ("hybrid", "forests")
    code = CODE
    protocol = "Share of the forests and weights of the genres used on a fold are learnt on the other folds' rows."

    def __init__(self, params: Params) -> None:
        self._params, self._threads = params.hybrid, params.compute.threads
        self._forests, self._forests_params = ForestsRecipe(params), params.forests

    @property
    def steps(self) -> int:
        """One for each forest and each network."""
        return self._forests.steps + self._params.networks

    def fit(self, train: Table, cache: Cache, on_step: OnStep) -> tuple[FittedForests, dense.FittedNetworks]:
        """Train both halves."""
        forests = self._forests.fit(train, cache, on_step)
        return forests, self.networks(train, cache, on_step)

    def networks(self, train: Table, cache: Cache, on_step: OnStep) -> dense.FittedNetworks:
        """Train the networks alone."""
        return dense.fit_networks(self.name, self._params, train, threads=self._threads, cache=cache, on_step=on_step)

    def score(self, train: Table, X: NDArray[np.float32], cache: Cache, on_step: OnStep) -> Scored:
        """Learn from `train` and score the rows `X`, with the share of the parameter file."""
        return self._pair(train, X, cache, on_step).mixed(self._params.share)

    def out_of_fold(self, table: Table, params: Params, cache: Cache, progress: Progress) -> OutOfFold:
        """Score every row by what has seen neither it nor its audio, nor learnt its share from it."""
        fold = split.fold_of_rows(table.group, params.split.folds, params.split.seed)
        pairs = self.held_out(table, params, cache, progress)
        means = _gather([pair.means() for pair in pairs], fold)
        votes, mean = [], np.empty_like(means[0])
        for k, pair in enumerate(pairs):
            others = fold != k
            mixture = learn_mixture((means[0][others], means[1][others]), table.y[others], params)
            progress.note(f"fold {k + 1}: the forests' share is {mixture.share:g}")
            scored = pair.mixed(mixture.share, mixture.weight)
            votes.append(scored.votes)
            mean[fold == k] = scored.mean
        every = Scored(_rows(votes, fold), mean)
        probabilities = cross_calibrated(mean, table.y, fold, params.calibration)
        return OutOfFold(every, fold, probabilities, describe(table.y, every, probabilities))

    def held_out(self, table: Table, params: Params, cache: Cache, progress: Progress | None) -> list[Pair]:
        """Return what both halves say of the rows of each fold, trained on the other folds; kept in the cache."""
        pairs = []
        folds = split.grouped_folds(table.group, params.split.folds, params.split.seed)
        for k, (train, held) in enumerate(folds):
            on_step = _in_fold(progress, k + 1)
            pairs.append(self._pair(table.take(train), table.X[held], cache, on_step))
        return pairs

    def pair_key(self, train: Table, X: NDArray[np.float32]) -> dict[str, object]:
        """Return all that decides what both halves say of rows."""
        rows = dataclasses.replace(train.take(np.zeros(1, np.intp)), X=X, y=np.zeros(len(X), np.int64))
        return {
            "recipe": "hybrid: both halves",
            "code": code_hash(*CODE),
            "params": [dataclasses.asdict(self._params), dataclasses.asdict(self._forests_params)],
            "train": [train.checksum(), train.groups_checksum()],
            "rows": rows.checksum(),
            "torch": about_networks.versions(),
        }

    def _pair(self, train: Table, X: NDArray[np.float32], cache: Cache, on_step: OnStep) -> Pair:
        counted = 0

        def count(what: str, cached: bool) -> None:
            nonlocal counted
            counted += 1
            on_step(what, cached)

        def make() -> Arrays:
            forests, networks = self.fit(train, cache, count)
            return {"forests": forest_ballots(forests, X, len(train.genres)), "networks": networks.ballots(X)}

        arrays, _ = cache.get(self.pair_key(train, X), make)
        for step in range(counted, self.steps):
            on_step(f"ballots {step + 1}", True)
        return Pair(arrays["forests"], arrays["networks"])


class Mixture(NamedTuple):
    """Share of the forests in a ballot, and the weight of each genre, (n_genres,) float64."""

    share: float
    weight: NDArray[np.float64]


def learn_mixture(
    means: tuple[NDArray[np.float64], NDArray[np.float64]], y: NDArray[np.int64], params: Params
) -> Mixture:
    """Return the mixture that held-out rows want: first the share, then the weights of the genres."""
    share = best_share(means, y, params.calibration, params.hybrid.share_steps)
    mean = share * means[0] + (1 - share) * means[1]
    return Mixture(share, fit_weights(mean, y, params.hybrid.weight_penalty))


def best_share(
    means: tuple[NDArray[np.float64], NDArray[np.float64]], y: NDArray[np.int64], settings: CalibrationFit, steps: int
) -> float:
    """Return the share of the forests with the lowest log loss after calibration.

    Parameters
    ----------
    means : two (n, n_genres) float64
        Mean ballots of forests and of networks that have not seen the rows.
    y : (n,) int64
        True genres.
    settings : CalibrationFit
        How a mixture is calibrated before it is judged.
    steps : int
        The shares tried are 1 / steps, 2 / steps … below 1.
    """

    def loss(share: float) -> float:
        mean = share * means[0] + (1 - share) * means[1]
        said = fit_calibration(mean, y, settings).apply(mean)
        return float(-np.log(said[np.arange(len(y)), y]).mean())

    return min((step / steps for step in range(1, steps)), key=loss)


def forest_ballots(fitted: FittedForests, X: NDArray[np.float32], n_genres: int) -> Ballots:
    """Return each forest's genre probabilities, (n, n_forests, n_genres)."""
    project = Projection(fitted.projection)
    forests = Forests(fitted.forests, project.n_forests, n_genres, project.n_axes)
    parts = [X[start : start + _SCORE_ROWS].astype(np.float64) for start in range(0, len(X), _SCORE_ROWS)]
    return np.concatenate([forests.ballots(project.axes(part)).astype(np.float32) for part in parts])


def ship(params: Params, table: Table, cache: Cache, on_step: OnStep) -> Shipped:
    """Train on all rows, with the mixture that all held-out rows say."""
    recipe = HybridRecipe(params)
    fold = split.fold_of_rows(table.group, params.split.folds, params.split.seed)
    means = _gather([pair.means() for pair in recipe.held_out(table, params, cache, None)], fold)
    mixture = learn_mixture(means, table.y, params)
    forests, networks = recipe.fit(table, cache, on_step)
    return Shipped(
        family="hybrid",
        settings={"layers": dense.LAYERS, "forest_share": mixture.share},
        features=table.features,
        voters=params.forests.forests,
        arrays={
            **forests.projection.named(),
            **forests.forests.named(),
            **networks.arrays.named(),
            "genre_weight": mixture.weight,
        },
        recipe=_about(params, mixture.share, networks),
        prove=_prove(forests, networks, table, mixture),
        versions=about_networks.versions(),
    )


def _about(params: Params, share: float, networks: dense.FittedNetworks) -> dict[str, object]:
    numbers = params.hybrid
    forests = {f"forests_{name}": value for name, value in dataclasses.asdict(params.forests).items()}
    return {
        "name": HybridRecipe.name,
        "params": {**dataclasses.asdict(numbers), **forests, "forest_share": share},
        "preprocessing": (
            "Each feature becomes its normal score among the training rows. Forests: those of the recipe `forests` "
            "(their parameters begin with forests_). Networks: three hidden ReLU layers with dropout, softmax, trained "
            f"with AdamW until the loss on audio files held back falls no more. A ballot is {share:.0%} one forest's "
            f"and {1 - share:.0%} one network's; the share is learnt on held-out rows, and so is a weight "
            "for each genre that makes the winners right about rare genres, too."
        ),
        "differ_by": [
            "forests: as in the recipe `forests`, each on its own rows, axes and splits",
            *(f"networks, {line}" for line in about_networks.differ_by(numbers)),
        ],
        "seeds": {
            "forests": [[params.forests.seed, 2, k] for k in range(params.forests.forests)],
            **about_networks.seeds(numbers),
        },
        "curves": about_networks.curves(networks.histories),
    }


def _prove(
    forests: FittedForests, networks: dense.FittedNetworks, table: Table, mixture: Mixture
) -> about_networks.Check:
    """Return what refuses a bundle that does not mix what its forests and PyTorch say of the first training rows.

    That the forests vote as scikit-learn on all of them was proved when they were fitted.
    """

    def check(ensemble: Ensemble) -> None:
        X = table.X[: about_networks.PROVED]
        wanted = Pair(forest_ballots(forests, X, len(table.genres)), about_networks.torch_ballots(networks, X))
        about_networks.require_close(ensemble.ballots(X), wanted.ballots(*mixture))

    return check


def _gather(
    parts: list[tuple[NDArray[np.float64], NDArray[np.float64]]], fold: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Put the rows of all folds back into the order of the table."""
    first, second = ([part[half] for part in parts] for half in (0, 1))
    return _rows(first, fold), _rows(second, fold)


def _rows(parts: list[NDArray[Number]], fold: NDArray[np.int64]) -> NDArray[Number]:
    result = np.empty((len(fold), *parts[0].shape[1:]), dtype=parts[0].dtype)
    for k, part in enumerate(parts):
        result[fold == k] = part
    return result


def _in_fold(progress: Progress | None, number: int) -> OnStep:
    def on_step(what: str, cached: bool) -> None:
        if progress is not None:
            progress.step(f"fold {number}: {what}", cached=cached)

    return on_step
