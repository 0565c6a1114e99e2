"""From the mean ballot of the forests to probabilities that mean what they say.

What it computes: `p = softmax(exponent * log(m + floor) + bias)` over the genres, where `m` is the mean of the twenty
forests' class probabilities. The forests are grown with rare genres weighted up, so `m` overstates them and is too
cautious about the winner; one exponent and one bias per genre, fitted on rows no forest saw, undo both.
Calibration of this kind: Guo, Pleiss, Sun, Weinberger, "On Calibration of Modern Neural Networks", ICML 2017
(vector scaling).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Calibration:
    """Exponent, floor and per-genre bias.

    Attributes
    ----------
    exponent : float
        Multiplies the logarithm; above 1 sharpens.
    floor : float
        Added to every share, so that a genre nobody voted for keeps a finite logarithm.
    bias : tuple of float
        One for each genre.
    """

    exponent: float
    floor: float
    bias: tuple[float, ...]

    def apply(self, mean_ballots: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return calibrated probabilities, (n, n_genres); every row adds up to 1.

        Parameters
        ----------
        mean_ballots : (n, n_genres) float64
            Mean of the forests' class probabilities, each row adding up to 1.
        """
        logit = self.exponent * np.log(mean_ballots + self.floor) + np.asarray(self.bias)
        logit -= logit.max(axis=1, keepdims=True)
        share = np.exp(logit)
        probabilities: NDArray[np.float64] = share / share.sum(axis=1, keepdims=True)
        return probabilities
