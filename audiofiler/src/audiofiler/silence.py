"""What counts as silence."""

import numpy as np
from numpy.typing import NDArray

SILENCE_STEPS = 4
"""Sound that leaves its mean by fewer int16 steps than this (-78 dB of full scale) is silent."""


def is_silent(samples: NDArray[np.int16]) -> bool:
    """Tell whether samples, (samples,), hold no sound."""
    lowest, highest = int(samples.min()), int(samples.max())
    if highest - lowest >= 2 * SILENCE_STEPS:  # then one of them is far enough from any mean
        return False
    mean = samples.sum(dtype=np.int64) / samples.size
    return bool(max(highest - mean, mean - lowest) < SILENCE_STEPS)
