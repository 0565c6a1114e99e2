"""Numbers to bytes: a picture's values on 256 levels, small enough to send.

Conventions: `levels` is (columns, rows) uint8; value `low` is level 0, value `high` level 255, and what lies between is
rounded to the nearest level, so it is off by at most (`high` - `low`) / 510.
"""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Levels = NDArray[np.uint8]

TOP = 255


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """Levels over time.

    Attributes
    ----------
    step_s : float
        Length of a column, s; the first one begins with the recording.
    levels : (columns, rows) uint8 array
        The lowest row first.
    """

    step_s: float
    levels: Levels

    def as_dict(self) -> dict[str, Any]:
        """Give plain values; the levels as base64, column after column."""
        columns, rows = self.levels.shape
        data = base64.b64encode(self.levels.tobytes()).decode("ascii")
        return {"start_s": 0.0, "step_s": self.step_s, "rows": rows, "columns": columns, "data": data}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Take what `as_dict` gave.

        Raises
        ------
        KeyError, TypeError, ValueError
            It is something else.
        """
        levels = np.frombuffer(base64.b64decode(data["data"], validate=True), np.uint8)
        return cls(float(data["step_s"]), levels.reshape(int(data["columns"]), int(data["rows"])))


def quantised(values: Floats, low: float, high: float) -> Levels:
    """Put values on 256 levels; what lies outside is clipped."""
    scaled = (values - low) * (TOP / (high - low))
    return np.rint(np.clip(scaled, 0.0, TOP)).astype(np.uint8)
