"""The shipped recipe: twenty forests, each on its own discriminants, its own rows and its own random splits.

What makes the forests differ: forest k
- grows on its own random share of the audio files (`rows_share`), the same file always wholly in or out;
- bootstraps its trees and draws the axes they may ask at a split from its own seed;
- asks axes of its own: ridge discriminants from its own stretch of the cosine bank, and linear discriminants of its
  own rows.

Bootstraps draw rows by `n ** -class_weight_exponent`, n being the rows of their genre: without that a rare genre is
never named.
"""

import dataclasses
import functools
import threading
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import RandomForestClassifier

from audiofiler.ensemble.forest import ForestArrays, Forests
from audiofiler.ensemble.projection import NormalScores, Projection, ProjectionArrays
from training import projection
from training.cache import Arrays, Cache, code_hash
from training.datasets import Table
from training.export import forest_arrays, join, require_same_votes, sklearn_votes
from training.params import ForestsParams, Params
from training.recipes.base import OnStep, Scored, each_forest

LEAVES = 100
"""Leaves are smaller than asked for where a forest's rows would not fill so many: few songs need small ones."""

_SCORE_ROWS = 2000

_CODE = (
    *("training/recipes/forests.py", "training/projection.py", "training/export.py"),
    *("audiofiler/ensemble/projection.py", "audiofiler/ensemble/forest.py"),
)
"""What decides what a forest becomes."""


@dataclass(frozen=True)
class Fitted:
    """Everything a bundle holds, and what scikit-learn voted on the training rows, (n, n_forests) uint8."""

    projection: ProjectionArrays
    forests: ForestArrays
    sklearn_votes: NDArray[np.uint8]


class ForestsRecipe:
    """Trains the forests of a bundle.

    Parameters
    ----------
    params : Params
        Reads `[forests]` and `[compute]`.
    """

    name = "forests"
    calibrated = True

    def __init__(self, params: Params) -> None:
        self._params, self._threads = params.forests, params.compute.threads

    @property
    def steps(self) -> int:
        """One for each forest."""
        return self._params.forests

    def fit(self, train: Table, cache: Cache, on_step: OnStep) -> Fitted:
        """Train all forests; their votes on the training rows are proved equal to scikit-learn's.

        Rows of equal audio stand for one song here, whatever else the groups of a split keep together.
        """
        train = train.by_audio()
        what = {
            "recipe": self.name,
            "code": code_hash(*_CODE),
            "params": dataclasses.asdict(self._params),
            "train": train.checksum(),
        }
        work = _Work(train, self._params)
        pieces = each_forest(
            work.forest,
            self._params.forests,
            what=what,
            cache=cache,
            threads=self._threads,
            on_step=on_step,
        )
        fitted = work.join(pieces)
        require_same_votes(score(fitted, train.X, len(train.genres)).votes.astype(np.intp), fitted.sklearn_votes)
        return fitted

    def score(self, train: Table, X: NDArray[np.float32], cache: Cache, on_step: OnStep) -> Scored:
        """Learn from `train` and score the rows `X`."""
        return score(self.fit(train, cache, on_step), X, len(train.genres))


def score(fitted: Fitted, X: NDArray[np.float32], n_classes: int) -> Scored:
    """Return votes and mean ballots of fitted forests."""
    project = Projection(fitted.projection)
    forests = Forests(fitted.forests, project.n_forests, n_classes, project.n_axes)
    votes, mean = [], []
    for start in range(0, len(X), _SCORE_ROWS):
        ballots = forests.ballots(project.axes(X[start : start + _SCORE_ROWS].astype(np.float64)))
        votes.append(ballots.argmax(axis=2).astype(np.uint8))
        mean.append(ballots.mean(axis=1))
    return Scored(np.concatenate(votes), np.concatenate(mean))


class _Work:
    """What the forests of one training share; the costly part is computed when the first forest asks for it."""

    def __init__(self, train: Table, params: ForestsParams) -> None:
        self._train, self._params = train, params
        self._first = threading.Lock()
        self._n_classes = len(train.genres)
        self._rows = projection.distinct_rows(
            train.X, train.y, train.group, self._n_classes, params.ridge_weight_exponent
        )
        self._knots, self._scores = projection.fit_scores(self._rows.X, params.knots, params.widest_score)
        self._weights, self._phases = projection.draw_bank(train.X.shape[1], params)
        self._starts = projection.stretch_starts(params)
        counts = np.maximum(np.bincount(train.y, minlength=self._n_classes), 1)
        self._class_weight = counts.astype(np.float64) ** -params.class_weight_exponent

    def __getstate__(self) -> dict[str, Any]:
        """Leave out what another process makes for itself."""
        return {name: value for name, value in vars(self).items() if name not in {"_first", "_shared"}}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Stand in another process."""
        vars(self).update(state)
        self._first = threading.Lock()

    @functools.cached_property
    def _shared(self) -> tuple[NDArray[np.float64], projection.Design]:
        """Normal scores of the distinct rows, and the design of all regressions."""
        scores = projection.in_chunks(NormalScores(self._knots, self._scores), self._rows.X)
        return scores, projection.build_design(scores, self._weights, self._phases, self._rows)

    def forest(self, k: int) -> Arrays:
        """Train forest k; return its part of the bundle and scikit-learn's votes on all training rows."""
        rng = np.random.default_rng([self._params.seed, 2, k])
        chosen = rng.permutation(self._train.n_groups)[: round(self._params.rows_share * self._train.n_groups)]
        grown_on = np.flatnonzero(np.isin(self._train.group, chosen))
        bank_readout, linear_readout, honest = self._axes(k, grown_on)
        y = self._train.y[grown_on]
        model = RandomForestClassifier(
            n_estimators=self._params.trees,
            min_samples_leaf=min(self._params.min_samples_leaf, max(1, len(grown_on) // LEAVES)),
            max_depth=self._params.max_depth,
            max_features=self._params.max_features,
            random_state=int(rng.integers(2**31)),
        )
        model.fit(honest[grown_on], y, sample_weight=self._class_weight[y])
        arrays = forest_arrays(model, self._n_classes)
        seen = Projection(self._alone(k, bank_readout, linear_readout))
        axes = seen.axes(self._train.X.astype(np.float64))[:, 0]
        piece = {**arrays.named(), "bank_readout": bank_readout, "linear_readout": linear_readout}
        return {**piece, "sklearn_votes": sklearn_votes(model, axes)}

    def join(self, pieces: list[Arrays]) -> Fitted:
        """Put the forests together."""
        names = [field.name for field in dataclasses.fields(ForestArrays)]
        return Fitted(
            ProjectionArrays(
                self._knots,
                self._scores,
                self._weights,
                self._phases,
                self._starts,
                np.stack([piece["bank_readout"] for piece in pieces]),
                np.stack([piece["linear_readout"] for piece in pieces]),
            ),
            join([ForestArrays(**{name: piece[name] for name in names}) for piece in pieces]),
            np.stack([piece["sklearn_votes"] for piece in pieces], axis=1),
        )

    def _axes(
        self, k: int, grown_on: NDArray[np.intp]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
        """Return both readouts of forest k and the axes, (n, n_axes), to grow it on."""
        with self._first:
            scores, design = self._shared
        start, n_bank = int(self._starts[k]), self._params.bank
        linear_columns = np.arange(n_bank, n_bank + self._train.X.shape[1] + 1)
        columns = np.concatenate([np.arange(start, start + self._params.stretch), linear_columns])
        coefficients, left_out = projection.ridge(design, self._rows, columns, self._params.ridge_penalty)
        own = scores[self._train.group[grown_on]]
        fisher = projection.discriminants(own, self._train.y[grown_on], self._n_classes - 1)
        bank_readout, linear = coefficients[: self._params.stretch], coefficients[self._params.stretch :]
        projected = (scores @ fisher[:-1] + fisher[-1]).astype(np.float32)
        honest = np.hstack([left_out, projected])[self._train.group]
        return bank_readout, np.hstack([linear, fisher]), honest

    def _alone(
        self, k: int, bank_readout: NDArray[np.float32], linear_readout: NDArray[np.float32]
    ) -> ProjectionArrays:
        """Return the projection of forest k alone, with no more of the bank than it uses."""
        part = slice(int(self._starts[k]), int(self._starts[k]) + self._params.stretch)
        return ProjectionArrays(
            self._knots,
            self._scores,
            self._weights[:, part],
            self._phases[part],
            np.zeros(1, dtype=np.uint16),
            bank_readout[None],
            linear_readout[None],
        )
