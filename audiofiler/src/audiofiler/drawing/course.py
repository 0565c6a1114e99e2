"""A recording in stretches of ten seconds, each with feature vectors of its own: what votes over time are made of.

What it holds: in schema `paa-70/1`, mean and deviation over any ten successive one-second frames of a window, of which
the window's own vector is made anyway, one stretch a second (five in a song of several windows). The two rhythm values
of a stretch are the whole window's: ten seconds are too few for a histogram of beats. Models of other schemas
hear a window in parts; those that lie in the same ten seconds make a stretch (`grouped`).
Conventions: a window under ten seconds is one stretch; silent stretches are left out, as silent windows are.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from audiofiler.schema import CLIP_SECONDS
from audiofiler.silence import is_silent

Floats = NDArray[np.float64]
Span = tuple[float, float]

SECONDS = 10.0
STEP_SECONDS = 1.0
SONG_STEP_SECONDS = 5.0
"""From one stretch to the next in a song of several windows."""

RHYTHM = 2
"""The last values of a vector, which are the rhythm."""

_ROUNDING = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """Where it begins and ends, s, and what a model hears in it, (vectors, features)."""

    start_s: float
    end_s: float
    values: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """Stretches in order, how long each is and how far one lies behind the other, s."""

    seconds: float
    step_s: float
    stretches: tuple[Stretch, ...]

    def as_dict(self) -> dict[str, Any]:
        """Give plain values, of stretches with one vector each."""
        parts = [part_dict(part) | {"values": part.values[0].tolist()} for part in self.stretches]
        return {"seconds": self.seconds, "step_s": self.step_s, "parts": parts}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Take what `as_dict` gave.

        Raises
        ------
        KeyError, TypeError, ValueError
            It is something else.
        """
        stretches = tuple(
            Stretch(float(part["start_s"]), float(part["end_s"]), np.array([part["values"]], np.float64))
            for part in data["parts"]
        )
        if not all(np.isfinite(part.values).all() for part in stretches):
            raise ValueError("A value of a stretch is not a number.")
        return cls(float(data["seconds"]), float(data["step_s"]), stretches)


def part_dict(part: Stretch) -> dict[str, float]:
    """Say where a stretch lies, to the microsecond."""
    return {"start_s": round(part.start_s, 6), "end_s": round(part.end_s, 6)}


def step_of(duration_s: float, part_seconds: float = 0.0) -> float:
    """Tell how far stretches lie apart, s, by the length of the recording and of the parts it is heard in, s."""
    often = duration_s < 2 * CLIP_SECONDS and part_seconds < SECONDS
    return STEP_SECONDS if often else SONG_STEP_SECONDS


def sliding(mono: NDArray[np.int16], rate: int, windows: Iterable[tuple[Span, Floats, Floats]]) -> Course:
    """Make the course of a recording that is heard in windows of one-second frames.

    Parameters
    ----------
    mono : (samples,) int16 array
    rate : int
        Samples per second, Hz.
    windows : iterable of (span, (frames, 34) array, (70,) array)
        Where each begins and ends, s; its frames, the first from its beginning on; its vector.
    """
    step = step_of(mono.size / rate)
    stretches = tuple(
        stretch
        for span, frames, vector in windows
        for stretch in _slid(span, frames, vector, round(step))
        if not is_silent(mono[round(stretch.start_s * rate) : round(stretch.end_s * rate)])
    )
    return Course(SECONDS, step, stretches)


def _slid(span: Span, frames: Floats, vector: Floats, step: int) -> Iterator[Stretch]:
    start, end = span
    size = round(SECONDS)
    if len(frames) < size:
        yield Stretch(start, end, vector[None])
        return
    over = sliding_window_view(frames, size, axis=0)[::step]
    rhythm = np.broadcast_to(vector[-RHYTHM:], (len(over), RHYTHM))
    for i, values in enumerate(np.hstack([over.mean(axis=2), over.std(axis=2), rhythm])):
        yield Stretch(start + i * step, start + i * step + SECONDS, values[None])


def grouped(
    duration_s: float, spans: Iterable[Span], parts: Sequence[tuple[float, Floats]], part_seconds: float
) -> Course:
    """Make the course of a recording that is heard in windows of parts.

    Parameters
    ----------
    duration_s : float
        Of the recording, s.
    spans : iterable of (float, float)
        Where each window begins and ends, s.
    parts : sequence of (float, (features,) array)
        Where each part begins, s, and its values; silent windows have none.
    part_seconds : float
        How long a part is, s; one of ten seconds is a stretch itself.
    """
    itself, step = part_seconds >= SECONDS, step_of(duration_s, part_seconds)
    stretches = []
    for start, end in spans:
        inside = [part for part in parts if start - _ROUNDING <= part[0] < end]
        count = 1 + max(0, int((end - start - SECONDS) / step + _ROUNDING))
        for at in [begin for begin, _ in inside] if itself else start + step * np.arange(count):
            stop = min(at + SECONDS, end)
            last = max(at, stop - part_seconds) + _ROUNDING
            rows = [values for begin, values in inside if at - _ROUNDING <= begin <= last]
            if rows:
                stretches.append(Stretch(float(at), float(stop), np.stack(rows)))
    return Course(SECONDS, step, tuple(stretches))
