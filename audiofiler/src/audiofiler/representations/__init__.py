"""Feature schemas besides `paa-70/1`, for other families of models; one module each.

Conventions: a representation takes windows of 30 s at `schema.HALF_RATE` and gives each window in parts, each part a
row of values with `NAMES`. Computed with numpy alone.
"""

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from audiofiler.representations import mel, stats
from audiofiler.schema import MEL_SCHEMA_ID, STATS_SCHEMA_ID

Floats = NDArray[np.float64]


class Representation(NamedTuple):
    """How a schema is computed.

    Attributes
    ----------
    names : tuple of str
        Of the values of a part, in order.
    parts : callable
        Gives start, s, and values of each part of a window's samples.
    parts_of_clip : int
        Parts of a window of 30 s.
    part_seconds : float
        Length of a part, s.
    whole : bool
        Whether values are whole numbers.
    """

    names: tuple[str, ...]
    parts: Callable[[Floats], Iterator[tuple[float, Floats]]]
    parts_of_clip: int
    part_seconds: float
    whole: bool


REPRESENTATIONS: Final = {
    STATS_SCHEMA_ID: Representation(stats.NAMES, stats.parts, stats.PARTS, stats.PART_SECONDS, whole=False),
    MEL_SCHEMA_ID: Representation(mel.NAMES, mel.parts, mel.PIECES, mel.PIECE_SECONDS, whole=True),
}
"""By schema id."""
