"""Files become rows: what is new or changed is read, the rest only ticked off."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from backend.catalog import tags
from backend.catalog.folding import LONGEST_WORD, fold, words
from backend.catalog.models import LibraryTrack, LibraryWord
from backend.catalog.sources.library import configured_roots, library_roots, track_key
from backend.catalog.textindex import text_index

WRITTEN = [
    "size", "mtime_ns", "scan", "title", "artists", "album", "duration_ms", "isrc", "genre", "has_artwork",
    "audio_sha256", "folded_title", "folded_artist",
]  # fmt: skip


@dataclass(frozen=True)
class Counts:
    """How a batch went."""

    indexed: int
    broken: int


def batch_index(*, paths: Sequence[str], scan: int) -> Counts:
    """Bring the rows of these files up to date."""
    kept = LibraryTrack.objects.filter(path__in=paths).values_list("path", "size", "mtime_ns")
    known = {path: (size, mtime_ns) for path, size, mtime_ns in kept}
    rows, same, broken = [], [], 0
    for path in paths:
        try:
            status = os.stat(path, follow_symlinks=False)  # noqa: PTH116 - 100,000 Path objects are not needed
            if known.get(path) == (status.st_size, status.st_mtime_ns):
                same.append(path)
            else:
                rows.append(row_of(path, status, scan=scan))
        except (OSError, tags.BrokenFileError):
            broken += 1
    LibraryTrack.objects.filter(path__in=same).update(scan=scan)
    rows_store(rows)
    return Counts(indexed=len(rows), broken=broken)


def row_of(path: str, status: os.stat_result, *, scan: int) -> LibraryTrack:
    """The row for a file, from its tags. Raises BrokenFileError."""
    found = tags.read(Path(path))
    return LibraryTrack(
        key=track_key(path),
        path=path,
        size=status.st_size,
        mtime_ns=status.st_mtime_ns,
        scan=scan,
        title=found.title,
        artists=found.artists,
        album=found.album,
        duration_ms=found.duration_ms,
        isrc=found.isrc,
        genre=found.genre,
        has_artwork=found.has_artwork,
        folded_title=fold(found.title),
        folded_artist=fold(" ".join(found.artists)),
    )


def rows_store(rows: Sequence[LibraryTrack]) -> None:
    """Write rows with their words."""
    if not rows:
        return
    LibraryTrack.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["path"], update_fields=WRITTEN, batch_size=500
    )
    by_key = dict(LibraryTrack.objects.filter(key__in=[row.key for row in rows]).values_list("key", "pk"))
    found = {by_key[row.key]: words_of(row) for row in rows}
    text_index().put(found.items())
    vocabulary = sorted({word for several in found.values() for word in several})
    LibraryWord.objects.bulk_create([LibraryWord(word=word) for word in vocabulary], ignore_conflicts=True)


def words_of(row: LibraryTrack) -> list[str]:
    """What a track is found by: its words, and title and artist written as one ("acdc", "blackbird")."""
    title, artist = row.folded_title.split(), row.folded_artist.split()
    joined = [word for word in ("".join(title), "".join(artist)) if len(word) <= LONGEST_WORD]
    return sorted({*title, *artist, *words(row.album), *joined} - {""})


def tracks_gone(*, scan: int) -> list[int]:
    """Rows whose file the walk did not meet. A folder that is set but not there now may only be unmounted."""
    unmounted = [f"{root}{os.sep}" for root in set(configured_roots()) - set(library_roots())]
    missed = LibraryTrack.objects.exclude(scan=scan).values_list("pk", "path")
    return [key for key, path in missed if not path.startswith(tuple(unmounted))]
