"""What a recipe is: something that learns from a table and then votes."""

import functools
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from training.cache import Arrays, Cache
from training.datasets import Table

OnStep = Callable[[str, bool], None]
"""Called after each forest with what was done and whether it came from the cache."""


Make = Callable[[int], Arrays]
"""Trains the forest of a number; picklable, so that it can be sent to another process."""


class Place(Protocol):
    """Where forests are trained when it is not in this process; see `training.cluster.forests_on`."""

    @property
    def at_once(self) -> int:
        """How many."""

    def send(self, make: Make) -> Make:
        """Return what has a forest made there."""


ELSEWHERE: ContextVar[Place | None] = ContextVar("ELSEWHERE", default=None)
"""Set while forests are to be trained elsewhere."""


def each_forest(  # noqa: PLR0913 - what, how many, where from and where to
    make: Make, forests: int, *, what: Mapping[str, object], cache: Cache, threads: int, on_step: OnStep
) -> list[Arrays]:
    """Make each forest, or find it in the cache, `threads` at a time.

    Each is made by one thread whose matrix products use one thread too: two that share two cores are faster that way,
    and nothing depends on how many there are, nor on where they are trained.
    """
    place = ELSEWHERE.get()
    if place is not None:
        make, threads = place.send(make), place.at_once

    def one(forest: int) -> tuple[Arrays, bool]:
        return cache.get({**what, "forest": forest}, functools.partial(make, forest))

    made = []
    with threadpool_limits(limits=1), ThreadPoolExecutor(threads) as pool:
        for forest, (arrays, cached) in enumerate(pool.map(one, range(forests))):
            made.append(arrays)
            on_step(f"forest {forest + 1}", cached)
    return made


@dataclass(frozen=True)
class Scored:
    """What the forests of a recipe say about some rows.

    Attributes
    ----------
    votes : (n, n_forests) uint8
        Genre index each forest votes for.
    mean : (n, n_genres) float64
        Mean of the forests' genre probabilities.
    """

    votes: NDArray[np.uint8]
    mean: NDArray[np.float64]

    def shares(self) -> NDArray[np.float64]:
        """Return the number of votes of each genre plus its mean probability, (n, n_genres).

        Ordered by these, genres stand by vote and, where votes are equal, by mean probability.
        """
        counts = np.zeros(self.mean.shape)
        np.add.at(counts, (np.arange(len(counts))[:, None], self.votes), 1.0)
        return counts + 0.999 * self.mean


class Recipe(Protocol):
    """A way of training forests."""

    @property
    def name(self) -> str:
        """Short name."""

    @property
    def steps(self) -> int:
        """How often `on_step` is called while learning."""

    @property
    def calibrated(self) -> bool:
        """Whether its probabilities are calibrated on rows no forest saw."""

    def score(self, train: Table, X: NDArray[np.float32], cache: Cache, on_step: OnStep) -> Scored:
        """Learn from `train` and score the rows `X`."""
