"""All that is drawn of one recording."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from audiofiler.drawing import chroma, mel
from audiofiler.drawing.course import Course, Span
from audiofiler.drawing.picture import Picture, quantised
from audiofiler.drawing.waveform import Waveform, waveform

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Drawing:
    """What can be drawn of a recording.

    Attributes
    ----------
    duration_s : float
        Its length, s.
    heard : tuple of (float, float)
        Where each part of it that is heard begins and ends, s.
    waveform : Waveform
    mel : Picture
        64 rows; level 0 is `mel.LOW_DB`, level 255 is 0 dB.
    frequencies_hz : (64,) array
        The middle of each of those rows, Hz.
    chroma : Picture
        12 rows, C first; shares of the strongest.
    mfcc : Picture
        13 rows; level 0 is -`mfcc_high`, level 255 is `mfcc_high`.
    mfcc_high : float
        dB.
    course : Course
    """

    duration_s: float
    heard: tuple[Span, ...]
    waveform: Waveform
    mel: Picture
    frequencies_hz: Floats
    chroma: Picture
    mfcc: Picture
    mfcc_high: float
    course: Course

    def as_dict(self) -> dict[str, Any]:
        """Give plain values, as the services write them."""
        frequencies = [round(frequency, 1) for frequency in self.frequencies_hz.tolist()]
        return {
            "duration_s": self.duration_s,
            "heard": [{"start_s": start, "end_s": end} for start, end in self.heard],
            "waveform": self.waveform.as_dict(),
            "mel": self.mel.as_dict() | {"frequencies_hz": frequencies, "low_db": mel.LOW_DB, "high_db": 0.0},
            "chroma": self.chroma.as_dict() | {"names": list(chroma.NAMES)},
            "mfcc": self.mfcc.as_dict() | {"low": -self.mfcc_high, "high": self.mfcc_high},
            "course": self.course.as_dict(),
        }


def draw(mono: NDArray[np.int16], rate: int, *, heard: Sequence[Span], course: Course) -> Drawing:
    """Draw a recording.

    Parameters
    ----------
    mono : (samples,) int16 array
        All of it, at least a second.
    rate : int
        Samples per second, Hz: `schema.SAMPLE_RATE` or `schema.HALF_RATE`.
    heard : sequence of (float, float)
        Where each part that is heard begins and ends, s.
    course : Course
        Its stretches.
    """
    columns, db = mel.loudness(mono, rate)
    coefficients = mel.timbre(db)
    high = max(1.0, round(float(np.abs(coefficients).max()), 3))
    pitch_columns, share = chroma.pitch_classes(mono, rate)
    return Drawing(
        duration_s=mono.size / rate,
        heard=tuple(heard),
        waveform=waveform(mono, rate),
        mel=Picture(columns.step_s, quantised(db, mel.LOW_DB, 0.0)),
        frequencies_hz=mel.centres(rate),
        chroma=Picture(pitch_columns.step_s, quantised(share, 0.0, 1.0)),
        mfcc=Picture(2 * columns.step_s, quantised(coefficients, -high, high)),
        mfcc_high=high,
        course=course,
    )
