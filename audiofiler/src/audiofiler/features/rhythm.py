"""How does the sound repeat?

What it measures: the distances between successive peaks of 18 frame features, gathered in one histogram.
Conventions: frames of 50 ms; a peak counts when the curve falls, and before it rose, by more than twice its mean
absolute step (Billauer's peak detection). Distances of 1 to 40 frames (2 s) count.
What it gives: `bpm`, the tempo of the fullest distance, and `bpm_confidence`, its share of the histogram. On real songs
`bpm` answers 200 or 300: it is an input of the forests, not a tempo to show.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.signal import peak_prominences

from audiofiler.features.frames import Floats
from audiofiler.schema import BEAT_FRAME_SECONDS

LONGEST_BEAT_SECONDS = 2.0
THRESHOLD_STEPS = 2.0
SMALLEST_THRESHOLD = 1e-16


def beat(curves: Floats) -> tuple[float, float]:
    """Find the most frequent distance between peaks.

    Parameters
    ----------
    curves : (features, frames) array
        Features over time, frames of 50 ms.

    Returns
    -------
    bpm : float
        Beats per minute of that distance; of the shortest one, 1200, when there are no peaks.
    confidence : float
        That distance's share of all, 0 to 1.
    """
    longest = round(LONGEST_BEAT_SECONDS / BEAT_FRAME_SECONDS)
    count, width = curves.shape
    threshold = np.zeros(count)
    if width > 1:
        threshold = THRESHOLD_STEPS * np.abs(np.diff(curves, axis=1)).mean(axis=1)
    threshold[threshold <= 0] = SMALLEST_THRESHOLD
    rows, columns = peaks(curves, threshold)
    distance = np.diff(columns)[np.diff(rows) == 0]
    histogram = np.bincount(distance[distance <= longest], minlength=longest + 1)[1:] / width
    best = int(np.argmax(histogram))
    bpm = 60.0 / ((best + 1) * BEAT_FRAME_SECONDS)
    return bpm, float(histogram[best] / (histogram.sum() or 1.0))


def peaks(curves: Floats, threshold: Floats) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Find the peaks of all curves at once.

    A peak is a local maximum from which the curve falls by more than the threshold before it rises higher again, and
    towards which it rose by more than the threshold since it was last as high; before the first sample it counts as
    infinitely low, after the last one nothing follows. Of equal maxima the first counts. This is what the usual
    left-to-right search finds, put without a loop: as a condition on the two bases of every local maximum.

    Parameters
    ----------
    curves : (curves, frames) array
    threshold : (curves,) array
        In the unit of each curve.

    Returns
    -------
    rows, columns : (peaks,) arrays
        The curve and the frame of each peak, in order.
    """
    count, width = curves.shape
    # Ranks stand for values, so that equal values still have an order; a wall keeps the curves apart.
    order = np.argsort(curves[:, ::-1], axis=1, kind="stable")
    padded = np.empty((count, width + 2))
    np.put_along_axis(padded, width - order, np.arange(width, dtype=np.float64)[None, :], axis=1)
    padded[:, 0] = -1.0
    padded[:, -1] = width
    line = padded.ravel()
    inner = line[1:-1]
    candidates = np.flatnonzero((inner > line[:-2]) & (inner > line[2:])) + 1
    candidates = candidates[candidates % (width + 2) <= width]
    _, left, right = peak_prominences(line, candidates)
    rows, columns = np.divmod(candidates, width + 2)
    floor = curves[rows, columns - 1] - threshold[rows]
    values = np.concatenate([np.full((count, 1), -np.inf), curves, np.full((count, 1), np.inf)], axis=1).ravel()
    found = (values[left] < floor) & (values[right] < floor)
    return rows[found], columns[found] - 1
