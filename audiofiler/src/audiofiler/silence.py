"""What counts as silence, and how much sound there is."""

import numpy as np
from numpy.typing import NDArray

SILENCE_STEPS = 4
"""Sound that leaves its mean by fewer int16 steps than this (-78 dB of full scale) is silent."""

BLOCK_SECONDS = 0.1
"""Sound is counted in blocks of this length, s."""

PAUSE_BLOCKS = 10
"""A pause of fewer blocks than this belongs to the music around it."""


def is_silent(samples: NDArray[np.int16]) -> bool:
    """Tell whether samples, (samples,), hold no sound."""
    lowest, highest = int(samples.min()), int(samples.max())
    if highest - lowest >= 2 * SILENCE_STEPS:  # then one of them is far enough from any mean
        return False
    mean = samples.sum(dtype=np.int64) / samples.size
    return bool(max(highest - mean, mean - lowest) < SILENCE_STEPS)


def seconds_of_sound(samples: NDArray[np.int16], rate: int) -> float:
    """Tell how much of some samples, (samples,) at `rate` Hz, is sound, s; a longer silence anywhere is not.

    A block sounds when it moves by `SILENCE_STEPS` at least.
    """
    size = round(BLOCK_SECONDS * rate)
    whole = samples.size // size * size
    rows = [samples[:whole].reshape(-1, size)]
    if whole < samples.size:
        rows.append(samples[whole:].reshape(1, -1))
    moved = [block.max(axis=1).astype(np.int32) - block.min(axis=1) for block in rows]
    sounding = np.flatnonzero(np.concatenate(moved) >= SILENCE_STEPS)
    if not sounding.size:
        return 0.0
    steps = np.diff(sounding)
    blocks = 1 + int(np.where(steps <= PAUSE_BLOCKS, steps, 1).sum())
    return min(blocks * size, samples.size) / rate
