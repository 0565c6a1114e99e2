"""Puts people's songs among the rows to train on, each counting as much as its weight says.

Forests draw rows, they do not weigh them; so a row of weight 2.5 stands there two or three times. Which of the rows get
the one more is drawn with a seed, in one sweep (systematic sampling), so that the sum of all weights is kept to within
one row however small each weight is.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.datasets import DataError, Table
from training.datasets.base import groups_of_equal_rows, renumber
from training.params import People
from training.people.frozen import is_frozen, known_row


@dataclass(frozen=True)
class Sides:
    """What a challenge is about.

    Attributes
    ----------
    train : Table
        Rows the champion may have seen.
    mixed : Table
        The same and people's songs: what the challenger is trained on.
    frozen : Table
        Rows neither has seen.
    songs, left_out : int
        Songs of people that were added, and those that were not because they are frozen rows themselves.
    """

    train: Table
    mixed: Table
    frozen: Table
    songs: int
    left_out: int


def sides(table: Table, feedback: Table, people: People) -> Sides:
    """Part the rows and add people's songs to those that may be trained on.

    Raises
    ------
    DataError
        If the feedback has other features or genres, or none of it is left, or no row is frozen.
    """
    if (feedback.features, feedback.genres) != (table.features, table.genres):
        raise DataError("the feedback has other features or genres than the data")
    held = is_frozen(table, people.frozen_part)
    if not held.any() or held.all():
        raise DataError(f"{len(table)} rows are too few: none or all of them are frozen")
    train, frozen = table.take(np.flatnonzero(~held)), table.take(np.flatnonzero(held))
    tested = np.unique(feedback.group[known_row(feedback.X, frozen.X, people.same) >= 0])
    kept = np.flatnonzero(~np.isin(feedback.group, tested))
    if not len(kept):
        raise DataError("all songs people spoke of are among the frozen rows, so there is nothing to learn from")
    added = feedback.take(kept)
    return Sides(train, mix(train, added, people), frozen, added.n_groups, len(tested))


def mix(train: Table, feedback: Table, people: People) -> Table:
    """Add people's rows, each as often as its weight says; the result has no weights.

    Rows of equal values make a group of their own, since a group stands for one vector when forests are trained; a
    window whose audio is among the rows already joins that audio's group, with its values.
    """
    at = known_row(feedback.X, train.X, people.same)
    X = np.where(at[:, None] >= 0, train.X[at], feedback.X)
    group = np.where(at >= 0, train.group[at], train.n_groups + groups_of_equal_rows(X))
    weight = np.ones(len(feedback)) if feedback.weight is None else feedback.weight
    rows = np.repeat(np.arange(len(feedback)), copies(weight * people.weight, people.seed))
    return Table(
        np.concatenate([train.X, X[rows]]),
        np.concatenate([train.y, feedback.y[rows]]),
        renumber(np.concatenate([train.group, group[rows]])),
        train.features,
        train.genres,
    )


def copies(weight: NDArray[np.float64], seed: int) -> NDArray[np.int64]:
    """Return how often each row stands there, (n,): its weight rounded down or up, in sum the sum of weights."""
    start = np.random.default_rng(seed).random()
    upto = np.floor(start + np.cumsum(np.concatenate([[0.0], weight]))).astype(np.int64)
    return np.diff(upto)
