"""Rows that neither a challenger nor whom it challenges is trained on, and audio that must not slip past them.

Whether a row is frozen follows from its values alone (their sha256), never from which rows stand beside it: the same
audio is frozen in every release of the data, in any order, today and in a year. Rows of equal audio share their values
and so their side.
"""

import hashlib

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from training.datasets import Table

Rows = NDArray[np.float32]


def is_frozen(table: Table, part: int) -> NDArray[np.bool_]:
    """Say of each row, (n,), whether it is frozen: one audio file in `part` is."""
    first = np.unique(table.group, return_index=True)[1]
    frozen = np.array([_number(table.X[row]) % part == 0 for row in first], dtype=np.bool_)
    return frozen[table.group]


def known_row(X: Rows, known: Rows, same: float) -> NDArray[np.intp]:
    """Find the audio of some rows among known ones.

    Parameters
    ----------
    X : (n, n_features) float32
        Rows to look for.
    known : (m, n_features) float32
        Rows to look among.
    same : float
        Largest difference in any feature, in standard deviations of the known rows, of two vectors of equal audio. The
        decoders and float widths of two releases differ by less, two songs by far more.

    Returns
    -------
    (n,) intp
        The nearest known row of equal audio, or -1.
    """
    if not len(known):
        return np.full(len(X), -1, dtype=np.intp)
    spread = known.astype(np.float64).std(axis=0)
    spread[spread == 0] = 1.0
    distance, row = cKDTree(known / spread).query(X / spread, p=np.inf, distance_upper_bound=same)
    return np.where(np.isfinite(distance), row, -1).astype(np.intp)


def _number(values: Rows) -> int:
    return int.from_bytes(hashlib.sha256(values.astype("<f4").tobytes()).digest()[:8], "big")
