"""How does the sound repeat?

What it measures: the distances between successive peaks of 18 frame features, gathered in one histogram.
Conventions: frames of 50 ms; a peak counts when the curve falls, and before it rose, by more than twice its mean
absolute step (Billauer's peak detection). Distances of 1 to 40 frames (2 s) count.
What it gives: `bpm`, the tempo of the fullest distance, and `bpm_confidence`, its share of the histogram. On real songs
`bpm` answers 200 or 300: it is an input of the forests, not a tempo to show.
"""

import numpy as np
from numpy.typing import NDArray

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
    line, ranks = _walled(curves)
    inner = ranks[1:-1]
    tops = np.flatnonzero((inner > ranks[:-2]) & (inner > ranks[2:])) + 1
    rows, columns = np.divmod(tops, curves.shape[1] + 2)
    real = (columns > 0) & (tops < line.size - 1)
    tops, rows, columns = tops[real], rows[real], columns[real]
    left, right = _bases(line, ranks, tops)
    floor = line[tops] - threshold[rows]
    found = (left < floor) & (right < floor)
    return rows[found], columns[found] - 2


def _walled(curves: Floats) -> tuple[Floats, NDArray[np.intp]]:
    """Put all curves on one line: before each a wall and one infinitely low sample, after the last one more wall.

    Returns
    -------
    line : (samples,) array
        The values.
    ranks : (samples,) array
        Their order within each curve; of equal values the earlier one ranks higher, and a wall above all.
    """
    count, width = curves.shape
    line = np.full((count, width + 2), -np.inf)
    line[:, 2:] = curves
    ranks = np.full((count, width + 2), width + 1)
    ranks[:, 1] = 0
    backwards = np.argsort(curves[:, ::-1], axis=1, kind="stable")
    np.put_along_axis(ranks, width + 1 - backwards, np.arange(1, width + 1)[None, :], axis=1)
    return np.append(line, np.inf), np.append(ranks, width + 1)


def _bases(line: Floats, ranks: NDArray[np.intp], tops: NDArray[np.intp]) -> tuple[Floats, Floats]:
    """Find the lowest value on either side of each top, out to the nearest sample that ranks higher.

    The way out is walked in steps of powers of two, longest first, over tables of block extremes, for all tops at once.
    """
    highest, lowest = [ranks], [line]
    while 2 ** len(highest) < line.size:
        step = 2 ** (len(highest) - 1)
        highest.append(np.maximum(highest[-1][:-step], highest[-1][step:]))
        lowest.append(np.minimum(lowest[-1][:-step], lowest[-1][step:]))
    height = ranks[tops]
    left, right = line[tops].copy(), line[tops].copy()
    start, end = tops.copy(), tops + 1
    for level in range(len(highest) - 1, -1, -1):
        high, low, step = highest[level], lowest[level], 2**level
        block = start - step
        free = (block >= 0) & (high[np.maximum(block, 0)] < height)
        left = np.where(free, np.minimum(left, low[np.maximum(block, 0)]), left)
        start = np.where(free, block, start)
        inside = np.minimum(end, high.size - 1)
        free = (end < high.size) & (high[inside] < height)
        right = np.where(free, np.minimum(right, low[inside]), right)
        end = np.where(free, end + step, end)
    return left, right
