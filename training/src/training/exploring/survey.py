"""Listens to every clip of a data set once and keeps little of each: what `page` needs, and nothing of the sound."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import mutagen
import numpy as np
from numpy.typing import NDArray
from scipy.fft import rfft

from audiofiler.audio import decode
from audiofiler.errors import AudioFilerError
from audiofiler.extraction import windows_of
from training.datasets.base import Table, groups_of_equal_rows
from training.datasets.index import Clip, table_of
from training.exploring.fingerprint import Match, Words, fingerprint, matches

TAGS = ("title", "artist", "album", "date", "genre")
"""Tags looked for in each file."""

PICTURE = (96, 240)
"""Rows (bands) and columns (times) of a spectrogram picture."""

_PICTURE_SECONDS = 10.0
_LOWEST_HZ, _HIGHEST_HZ = 60.0, 16_000.0


@dataclass(frozen=True)
class Heard:
    """One clip that could be read."""

    clip: Clip
    duration_s: float
    sample_rate: int
    kind: str
    bit_rate: int
    tags: dict[str, str]
    sound_sha256: str
    words: Words = field(repr=False)
    values: NDArray[np.float64] = field(repr=False)


@dataclass(frozen=True)
class Survey:
    """What was found.

    Attributes
    ----------
    table : Table or None
        Features of what could be read.
    clips : tuple of Clip
        All that were listened to; empty for a data set without audio.
    heard : tuple of Heard
        Those that could be read.
    broken : tuple of (Clip, code)
        The others, each with its refusal code.
    same : tuple of Match
        Pairs (places in `heard`) that are one recording.
    pictures : dict
        For each genre the name of a clip and its spectrogram, (bands, times) in 0..1.
    of : int
        Clips in the data set; more than `clips` when only a part was listened to.
    """

    table: Table | None
    clips: tuple[Clip, ...] = ()
    heard: tuple[Heard, ...] = ()
    broken: tuple[tuple[Clip, str], ...] = ()
    same: tuple[Match, ...] = ()
    pictures: dict[str, tuple[str, NDArray[np.float64]]] = field(default_factory=dict)
    of: int = 0


def survey_table(table: Table) -> Survey:
    """Look at a data set that has no audio here."""
    return Survey(table, of=len(table))


def survey_clips(
    clips: Sequence[Clip], *, limit: int | None = None, on_clip: Callable[[Clip], None] | None = None
) -> Survey:
    """Listen to the clips, or to `limit` of them taken evenly from the list."""
    taken = [clips[k] for k in np.linspace(0, len(clips) - 1, limit).round().astype(int)] if limit else list(clips)
    taken = list(dict.fromkeys(taken))
    heard: list[Heard] = []
    broken: list[tuple[Clip, str]] = []
    pictures: dict[str, tuple[str, NDArray[np.float64]]] = {}
    for clip in taken:
        try:
            heard.append(_hear(clip, pictures))
        except AudioFilerError as error:
            broken.append((clip, error.code))
        except OSError:
            broken.append((clip, "unreadable"))
        if on_clip is not None:
            on_clip(clip)
    table = table_of([one.clip for one in heard], np.stack([one.values for one in heard])) if heard else None
    same = matches([one.words for one in heard])
    return Survey(table, tuple(taken), tuple(heard), tuple(broken), tuple(same), pictures, len(clips))


def _hear(clip: Clip, pictures: dict[str, tuple[str, NDArray[np.float64]]]) -> Heard:
    data = clip.path.read_bytes()
    recording = decode(data)
    values = np.mean([window.values for window in windows_of(recording)], axis=0)
    if clip.genre not in pictures:
        pictures[clip.genre] = clip.path.name, spectrogram(recording.mono, recording.sample_rate)
    kind, bit_rate, tags = _tags(clip.path)
    return Heard(
        clip,
        recording.duration_s,
        recording.source_rate,
        kind,
        bit_rate,
        tags,
        hashlib.sha256(recording.mono.tobytes()).hexdigest(),
        fingerprint(recording.mono),
        values,
    )


def _tags(path: Path) -> tuple[str, int, dict[str, str]]:
    """Return the kind of file, its bit rate and its tags; what mutagen cannot read has none."""
    try:
        file = mutagen.File(path, easy=True)
    except mutagen.MutagenError:
        file = None
    if file is None:
        return path.suffix.lstrip(".").lower(), 0, {}
    found = {}
    for tag in TAGS:
        try:
            text = str((file.tags or {}).get(tag, [""])[0])
        except (KeyError, ValueError, IndexError, TypeError):  # tags of WAV and AIFF have other keys
            text = ""
        if text.strip():
            found[tag] = text.strip()
    return type(file).__name__.removeprefix("Easy"), int(getattr(file.info, "bitrate", 0) or 0), found


def spectrogram(mono: NDArray[np.int16], rate: int) -> NDArray[np.float64]:
    """Return a picture of the first ten seconds: `PICTURE` values in 0..1, low notes first, 70 dB deep."""
    bands, times = PICTURE
    size = 4096
    used = mono[: round(_PICTURE_SECONDS * rate)].astype(np.float64)
    starts = np.linspace(0, max(used.size - size, 0), times).astype(int)
    frames = np.stack([np.resize(used[start : start + size], size) for start in starts]) * np.hanning(size)
    power = np.abs(rfft(frames, axis=1)) ** 2
    edges = _LOWEST_HZ * (_HIGHEST_HZ / _LOWEST_HZ) ** (np.arange(bands + 1) / bands)
    bins = np.clip(np.round(edges * size / rate).astype(int), 0, power.shape[1] - 1)
    picture = np.array([power[:, low : max(high, low + 1)].mean(axis=1) for low, high in pairwise(bins)])
    decibels = 10 * np.log10(picture + 1e-9)
    return np.clip((decibels - decibels.max() + 70) / 70, 0, 1)


def equal_rows(table: Table) -> list[list[int]]:
    """Return the rows of each vector that stands in the table more than once, longest list first."""
    group = groups_of_equal_rows(table.X)
    order = np.argsort(group, kind="stable")
    cuts = np.flatnonzero(np.diff(group[order])) + 1
    return sorted((part.tolist() for part in np.split(order, cuts) if len(part) > 1), key=len, reverse=True)


def near_rows(table: Table, threshold: float = 0.5, most: int = 20_000) -> list[tuple[int, int, float]]:
    """Return pairs of rows that nearly equal one another: root mean square difference in standard deviations.

    Each row is compared with its nearest neighbour; equal rows are left to `equal_rows`. Above `most` rows the first
    `most` distinct ones are looked at.
    """
    from sklearn.neighbors import NearestNeighbors  # noqa: PLC0415 - slow to import, needed here alone

    first = np.sort(np.unique(groups_of_equal_rows(table.X), return_index=True)[1])[:most]
    if len(first) < 3:
        return []
    values = table.X[first].astype(np.float64)
    spread = values.std(axis=0)
    values = (values - values.mean(axis=0)) / np.where(spread > 0, spread, 1.0)
    distance, nearest = NearestNeighbors(n_neighbors=2, n_jobs=1).fit(values).kneighbors()
    difference = distance[:, 0] / np.sqrt(values.shape[1])
    pairs = {
        (int(min(first[i], first[nearest[i, 0]])), int(max(first[i], first[nearest[i, 0]]))): float(difference[i])
        for i in np.flatnonzero(difference < threshold)
    }
    return sorted(((a, b, gap) for (a, b), gap in pairs.items()), key=lambda pair: pair[2])
