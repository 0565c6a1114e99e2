"""Fits what turns ballots into honest probabilities and agreement into honest confidence."""

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from audiofiler.ensemble.calibration import Calibration
from audiofiler.ensemble.manifest import Agreement
from training.params import AgreementFit, CalibrationFit
from training.recipes.base import Scored

Floats = NDArray[np.float64]

SANE_EXPONENT = (0.05, 20.0)
"""Ballots that hardly differ, as those of few songs, would ask for any exponent; none beyond these is believed."""


def fit_calibration(mean: Floats, y: NDArray[np.int64], settings: CalibrationFit) -> Calibration:
    """Fit exponent and biases by maximum likelihood.

    Parameters
    ----------
    mean : (n, n_classes) float64
        Mean ballots of forests that have not seen the rows.
    y : (n,) int64
        True genres.
    settings : CalibrationFit
        Floor, and penalty on the squared biases.
    """
    logs = np.log(mean + settings.floor)
    n, n_classes = logs.shape
    truth = np.zeros((n, n_classes))
    truth[np.arange(n), y] = 1.0

    def loss(parameters: Floats) -> tuple[float, Floats]:
        exponent, bias = np.exp(parameters[0]), parameters[1:]
        logit = exponent * logs + bias
        top = logit.max(axis=1, keepdims=True)
        log_total = top[:, 0] + np.log(np.exp(logit - top).sum(axis=1))
        error = np.exp(logit - log_total[:, None]) - truth
        value = (log_total - (logit * truth).sum(axis=1)).mean() + settings.penalty * (bias @ bias)
        slope = np.concatenate(
            [[exponent * (error * logs).sum() / n], error.mean(axis=0) + 2 * settings.penalty * bias]
        )
        return float(value), slope

    found = minimize(loss, np.zeros(1 + n_classes), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    # Rounded, so that the last bits of the optimiser do not reach the bundle.
    exponent, bias = float(np.clip(np.exp(found[0]), *SANE_EXPONENT)), found[1:] - found[1:].mean()
    return Calibration(round(exponent, 5), settings.floor, tuple(round(float(value), 5) for value in bias))


def cross_calibrated(mean: Floats, y: NDArray[np.int64], fold: NDArray[np.int64], settings: CalibrationFit) -> Floats:
    """Return probabilities of each fold's rows, (n, n_classes), calibrated on the other folds' rows alone."""
    result = np.empty_like(mean)
    for k in np.unique(fold):
        held = fold == k
        result[held] = fit_calibration(mean[~held], y[~held], settings).apply(mean[held])
    return result


def agreement_table(scored: Scored, y: NDArray[np.int64], settings: AgreementFit) -> tuple[Agreement, ...]:
    """Count how often the winner is right for each number of forests that agree on it.

    `confidence` is the share of right rows, pulled towards the overall share by `prior_rows` rows and made
    never to fall as more forests agree (isotonic regression, pool adjacent violators).
    """
    shares = scored.shares()
    winner = shares.argmax(axis=1)
    n_forests = scored.votes.shape[1]
    agree = (scored.votes == winner[:, None]).sum(axis=1)
    rows = np.bincount(agree, minlength=n_forests + 1)[1:]
    right = np.bincount(agree[winner == y], minlength=n_forests + 1)[1:]
    overall = right.sum() / rows.sum()
    share = (right + settings.prior_rows * overall) / (rows + settings.prior_rows)
    rising = _never_falling(share, (rows + settings.prior_rows).astype(np.float64))
    return tuple(Agreement(k + 1, int(rows[k]), int(right[k]), round(float(rising[k]), 4)) for k in range(n_forests))


def _never_falling(values: Floats, weights: Floats) -> Floats:
    blocks: list[tuple[float, float, int]] = []
    for value, weight in zip(values, weights, strict=True):
        blocks.append((float(value), float(weight), 1))
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (a, wa, na), (b, wb, nb) = blocks[-2:]
            blocks[-2:] = [((a * wa + b * wb) / (wa + wb), wa + wb, na + nb)]
    return np.concatenate([np.full(length, value) for value, _, length in blocks])
