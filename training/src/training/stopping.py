"""When a network has learnt enough: when the loss on what was held back falls no more (Prechelt, "Early Stopping - But
When?", 1998).
"""

from collections.abc import Callable
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

Weights_co = TypeVar("Weights_co", covariant=True)


class Learner(Protocol[Weights_co]):
    """A network on its way."""

    def epoch(self) -> float:
        """Go once over the rows to learn from; return their mean loss."""

    def look(self) -> tuple[float, float]:
        """Return loss and share of right answers on the rows held back."""

    def weights(self) -> Weights_co:
        """Return what it would give back now."""


def learn(
    network: Learner[Weights_co],
    *,
    epochs: int,
    patience: int,
    least_gain: float,
    slow_down: Callable[[], None] | None = None,
) -> tuple[Weights_co, NDArray[np.float64]]:
    """Let a network learn until it gets no better on the rows held back.

    Parameters
    ----------
    network : Learner
        Not trained yet.
    epochs : int
        At most.
    patience : int
        Epochs without gain after which it ends.
    least_gain : float
        What a loss has to fall by to count as one.
    slow_down : callable, optional
        Makes it learn in smaller steps; called whenever half of the patience is used up.

    Returns
    -------
    Weights
        Those with the lowest loss on the rows held back.
    (epochs, 3) float64
        The loss on the rows learnt from, the loss and the share of right answers on the rows held back.
    """
    history, best, worse = [], float("inf"), 0
    kept = network.weights()
    for _ in range(epochs):
        learnt = network.epoch()
        loss, right = network.look()
        history.append((learnt, loss, right))
        if loss < best - least_gain:
            best, worse, kept = loss, 0, network.weights()
            continue
        worse += 1
        if slow_down is not None and worse == (patience + 1) // 2:
            slow_down()
        if worse >= patience:
            break
    return kept, np.array(history)
