"""Sound to feature vectors: the one public way.

A clip gives one vector. A song, from a minute on, gives one vector for each of up to five windows of 30 s spread over
it, because the features describe 30 s and a song's beginning is not the song.

That is schema `paa-70/1`. For models that want another one (`audiofiler.representations`), each 30 s are given in
parts.
"""

import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from audiofiler.audio import MIN_SECONDS, Limits, Recording, Samples, decode
from audiofiler.drawing import Drawing, course, draw
from audiofiler.errors import SchemaMismatch, SilentAudio, TooLarge, TooShort
from audiofiler.features import offset_features
from audiofiler.features.frames import normalise
from audiofiler.representations import REPRESENTATIONS, Representation
from audiofiler.schema import (
    CLIP_SECONDS,
    FEATURE_NAMES,
    FRAME_SECONDS,
    HALF_RATE,
    SAMPLE_RATE,
    SCHEMA_ID,
    SCHEMA_IDS,
)
from audiofiler.silence import is_silent, seconds_of_sound

MAX_WINDOWS = 5
"""Windows of a long song: enough to cover its parts, few enough to stay quick."""

OFFSETS_S = (0.0, 0.25, 0.5, 0.75)
"""Where the one-second frames of a window begin, s. Thirty frames are few: where their edges happen to fall moves a
vector enough to change votes, so the forests hear each window with four sets of edges."""

LEAST_FOR_OFFSETS_S = 10.0
"""A shorter clip is heard once: it has too few frames to lose one."""

__all__ = ["FeatureVector", "Limits", "Window", "extract", "offsets_of", "windows_of"]

Values = NDArray[np.float64]
Source = str | PathLike[str] | bytes | BinaryIO


@dataclass(frozen=True, slots=True)
class Window:
    """One part of a song: where it starts and by how much its frames are moved, s, and its vector.

    A part is 30 s long in schema `paa-70/1` and the vector (70,); see `audiofiler.representations` for the others.
    """

    start_s: float
    values: Values
    offset_s: float = 0.0
    frames: Values | None = field(default=None, compare=False, repr=False)
    """Of a window that was just heard in schema `paa-70/1`: its one-second frames, (frames, 34)."""

    def as_dict(self) -> dict[str, Any]:
        """Give plain numbers, as the services and the command line write them."""
        whole = self.values.astype(np.int64)  # pictures are whole numbers: written so, they are a third shorter
        values = whole if np.array_equal(whole, self.values) else self.values
        return {"start_s": self.start_s, "offset_s": self.offset_s, "values": values.tolist()}


@dataclass(frozen=True, slots=True)
class FeatureVector:
    """What one file sounds like.

    Attributes
    ----------
    values : (70,) float64 array
        A clip's own vector; for a song the mean over its parts.
    windows : tuple of Window
        What the forests hear: each part, and the same part again with its frames moved by less than one frame. At least
        one.
    duration_s : float
        Length of the whole sound, s.
    sample_rate : int
        Of the file, Hz; the features are computed at `schema.SAMPLE_RATE`.
    audio_sha256 : str
        Of the file's bytes, hexadecimal.
    timings_ms : dict
        `decode` and `extract`, ms; `draw` where it was drawn.
    drawing : Drawing or None
        What can be drawn of it, if asked for.
    """

    values: Values
    windows: tuple[Window, ...]
    duration_s: float
    sample_rate: int
    audio_sha256: str
    timings_ms: dict[str, float] = field(compare=False)
    names: tuple[str, ...] = FEATURE_NAMES
    schema: str = SCHEMA_ID
    drawing: Drawing | None = field(default=None, compare=False, repr=False)

    def matrix(self, names: tuple[str, ...]) -> Values:
        """Arrange the windows' values as a model wants them, (windows, len(names)).

        Raises
        ------
        SchemaMismatch
            A name is not of this vector's schema.
        """
        missing = set(names) - set(self.names)
        if missing:
            raise SchemaMismatch(f"{self.schema} has no feature {', '.join(sorted(missing))}.")
        values = np.stack([window.values for window in self.windows])
        if names == self.names:
            return values
        place = {name: column for column, name in enumerate(self.names)}
        return values[:, [place[name] for name in names]]


def extract(
    source: Source,
    *,
    schema: str = SCHEMA_ID,
    moved: bool = True,
    drawing: bool = False,
    limits: Limits = Limits(),  # noqa: B008
) -> FeatureVector:
    """Compute the features of a file.

    Parameters
    ----------
    source : path, bytes or binary file object
        MP3, AAC/M4A, FLAC, WAV, Ogg Vorbis, Opus or AIFF.
    schema : str
        Which features: one of `schema.SCHEMA_IDS`.
    moved : bool
        Hear each part again with its frames moved, as votes want it; training data want `values` alone.
    drawing : bool
        Draw it as well, from the same decoded samples.
    limits : Limits
        Caps on bytes and seconds.

    Returns
    -------
    FeatureVector

    Raises
    ------
    TooLarge, TooLong, TooShort, SilentAudio, UnsupportedMedia, UndecodableAudio
        See `audiofiler.errors`.
    SchemaMismatch
        There is no such schema.
    OSError
        The path cannot be read.

    Examples
    --------
    >>> from audiofiler import extract
    >>> from audiofiler.testing import tone_wav
    >>> clip = extract(tone_wav(seconds=5, freq=440))
    >>> clip.values.shape, clip.schema
    ((70,), 'paa-70/1')
    """
    if schema not in SCHEMA_IDS:
        raise SchemaMismatch(f"There is no schema {schema!r}; this library computes {', '.join(SCHEMA_IDS)}.")
    other = REPRESENTATIONS.get(schema)
    data = _read(source, limits)
    began = time.perf_counter()
    recording = decode(data, limits=limits, sample_rate=SAMPLE_RATE if other is None else HALF_RATE)
    decoded = time.perf_counter()
    windows = windows_of(recording, min_seconds=limits.min_seconds, moved=moved, other=other)
    values = np.mean([window.values for window in windows if not window.offset_s], axis=0)
    if other is not None and other.whole:
        values = np.rint(values)
    done = time.perf_counter()
    drawn = _drawn(recording, windows, other) if drawing else None
    timings = {"decode": (decoded - began) * 1e3, "extract": (done - decoded) * 1e3}
    if drawing:
        timings["draw"] = (time.perf_counter() - done) * 1e3
    return FeatureVector(
        values=values,
        windows=windows,
        duration_s=recording.duration_s,
        sample_rate=recording.source_rate,
        audio_sha256=hashlib.sha256(data).hexdigest(),
        timings_ms=timings,
        names=FEATURE_NAMES if other is None else other.names,
        schema=schema,
        drawing=drawn,
    )


def windows_of(
    recording: Recording,
    *,
    min_seconds: float = MIN_SECONDS,
    moved: bool = True,
    other: Representation | None = None,
) -> tuple[Window, ...]:
    """Compute the vector of each window of a recording, or of its parts; silent windows of a song are left out.

    Raises
    ------
    TooShort
        There is less sound than `min_seconds`.
    SilentAudio
        Every window is silent.
    """
    if recording.duration_s < max(min_seconds, FRAME_SECONDS):
        raise TooShort(f"An answer needs at least {min_seconds:g} s of sound; this is {recording.duration_s:.1f} s.")
    rate, heard = recording.sample_rate, _heard_parts(recording)
    if not heard:
        raise SilentAudio("This file holds silence, so there is nothing to hear a genre in.")
    sound = sum(seconds_of_sound(samples, rate) for _, samples in heard)
    if sound < min_seconds:
        raise TooShort(f"An answer needs at least {min_seconds:g} s of sound; here are {sound:.1f} s, and silence.")
    return tuple(
        window
        for start, samples in heard
        for window in (
            _heard(start, samples, rate, moved=moved) if other is None else _parts(start, samples, rate, other)
        )
    )


def offsets_of(duration_s: float) -> tuple[float, ...]:
    """Tell with which offsets, s, sound of a length, s, is heard."""
    return OFFSETS_S if duration_s >= LEAST_FOR_OFFSETS_S else OFFSETS_S[:1]


def _heard(start: int, samples: Samples, rate: int, *, moved: bool) -> Iterator[Window]:
    """One part, with its frames where the recipe has them first."""
    offsets = offsets_of(samples.size / rate) if moved else OFFSETS_S[:1]
    vectors, frames = offset_features(normalise(samples), rate, [round(offset * rate) for offset in offsets])
    for offset, values in zip(offsets, vectors, strict=True):
        yield Window(start / rate, values, offset, None if offset else frames)


def _parts(start: int, samples: Samples, rate: int, other: Representation) -> Iterator[Window]:
    """One window in the parts of another representation."""
    for begin_s, values in other.parts(samples.astype(np.float64) / 32768.0):
        yield Window(start / rate + begin_s, values)


def _drawn(recording: Recording, windows: tuple[Window, ...], other: Representation | None) -> Drawing:
    """Draw a recording; other schemas' parts are grouped by whoever has them already (`drawing.course.grouped`)."""
    mono, rate = recording.mono, recording.sample_rate
    heard = [(start / rate, (start + samples.size) / rate) for start, samples in _heard_parts(recording)]
    own = [(window.frames, window.values) for window in windows if window.frames is not None]
    if other is None:
        stretches = course.sliding(mono, rate, ((span, *window) for span, window in zip(heard, own, strict=True)))
    else:
        stretches = course.Course(course.SECONDS, course.step_of(recording.duration_s, other.part_seconds), ())
    return draw(mono, rate, heard=heard, course=stretches)


def _heard_parts(recording: Recording) -> list[tuple[int, Samples]]:
    return [(start, samples) for start, samples in _cut_windows(recording) if not is_silent(samples)]


def _cut_windows(recording: Recording) -> list[tuple[int, Samples]]:
    """Spread windows of 30 s evenly over a song, with equal gaps before, between and after them.

    What is shorter than two windows is one clip: its first 30 s, or all of it when no 31st second is whole.
    """
    rate, mono = recording.sample_rate, recording.mono
    size = round(CLIP_SECONDS * rate)
    count = min(MAX_WINDOWS, mono.size // size)
    if count < 2:
        whole = mono.size < size + round(FRAME_SECONDS * rate)
        return [(0, mono if whole else mono[:size])]
    gap = (mono.size - count * size) / (count + 1)
    starts = [round(gap * (i + 1)) + i * size for i in range(count)]
    return [(start, mono[start : start + size]) for start in starts]


def _read(source: Source, limits: Limits) -> bytes:
    """Read at most one byte more than the cap, so that a huge file costs nothing."""
    if isinstance(source, bytes):
        return source
    if isinstance(source, str | PathLike):
        with Path(source).open("rb") as file:
            data = file.read(limits.max_bytes + 1)
    else:
        data = source.read(limits.max_bytes + 1)
    if len(data) > limits.max_bytes:
        raise TooLarge(f"The file is larger than {limits.max_bytes // 2**20} MiB.")
    return data
