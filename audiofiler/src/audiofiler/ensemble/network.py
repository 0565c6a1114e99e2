"""Small dense networks as plain arrays: feature values in, class probabilities out.

What it computes, for each of several networks of one shape: normal scores of the features (or, with two knots a
feature, standardised and clipped values), then layers `h = relu(h W + b)`, the last one without the ReLU, then softmax.
One layer is multinomial logistic regression.

Conventions: computed in float64 from float32 weights; rows do not depend on the rows beside them.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from audiofiler.ensemble.projection import NormalScores
from audiofiler.errors import BundleCorrupt

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class NetworkArrays:
    """The stored form, exactly the arrays of a bundle.

    Attributes
    ----------
    knots, scores : (n_features, n_knots) float64
        As in `projection.ProjectionArrays`.
    weights : tuple of (n_networks, n_in, n_out) float32
        One for each layer, the first takes the features, the last gives the classes.
    biases : tuple of (n_networks, n_out) float32
        One for each layer.
    """

    knots: NDArray[np.float64]
    scores: NDArray[np.float64]
    weights: tuple[NDArray[np.float32], ...]
    biases: tuple[NDArray[np.float32], ...]

    def named(self) -> dict[str, NDArray[np.generic]]:
        """Return the arrays by the names they have in a bundle."""
        weights = {f"net_weight_{k}": array for k, array in enumerate(self.weights)}
        biases = {f"net_bias_{k}": array for k, array in enumerate(self.biases)}
        return {"net_knots": self.knots, "net_scores": self.scores, **weights, **biases}

    @classmethod
    def from_named(cls, arrays: dict[str, NDArray[np.generic]], layers: int) -> "NetworkArrays":
        """Return what `named` gave."""
        return cls(
            arrays["net_knots"].astype(np.float64, copy=False),
            arrays["net_scores"].astype(np.float64, copy=False),
            tuple(arrays[f"net_weight_{k}"].astype(np.float32, copy=False) for k in range(layers)),
            tuple(arrays[f"net_bias_{k}"].astype(np.float32, copy=False) for k in range(layers)),
        )


class Networks:
    """Networks ready to vote.

    Parameters
    ----------
    arrays : NetworkArrays
        The stored form.
    n_classes : int
        Number of classes the last layer must give.

    Raises
    ------
    BundleCorrupt
        If shapes contradict one another or a number is not finite.
    """

    def __init__(self, arrays: NetworkArrays, n_classes: int) -> None:
        for complaint in _complaints(arrays, n_classes):
            raise BundleCorrupt(f"The networks of the bundle are damaged: {complaint}.")
        self.size, self.n_features, _ = arrays.weights[0].shape
        self._normal = NormalScores(arrays.knots, arrays.scores)
        self._weights = [array.astype(np.float64) for array in arrays.weights]
        self._biases = [array.astype(np.float64)[:, None, :] for array in arrays.biases]

    def ballots(self, X: Floats) -> Floats:
        """Return each network's class probabilities, (n, size, n_classes), for feature values (n, n_features)."""
        hidden = np.broadcast_to(self._normal(X), (self.size, *X.shape))
        for weight, bias in zip(self._weights[:-1], self._biases[:-1], strict=True):
            hidden = np.maximum(hidden @ weight + bias, 0.0)
        logit = hidden @ self._weights[-1] + self._biases[-1]
        share = np.exp(logit - logit.max(axis=2, keepdims=True))
        result: Floats = (share / share.sum(axis=2, keepdims=True)).swapaxes(0, 1)
        return result


def _complaints(arrays: NetworkArrays, n_classes: int) -> list[str]:
    if arrays.knots.shape != arrays.scores.shape or arrays.knots.shape[1] < 2:
        return ["net_knots and net_scores do not fit each other"]
    if (np.diff(arrays.knots, axis=1) < 0).any():
        return ["net_knots falls somewhere"]
    size, width = len(arrays.weights[0]), len(arrays.knots)
    for k, (weight, bias) in enumerate(zip(arrays.weights, arrays.biases, strict=True)):
        if weight.shape[:2] != (size, width) or bias.shape != (size, weight.shape[2]) or not size:
            return [f"the shapes of layer {k} do not fit"]
        width = weight.shape[2]
    if width != n_classes:
        return [f"the last layer gives {width} classes, not {n_classes}"]
    if not all(np.isfinite(array).all() for array in arrays.named().values()):
        return ["a number is not finite"]
    return []
