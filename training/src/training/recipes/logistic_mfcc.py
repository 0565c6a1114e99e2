"""Logistic regression on the MFCC statistics: the simplest model that is worth comparing with.

Twenty multinomial regressions on the normal scores of the means and deviations of 13 mel-frequency cepstral
coefficients (Davis and Mermelstein 1980), each fitted on its own random share of the audio files. A row of a genre with
n rows weighs `n ** -class_weight_exponent`. In the bundle each is a network of one layer.
"""

import dataclasses

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from audiofiler.ensemble import Ensemble
from audiofiler.ensemble.network import NetworkArrays
from audiofiler.ensemble.projection import NormalScores
from training import projection
from training.cache import Arrays, Cache, code_hash
from training.datasets import Table
from training.params import LogisticParams, Params
from training.recipes import about_networks, dense
from training.recipes.base import OnStep, Scored, each_forest
from training.recipes.shipped import Shipped

_CODE = ("training/recipes/logistic_mfcc.py", "training/projection.py", "audiofiler/ensemble/projection.py")
_NEVER = -30.0
"""Logit of a genre that a regression has not seen."""


def is_mfcc(name: str) -> bool:
    """Say whether a feature is one of those the regressions take."""
    return name.startswith("mfcc_")


class LogisticMfccRecipe:
    """Fits the regressions.

    Parameters
    ----------
    params : Params
        Reads `[logistic_mfcc]` and `[compute]`.
    """

    name = "logistic-mfcc"
    calibrated = True
    sections = ("logistic_mfcc",)
    code = _CODE

    def __init__(self, params: Params) -> None:
        self._params, self._threads = params.logistic_mfcc, params.compute.threads

    @property
    def steps(self) -> int:
        """One for each regression."""
        return self._params.regressions

    def fit(self, train: Table, cache: Cache, on_step: OnStep) -> "Fitted":
        """Fit all regressions; finished ones are found in the cache."""
        part = dense.only(train, is_mfcc, self.name)
        work = _Work(part, self._params)
        what = {
            "recipe": self.name,
            "code": code_hash(*_CODE),
            "params": dataclasses.asdict(self._params),
            "train": part.checksum(),
            "groups": part.groups_checksum(),
        }
        pieces = each_forest(
            work.regression,
            self._params.regressions,
            what=what,
            cache=cache,
            threads=self._threads,
            on_step=lambda done, cached: on_step(done.replace("forest", "regression"), cached),
        )
        return work.join(pieces)

    def score(self, train: Table, X: NDArray[np.float32], cache: Cache, on_step: OnStep) -> Scored:
        """Learn from `train` and score the rows `X`."""
        fitted = self.fit(train, cache, on_step)
        networks = dense.FittedNetworks(fitted.arrays, fitted.features, ())
        return dense.scored(networks.ballots(X[:, dense.places(train, fitted.features)]))


@dataclasses.dataclass(frozen=True)
class Fitted:
    """The regressions as a bundle holds them, their features, and scikit-learn's probabilities of the first
    `about_networks.PROVED` training rows, (rows, n_regressions, n_genres).
    """

    arrays: NetworkArrays
    features: tuple[str, ...]
    probabilities: NDArray[np.float64]


def ship(params: Params, table: Table, cache: Cache, on_step: OnStep) -> Shipped:
    """Fit on all rows."""
    fitted = LogisticMfccRecipe(params).fit(table, cache, on_step)
    numbers = params.logistic_mfcc

    def prove(ensemble: Ensemble) -> None:
        rows = table.X[: about_networks.PROVED, dense.places(table, ensemble.features)]
        about_networks.require_close(ensemble.ballots(rows), fitted.probabilities)

    recipe = {
        "name": LogisticMfccRecipe.name,
        "params": dataclasses.asdict(numbers),
        "preprocessing": (
            "Means and deviations of 13 MFCC become their normal scores among the training rows; multinomial logistic "
            "regression with a penalty on the squared weights."
        ),
        "differ_by": [
            f"rows: each regression is fitted on its own random {numbers.rows_share:.0%} of the audio files",
        ],
        "seeds": {
            "regressions": [{"regression": k, "seed": [numbers.seed, k]} for k in range(numbers.regressions)],
        },
    }
    return Shipped(
        family="network",
        settings={"layers": 1},
        features=fitted.features,
        voters=numbers.regressions,
        arrays=fitted.arrays.named(),
        recipe=recipe,
        prove=prove,
    )


class _Work:
    """What the regressions of one training share."""

    def __init__(self, train: Table, params: LogisticParams) -> None:
        self._train, self._params, self._n_classes = train, params, len(train.genres)
        first = np.unique(train.group, return_index=True)[1]
        distinct = train.X[first].astype(np.float64)
        self._knots, self._scores = projection.fit_scores(distinct, params.knots, params.widest_score)
        self._values = projection.in_chunks(NormalScores(self._knots, self._scores), train.X.astype(np.float64))
        counts = np.maximum(np.bincount(train.y, minlength=self._n_classes), 1)
        self._class_weight = counts.astype(np.float64) ** -params.class_weight_exponent
        self._class_weight /= self._class_weight[train.y].mean()

    def regression(self, k: int) -> Arrays:
        """Fit regression k."""
        rng = np.random.default_rng([self._params.seed, k])
        n_groups = self._train.n_groups
        chosen = rng.permutation(n_groups)[: max(1, round(self._params.rows_share * n_groups))]
        rows = np.flatnonzero(np.isin(self._train.group, chosen))
        y = self._train.y[rows]
        if len(np.unique(y)) == 1:  # as may be by chance where there are only a few audio files
            return self._always(int(y[0]))
        model = LogisticRegression(C=1.0 / self._params.penalty, max_iter=1000)
        model.fit(self._values[rows], y, sample_weight=self._class_weight[y])
        probabilities = self._nothing()
        probabilities[:, model.classes_] = model.predict_proba(self._values[: about_networks.PROVED])
        weight, bias = self._all_genres(model)
        return {"weight": weight, "bias": bias, "probabilities": probabilities}

    def _always(self, genre: int) -> Arrays:
        """Return the regression that has seen one genre only."""
        bias = np.full(self._n_classes, _NEVER, dtype=np.float32)
        bias[genre] = 0.0
        probabilities = self._nothing()
        probabilities[:, genre] = 1.0
        weight = np.zeros((len(self._knots), self._n_classes), dtype=np.float32)
        return {"weight": weight, "bias": bias, "probabilities": probabilities}

    def _nothing(self) -> NDArray[np.float64]:
        """Return room for the probabilities of the rows that prove the bundle."""
        return np.zeros((min(about_networks.PROVED, len(self._train)), self._n_classes))

    def join(self, pieces: list[Arrays]) -> Fitted:
        """Put the regressions together."""
        weight, bias = (np.stack([piece[name] for piece in pieces]) for name in ("weight", "bias"))
        arrays = NetworkArrays(self._knots, self._scores, (weight,), (bias,))
        return Fitted(arrays, self._train.features, np.stack([piece["probabilities"] for piece in pieces], axis=1))

    def _all_genres(self, model: LogisticRegression) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return weights (n_features, n_classes) and biases (n_classes,), also of genres the model has not seen."""
        weight = np.zeros((len(self._knots), self._n_classes), dtype=np.float32)
        bias = np.full(self._n_classes, _NEVER, dtype=np.float32)
        coefficients, constants = model.coef_, model.intercept_
        if len(model.classes_) == 2:
            # scikit-learn keeps one row for two classes: how far the second stands above the first.
            coefficients, constants = (np.concatenate([0 * part, part]) for part in (coefficients, constants))
        weight[:, model.classes_], bias[model.classes_] = coefficients.T, constants
        return weight, bias
