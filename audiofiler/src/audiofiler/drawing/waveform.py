"""The outline of a recording: the lowest and the highest sample of each step."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from audiofiler.drawing.columns import Columns

STEP_SECONDS = 0.025
MOST_STEPS = 1500
FULL = 127
"""Full scale; what is louder than nothing is at least 1."""


@dataclass(frozen=True, slots=True, eq=False)
class Waveform:
    """The outline.

    Attributes
    ----------
    step_s : float
        Length of a step, s.
    low, high : (steps,) int arrays
        From -127 to 0, and from 0 to 127.
    """

    step_s: float
    low: NDArray[np.int64]
    high: NDArray[np.int64]

    def as_dict(self) -> dict[str, Any]:
        """Give plain values."""
        return {"start_s": 0.0, "step_s": self.step_s, "low": self.low.tolist(), "high": self.high.tolist()}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Take what `as_dict` gave.

        Raises
        ------
        KeyError, TypeError, ValueError
            It is something else.
        """
        low, high = np.array([data["low"], data["high"]])
        inside = (low == low.clip(-FULL, 0)).all() and (high == high.clip(0, FULL)).all()
        if low.dtype.kind != "i" or low.ndim != 1 or not inside:
            raise ValueError("An outline goes from -127 up to 127, and through 0.")
        return cls(float(data["step_s"]), low, high)


def waveform(mono: NDArray[np.int16], rate: int) -> Waveform:
    """Outline a recording, (samples,) at a rate, Hz; rounded outwards, so that no sample lies outside."""
    steps = Columns.over(mono.size / rate, step_s=STEP_SECONDS, most=MOST_STEPS)
    edges = steps.edges(mono.size, rate)
    low = np.floor(np.minimum.reduceat(mono, edges) * (FULL / 32768))
    high = np.ceil(np.maximum.reduceat(mono, edges) * (FULL / 32768))
    return Waveform(steps.step_s, np.minimum(low, 0).astype(np.int64), np.maximum(high, 0).astype(np.int64))
