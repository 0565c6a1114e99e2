"""All that is drawn of one recording."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Self

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
        13 rows; level 0 is -`mfcc_high` or less, level 255 is `mfcc_high` or more.
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
            "duration_s": round(self.duration_s, 6),
            "heard": [{"start_s": round(start, 6), "end_s": round(end, 6)} for start, end in self.heard],
            "waveform": self.waveform.as_dict(),
            "mel": self.mel.as_dict() | {"frequencies_hz": frequencies, "low_db": mel.LOW_DB, "high_db": 0.0},
            "chroma": self.chroma.as_dict() | {"names": list(chroma.NAMES)},
            "mfcc": self.mfcc.as_dict() | {"low": -self.mfcc_high, "high": self.mfcc_high},
            "course": self.course.as_dict(),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Take what `as_dict` gave.

        Raises
        ------
        KeyError, TypeError, ValueError
            It is something else.
        """
        mel_levels, pitches, coefficients = (Picture.from_dict(data[name]) for name in ("mel", "chroma", "mfcc"))
        frequencies = np.array(data["mel"]["frequencies_hz"], np.float64)
        if mel_levels.levels.shape[1:] != frequencies.shape or pitches.levels.shape[1] != len(chroma.NAMES):
            raise ValueError("A picture does not have the rows it should have.")
        return cls(
            duration_s=float(data["duration_s"]),
            heard=tuple((float(span["start_s"]), float(span["end_s"])) for span in data["heard"]),
            waveform=Waveform.from_dict(data["waveform"]),
            mel=mel_levels,
            frequencies_hz=frequencies,
            chroma=pitches,
            mfcc=coefficients,
            mfcc_high=float(data["mfcc"]["high"]),
            course=Course.from_dict(data["course"]),
        )


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
    # numpy lets go of the interpreter while it computes, so on two cores the shorter picture costs no time of its own.
    with ThreadPoolExecutor(max_workers=1) as beside:
        pitches = beside.submit(chroma.pitch_classes, mono, rate)
        columns, db = mel.loudness(mono, rate)
        coefficients = mel.timbre(db)
        high = mel.timbre_range(coefficients)
        pitch_columns, share = pitches.result()
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
