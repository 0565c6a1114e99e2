"""How loud and how steady is the sound?

What it measures: sign changes, energy, and how evenly the energy spreads over a frame.
Conventions: `frames` is (frames, size), normalised samples; every function returns one value per frame.
What it gives: `zcr`, `energy`, `energy_entropy`.
"""

import numpy as np

from audiofiler.features.frames import Floats
from audiofiler.schema import EPS

ENTROPY_BLOCKS = 10
"""Parts a frame, or a spectrum, is cut into for its entropy."""


def zero_crossing_rate(frames: Floats) -> Floats:
    """Count the sign changes of each frame, per step between two samples.

    A sample that is exactly zero counts as half a crossing on its way in and half on its way out.
    """
    positive = frames > 0.0
    changes = positive[:, 1:] ^ positive[:, :-1]
    narrow = np.min_scalar_type(frames.shape[1])  # the narrower the sum, the more of it goes at once
    crossings = changes.view(np.uint8).sum(axis=1, dtype=narrow).astype(np.float64)
    if not frames.all():
        crossings = np.abs(np.diff(np.sign(frames), axis=1)).sum(axis=1) / 2.0
    return crossings / (frames.shape[1] - 1.0)


def energy(frames: Floats) -> Floats:
    """Compute the mean square of each frame."""
    return np.einsum("fs,fs->f", frames, frames) / frames.shape[1]


def energy_entropy(frames: Floats, energy: Floats) -> Floats:
    """Compute the entropy, in bit, of the energy over ten equal parts of each frame.

    Parameters
    ----------
    frames : (frames, size) array
    energy : (frames,) array
        Their mean squares.
    """
    size = frames.shape[1] // ENTROPY_BLOCKS
    blocks = frames[:, : size * ENTROPY_BLOCKS].reshape(-1, size)
    squares = np.einsum("bs,bs->b", blocks, blocks).reshape(-1, ENTROPY_BLOCKS)
    return block_entropy(squares, energy * frames.shape[1])


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
