"""How loud and how steady is the sound?

What it measures: sign changes, energy, and how evenly the energy spreads over a frame.
Conventions: a clip's samples are read once, in slices (`sliced`), and the values of a frame are sums over the slices it
consists of, so that frames of any size and place share the work. Every function returns one value per frame.
What it gives: `zcr`, `energy`, `energy_entropy`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from audiofiler.features.frames import Floats, Frames
from audiofiler.schema import EPS

ENTROPY_BLOCKS = 10
"""Parts a frame, or a spectrum, is cut into for its entropy."""

STRETCH = 20
"""Slices worked on at a time: what one step writes is then still in the processor's cache when the next reads it."""

Edges = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Slices:
    """What is known of the slices of a clip, which follow one another without gaps.

    Attributes
    ----------
    edges : (slices + 1,) int array
        Where each begins, and where the last one ends, samples.
    squares : (slices + 1,) array
        Sum of the squares of each; 0 behind the last.
    begun, ended : (slices + 1,) arrays
        Sign changes of which the first sample, or both, lie before each edge.
    """

    edges: Edges
    squares: Floats
    begun: Floats
    ended: Floats

    def energy(self, edges: Edges) -> Floats:
        """Sum the squares between successive edges, each of which has to be one of the slices'."""
        return np.add.reduceat(self.squares, np.searchsorted(self.edges, edges))[:-1]


def sliced(samples: Floats, edges: Iterable[Edges]) -> Slices:
    """Cut a clip into slices at all edges that will be asked for, samples."""
    at = np.unique(np.concatenate(list(edges)))
    ends = [*range(0, len(at) - 1, STRETCH), len(at) - 1]
    stretches = [_stretch(samples[at[i] : at[j] + 1], at[i : j + 1] - at[i]) for i, j in pairwise(ends)]
    squares, changes, last = np.concatenate(stretches, axis=1)
    begun = np.append(0.0, np.cumsum(changes))
    return Slices(at, np.append(squares, 0.0), begun, begun - np.append(0.0, last))


def part_edges(frames: Frames) -> Edges:
    """Name the edges of ten equal parts of each frame, and of the few samples that may be left of it."""
    size = frames.size // ENTROPY_BLOCKS
    parts = np.arange(ENTROPY_BLOCKS + (size * ENTROPY_BLOCKS < frames.size)) * size
    return np.append((frames.edges[:-1, None] + parts).ravel(), frames.edges[-1])


def zero_crossing_rate(frames: Frames, slices: Slices) -> Floats:
    """Count the sign changes of each frame, per step between two samples.

    A sample that is exactly zero counts as half a crossing on its way in and half on its way out.
    """
    at = np.searchsorted(slices.edges, frames.edges)
    return (slices.ended[at[1:]] - slices.begun[at[:-1]]) / (frames.size - 1.0)


def energy(frames: Frames, slices: Slices) -> Floats:
    """Compute the mean square of each frame."""
    return slices.energy(frames.edges) / frames.size


def energy_entropy(frames: Frames, slices: Slices) -> Floats:
    """Compute the entropy, in bit, of the energy over ten equal parts of each frame."""
    parts = slices.energy(part_edges(frames)).reshape(frames.count, -1)
    return block_entropy(parts[:, :ENTROPY_BLOCKS], slices.energy(frames.edges))


def block_entropy(blocks: Floats, total: Floats) -> Floats:
    """Compute the entropy, in bit, of the shares that blocks have in a total.

    Parameters
    ----------
    blocks : (frames, blocks) array
        Energy of each block.
    total : (frames,) array
        Energy of the whole frame; it may hold more than the blocks do.
    """
    share = blocks / (total + EPS)[:, None]
    return -(share * np.log2(share + EPS)).sum(axis=1)


def _stretch(samples: Floats, edges: Edges) -> Floats:
    """Give the sums of squares of some slices, their sign changes, and how many of those the last sample begins."""
    squares = np.add.reduceat(np.square(samples[: edges[-1]]), edges[:-1])
    changes = np.zeros(edges[-1], np.uint8)  # in halves, at the sample before
    if (samples == 0.0).any():
        steps = np.abs(np.diff(np.sign(samples)))
        changes[: len(steps)] = steps
    else:
        positive = samples > 0.0
        steps = (positive[1:] ^ positive[:-1]).view(np.uint8)
        np.multiply(steps, 2, out=changes[: len(steps)])
    counts = np.add.reduceat(changes, edges[:-1], dtype=np.uint32)
    return np.stack([squares, counts / 2.0, changes[edges[1:] - 1] / 2.0])
