"""One convolutional network on pieces of a song; its ballots are those of the song's sections.

What it computes: genre probabilities of each piece, by an ONNX file in onnxruntime; then, for each of `size` sections
of the song, in order, the mean over the pieces in it. With fewer pieces than sections, neighbours share one.

Conventions: onnxruntime is the extra `onnx` of this library and loaded with the first such bundle; it works on one
thread, because the services scale by processes and are forked.
"""

import itertools
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from audiofiler.ensemble import onnxguard
from audiofiler.errors import BundleCorrupt, BundleNeedsMore

Floats = NDArray[np.float64]

MISSING: Final = "This model needs onnxruntime, which is not installed: pip install 'audiofiler[onnx]'."
_ROWS = 64


class ConvolutionVoters:
    """A network ready to vote.

    Parameters
    ----------
    content : bytes
        The ONNX file: takes (n, n_features) float32, gives (n, n_classes) that add up to 1.
    size : int
        Ballots of a song.
    n_classes : int
        Number of classes it must give.

    Raises
    ------
    BundleNeedsMore
        If onnxruntime is not installed.
    BundleForeign
        If the file is more than a plain network.
    BundleCorrupt
        If it cannot be run or has other inputs or outputs.
    """

    def __init__(self, content: bytes, size: int, n_classes: int) -> None:
        onnxguard.check(content)
        self.size, self._session = size, _session(content)
        inputs, outputs = self._session.get_inputs(), self._session.get_outputs()
        shapes = [tuple(end.shape[1:]) for end in (*inputs, *outputs)]
        if len(shapes) != 2 or len(shapes[0]) != 1 or shapes[1] != (n_classes,) or not isinstance(shapes[0][0], int):
            raise BundleCorrupt(f"network.onnx goes from and to {shapes}, not from values to {n_classes} genres.")
        self.n_features, self._input = shapes[0][0], inputs[0].name

    def ballots(self, X: Floats) -> Floats:
        """Return the network's probabilities for each row, as every ballot, (n, size, n_classes)."""
        return np.repeat(self._probabilities(X)[:, None], self.size, axis=1)

    def song(self, X: Floats) -> Floats:
        """Return the ballots of a song's sections, (size, n_classes), for its pieces in order, (n, n_features)."""
        return in_sections(self._probabilities(X), self.size)

    def _probabilities(self, X: Floats) -> Floats:
        parts = [X[start : start + _ROWS].astype(np.float32) for start in range(0, len(X), _ROWS)]
        found = np.concatenate([self._session.run(None, {self._input: part})[0] for part in parts]).astype(np.float64)
        if not np.isfinite(found).all():
            raise BundleCorrupt("network.onnx gives numbers that are not finite.")
        probabilities: Floats = found / found.sum(axis=1, keepdims=True)
        return probabilities


def in_sections(rows: NDArray[Any], size: int) -> NDArray[Any]:
    """Gather rows, (n, columns), in their order into sections, (size, columns): the mean of those in each."""
    n = len(rows)
    if n <= size:
        return rows[np.arange(size) * n // size]
    edges = np.arange(size + 1) * n // size
    return np.stack([rows[start:end].mean(axis=0) for start, end in itertools.pairwise(edges)])


def _session(content: bytes) -> Any:
    try:
        import onnxruntime  # noqa: PLC0415 - an extra that only this family needs
    except ImportError as error:
        raise BundleNeedsMore(MISSING) from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4
    try:
        return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises many kinds of its own
        raise BundleCorrupt("network.onnx cannot be run: it is damaged.") from error
