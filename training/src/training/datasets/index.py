"""Clips and where they lie: what an audio data set is before its features are computed.

An audio data set lists its clips (`clips`). `audiofiler-train extract` turns them into features at scale; `load` of the
data sets here does the same in this process, one clip after another, which is enough for a few thousand.

An index is that list written down with the sha256 of every file, so that anyone can see later whether the same files
are still there (`write_index`, `check_index`).
"""

import csv
import hashlib
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from audiofiler import extract
from audiofiler.errors import AudioFilerError, Unreadable
from audiofiler.schema import FEATURE_NAMES
from training.datasets.audiofiler2017 import FAMILIES
from training.datasets.base import DataError, Dataset, Table, groups_of_equal_rows, joined

AUDIO_SUFFIXES = frozenset(
    {".mp3", ".wav", ".au", ".flac", ".ogg", ".oga", ".opus", ".m4a", ".mp4", ".aac", ".aif", ".aiff"}
)
"""Endings of files taken for audio; what is inside is found out when it is decoded."""

Broken = dict[Path, str]
"""Files that cannot be heard, with their refusal codes."""

OnClip = Callable[["Clip"], None]
"""Called after each clip that was heard, or could not be."""

INDEX_COLUMNS = ("path", "genre", "group", "split", "bytes", "sha256")


@dataclass(frozen=True)
class Clip:
    """One audio file with its label.

    Attributes
    ----------
    path : Path
        The file.
    genre : str
        Its label.
    group : str
        Artist, or file where no artist is known: what a split must not part.
    split : str or None
        The part of a published split the clip belongs to (`train`, `valid`, `test`), if there is one.
    """

    path: Path
    genre: str
    group: str
    split: str | None = None


@runtime_checkable
class AudioDataset(Dataset, Protocol):
    """A corpus of audio files."""

    def clips(self, path: Path) -> list[Clip]:
        """List the clips found at a path, in an order that never changes."""

    def load(self, path: Path, *, verify: bool = True, on_clip: OnClip | None = None) -> Table:
        """Compute the features of every clip; with `verify`, refuse anything but the published content."""


def audio_files(folder: Path) -> list[Path]:
    """Return the audio files below a folder, sorted; hidden files and folders are left out."""
    found = []
    for path in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.suffix.lower() in AUDIO_SUFFIXES and not hidden and path.is_file():
            found.append(path)
    return sorted(found)


def families_of(genres: Iterable[str]) -> dict[str, str]:
    """Return the family of each genre; one that is not of the 26 is its own family.

    Examples
    --------
    >>> families_of(["Rock", "hip-hop", "Fado"])
    {'Rock': 'Rock & Metal', 'hip-hop': 'Hip-Hop & Rap', 'Fado': 'Fado'}
    """
    known = {folded(genre): family for genre, family in FAMILIES.items()}
    return {genre: known.get(folded(genre), genre) for genre in genres}


def folded(name: str) -> str:
    """Return a name without case, accents, spaces and punctuation, so that spellings of it become one.

    Examples
    --------
    >>> folded("Hip-Hop"), folded("hip hop"), folded("Reggaetón"), folded("R&B")
    ('hiphop', 'hiphop', 'reggaeton', 'rnb')
    """
    plain = unicodedata.normalize("NFKD", name).casefold()
    for sign in (" & ", "&", " 'n' ", " n "):
        plain = plain.replace(sign, "n")
    return "".join(letter for letter in plain if letter.isalnum())


def table_of(clips: Sequence[Clip], values: NDArray[np.float64], features: Sequence[str] = FEATURE_NAMES) -> Table:
    """Put clips and their feature values into a table; genres in alphabetical order.

    Equal values are equal audio, under whatever names: such clips stay together, and so do the groups they are of.

    Parameters
    ----------
    clips : sequence of Clip
        One a row.
    values : (n, n_features) float64
        Their values.
    features : sequence of str
        Names of the columns.
    """
    genres = sorted({clip.genre for clip in clips})
    number = {genre: k for k, genre in enumerate(genres)}
    y = np.array([number[clip.genre] for clip in clips], dtype=np.int64)
    split = np.array([clip.split or "" for clip in clips])
    X = np.ascontiguousarray(values, dtype=np.float32)
    named = np.unique([clip.group for clip in clips], return_inverse=True)[1].astype(np.int64).reshape(-1)
    group = joined(named, groups_of_equal_rows(X))
    return Table(X, y, group, tuple(features), tuple(genres), split=split if split.any() else None)


def load_clips(
    clips: Sequence[Clip],
    *,
    verify: bool = True,
    on_clip: OnClip | None = None,
    broken: Broken | None = None,
) -> Table:
    """Compute the 70 features of every clip, one after another.

    Parameters
    ----------
    clips : sequence of Clip
        What to read.
    verify : bool
        Refuse the whole when a file cannot be read; else leave such files out.
    on_clip : callable, optional
        Called after each clip.
    broken : dict, optional
        Filled with the files that are left out, and why.

    Raises
    ------
    DataError
        With `verify`, naming the first broken file and its refusal code; always when nothing is left.
    """
    kept, rows = [], []
    broken = {} if broken is None else broken
    for clip in clips:
        try:
            rows.append(extract(clip.path, moved=False).values)
            kept.append(clip)
        except (AudioFilerError, OSError) as error:
            broken[clip.path] = code_of(error)
        if on_clip is not None:
            on_clip(clip)
    require_readable(len(kept), broken, verify=verify)
    return table_of(kept, np.stack(rows))


def code_of(error: AudioFilerError | OSError) -> str:
    """Return the refusal code of a clip that cannot be heard."""
    return error.code if isinstance(error, AudioFilerError) else Unreadable.code


def require_readable(kept: int, broken: Broken, *, verify: bool) -> None:
    """Refuse a data set of which no clip is kept, and with `verify` one with any broken file.

    Raises
    ------
    DataError
        Naming the first broken file and its refusal code.
    """
    if not kept or (broken and verify):
        first = "".join(f", first {path}: {code}" for path, code in [*broken.items()][:1])
        leave = " (give --unverified to leave such files out)" if kept else ""
        raise DataError(f"{len(broken)} of {kept + len(broken)} files cannot be read{first}{leave}")


def sha256_of(path: Path) -> str:
    """Return the sha256 of a file's bytes, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_index(clips: Sequence[Clip], root: Path, file: Path) -> None:
    """Write the clips as CSV with size and sha256; paths are relative to `root` where they lie in it."""
    with file.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(INDEX_COLUMNS)
        for clip in clips:
            inside = clip.path.is_relative_to(root)
            name = clip.path.relative_to(root).as_posix() if inside else str(clip.path)
            size = clip.path.stat().st_size
            writer.writerow([name, clip.genre, clip.group, clip.split or "", size, sha256_of(clip.path)])


def check_index(root: Path, file: Path) -> list[str]:
    """Compare the files below `root` with an index; return a sentence for each that is missing or differs."""
    complaints = []
    with file.open(newline="", encoding="utf-8") as stream:
        rows = csv.DictReader(stream)
        if not {"path", "sha256"} <= set(rows.fieldnames or ()):
            raise DataError(f"{file} is no index: it has no columns path and sha256")
        for row in rows:
            path = root / row["path"]
            if not path.is_file():
                complaints.append(f"{row['path']} is missing")
            elif sha256_of(path) != row["sha256"]:
                complaints.append(f"{row['path']} differs from the index")
    return complaints
