"""How much each genre's share of a ballot has to weigh so that the winners are right about every genre alike.

Ballots that are right about probabilities name common genres too often to be right about rare ones. Multiplying each
genre's share by a weight of its own moves the borders between winners; the weights with the highest macro F1 on rows
no voter has seen are looked for by climbing, genre by genre, in ever smaller steps (Fan and Lin, "A study on threshold
selection for multi-label classification", 2007, go through the classes in the same way).
"""

import numpy as np
from numpy.typing import NDArray

_FLOOR = 0.002
_STEPS = (0.4, 0.2, 0.1)
_ROUNDS = 2


def fit_weights(mean: NDArray[np.float64], y: NDArray[np.int64], penalty: float) -> NDArray[np.float64]:
    """Return the weight of each genre, (n_genres,) float64.

    Parameters
    ----------
    mean : (n, n_genres) float64
        Mean ballots of rows no voter has seen.
    y : (n,) int64
        True genres.
    penalty : float
        On the sum of the absolute logarithms of the weights: a genre moves only where that is worth it.
    """
    logs = np.log(mean + _FLOOR)
    weight = np.zeros(mean.shape[1])
    best = macro_f1(logs.argmax(axis=1), y, len(weight))
    for step in _STEPS:
        for _ in range(_ROUNDS):
            for genre in range(len(weight)):
                for move in (-step, step):
                    moved = weight.copy()
                    moved[genre] = round(moved[genre] + move, 6)
                    worth = macro_f1((logs + moved).argmax(axis=1), y, len(weight)) - penalty * np.abs(moved).sum()
                    if worth > best + 1e-6:
                        best, weight = worth, moved
    result: NDArray[np.float64] = np.exp(weight)
    return result


def macro_f1(winner: NDArray[np.intp], y: NDArray[np.int64], n_genres: int) -> float:
    """Return the mean F1 of the genres that occur or are named, as `training.evaluate.measure` does."""
    support, named = (np.bincount(of, minlength=n_genres) for of in (y, winner))
    found = np.bincount(y[winner == y], minlength=n_genres)
    there = (support > 0) | (named > 0)
    return float((2 * found / np.maximum(support + named, 1))[there].mean())
