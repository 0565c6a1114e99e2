"""Sound to feature vectors: the one public way.

A clip gives one vector. A song, from a minute on, gives one vector for each of up to five windows of 30 s spread over
it, because the features describe 30 s and a song's beginning is not the song.
"""

import hashlib
import time
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from audiofiler.audio import MIN_SECONDS, Limits, Recording, Samples, decode
from audiofiler.errors import SchemaMismatch, SilentAudio, TooLarge, TooShort
from audiofiler.features import clip_features
from audiofiler.features.frames import normalise
from audiofiler.schema import CLIP_SECONDS, FEATURE_NAMES, FRAME_SECONDS, SCHEMA_ID

MAX_WINDOWS = 5
"""Windows of a long song: enough to cover its parts, few enough to stay quick."""

SILENCE_STEPS = 4
"""A clip that leaves its mean by fewer int16 steps than this (-78 dB of full scale) is silent."""

__all__ = ["FeatureVector", "Limits", "Window", "extract", "windows_of"]

Values = NDArray[np.float64]
Source = str | PathLike[str] | bytes | BinaryIO


@dataclass(frozen=True, slots=True)
class Window:
    """One 30 s part of a song: where it starts, s, and its (70,) vector."""

    start_s: float
    values: Values


@dataclass(frozen=True, slots=True)
class FeatureVector:
    """What one file sounds like.

    Attributes
    ----------
    values : (70,) float64 array
        The mean over the windows; the one window's own values for a clip.
    windows : tuple of Window
        At least one.
    duration_s : float
        Length of the whole sound, s.
    sample_rate : int
        Of the file, Hz; the features are computed at `schema.SAMPLE_RATE`.
    audio_sha256 : str
        Of the file's bytes, hexadecimal.
    timings_ms : dict
        `decode` and `extract`, ms.
    """

    values: Values
    windows: tuple[Window, ...]
    duration_s: float
    sample_rate: int
    audio_sha256: str
    timings_ms: dict[str, float] = field(compare=False)
    names: tuple[str, ...] = FEATURE_NAMES
    schema: str = SCHEMA_ID

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
        columns = [self.names.index(name) for name in names]
        return np.stack([window.values for window in self.windows])[:, columns]


def extract(source: Source, *, limits: Limits = Limits()) -> FeatureVector:  # noqa: B008
    """Compute the features of a file.

    Parameters
    ----------
    source : path, bytes or binary file object
        MP3, AAC/M4A, FLAC, WAV, Ogg Vorbis, Opus or AIFF.
    limits : Limits
        Caps on bytes and seconds.

    Returns
    -------
    FeatureVector

    Raises
    ------
    TooLarge, TooLong, TooShort, SilentAudio, UnsupportedMedia, UndecodableAudio
        See `audiofiler.errors`.
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
    data = _read(source, limits)
    began = time.perf_counter()
    recording = decode(data, limits=limits)
    decoded = time.perf_counter()
    windows = windows_of(recording, min_seconds=limits.min_seconds)
    values = np.mean([window.values for window in windows], axis=0)
    done = time.perf_counter()
    return FeatureVector(
        values=values,
        windows=windows,
        duration_s=recording.duration_s,
        sample_rate=recording.source_rate,
        audio_sha256=hashlib.sha256(data).hexdigest(),
        timings_ms={"decode": (decoded - began) * 1e3, "extract": (done - decoded) * 1e3},
    )


def windows_of(recording: Recording, *, min_seconds: float = MIN_SECONDS) -> tuple[Window, ...]:
    """Compute the vector of each window of a recording; silent windows of a song are left out.

    Raises
    ------
    TooShort
        There is less sound than `min_seconds`.
    SilentAudio
        Every window is silent.
    """
    if recording.duration_s < max(min_seconds, FRAME_SECONDS):
        raise TooShort(f"An answer needs at least {min_seconds:g} s of sound; this is {recording.duration_s:.1f} s.")
    rate = recording.sample_rate
    windows = tuple(
        Window(start / rate, clip_features(normalise(samples), rate))
        for start, samples in _cut_windows(recording)
        if not _is_silent(samples)
    )
    if not windows:
        raise SilentAudio("This file holds silence, so there is nothing to hear a genre in.")
    return windows


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


def _is_silent(samples: Samples) -> bool:
    mean = samples.sum(dtype=np.int64) / samples.size
    return bool(max(samples.max() - mean, mean - samples.min()) < SILENCE_STEPS)


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
