"""Files become rows: what is new or changed is read, what has moved is followed, the rest only ticked off."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import IntegrityError, transaction

from backend.catalog import tags, unspaced
from backend.catalog.fingerprint import fingerprint
from backend.catalog.folding import LONGEST_WORD, fold, words
from backend.catalog.models import LibraryTrack, LibraryWord
from backend.catalog.sources.library import configured_roots, library_roots, track_key
from backend.catalog.textindex import text_index

WRITTEN = [
    "size", "mtime_ns", "scan", "title", "artists", "album", "duration_ms", "isrc", "genre", "has_artwork",
    "audio_sha256", "folded_title", "folded_artist", "fingerprint", "albumartist", "year", "track_number",
    "disc_number",
]  # fmt: skip
JOINED = 3  # words that somebody may write as one


@dataclass(frozen=True, kw_only=True)
class Batch:
    """What a walk found out about some files, before anything of it is written."""

    same: list[str]
    rows: list[LibraryTrack]
    moved: dict[int, LibraryTrack]  # rows whose file is now where these were read
    broken: int


def batch_read(*, paths: Sequence[str], scan: int) -> Batch:
    """Look at files, and read those that are new or changed. Takes no lock, however slow the disk is."""
    kept = LibraryTrack.objects.filter(path__in=paths).values_list("path", "size", "mtime_ns", "fingerprint")
    known = {path: (size, mtime_ns) for path, size, mtime_ns, fingerprint in kept if fingerprint}
    already = {row[0] for row in kept}
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
    moved = rows_moved([row for row in rows if row.path not in already])
    followed = {row.path for row in moved.values()}
    rows = [row for row in rows if row.path not in followed]
    return Batch(same=same, rows=rows, moved=moved, broken=broken)


def batch_write(*, batch: Batch, scan: int) -> None:
    """Bring the rows up to date."""
    LibraryTrack.objects.filter(path__in=batch.same).update(scan=scan)
    for pk, row in batch.moved.items():
        LibraryTrack.objects.filter(pk=pk).update(path=row.path, scan=scan, mtime_ns=row.mtime_ns)
    rows_store(batch.rows)


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
        fingerprint=fingerprint(path, size=status.st_size),
        albumartist=found.albumartist,
        year=found.year,
        track_number=found.track_number,
        disc_number=found.disc_number,
    )


def rows_moved(rows: Sequence[LibraryTrack]) -> dict[int, LibraryTrack]:
    """The rows whose file is gone and has come back, byte for byte, as one of these.

    Such a row keeps its key, so that whatever was said of the song stays with it.
    """
    if not rows:
        return {}
    alike = LibraryTrack.objects.filter(fingerprint__in=[row.fingerprint for row in rows]).order_by("pk")
    gone: dict[str, list[int]] = {}
    away = unmounted()
    for pk, path, mark in alike.values_list("pk", "path", "fingerprint"):
        if not path.startswith(away) and not os.path.lexists(path):
            gone.setdefault(mark, []).append(pk)
    return {gone[row.fingerprint].pop(0): row for row in rows if gone.get(row.fingerprint)}


def rows_store(rows: Sequence[LibraryTrack]) -> None:
    """Write rows with their words."""
    if not rows:
        return
    try:
        _rows_write(rows)
    except IntegrityError:  # another walk wrote the same files just now: they are there for this one to update
        _rows_write(rows)
    by_path = dict(LibraryTrack.objects.filter(path__in=[row.path for row in rows]).values_list("path", "pk"))
    found = {
        by_path[row.path]: words_of(title=row.folded_title, artist=row.folded_artist, album=row.album) for row in rows
    }
    text_index().put(found.items())
    vocabulary = sorted({word for row in rows for word in words_apart(row)})
    LibraryWord.objects.bulk_create([LibraryWord(word=word) for word in vocabulary], ignore_conflicts=True)


def _rows_write(rows: Sequence[LibraryTrack]) -> None:
    """Write them in one go. PostgreSQL settles a race for `path` by itself, not one for `key`."""
    with transaction.atomic():
        _keep_keys_apart(rows)
        LibraryTrack.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["path"], update_fields=WRITTEN, batch_size=500
        )


def _keep_keys_apart(rows: Sequence[LibraryTrack]) -> None:
    """A file at the former place of one that moved away gets a key of its own: the other took its key along."""
    taken = dict(LibraryTrack.objects.filter(key__in=[row.key for row in rows]).values_list("key", "path"))
    for row in rows:
        if taken.get(row.key, row.path) != row.path:
            row.key = track_key(f"{row.path}\0{row.fingerprint}")


def words_of(*, title: str, artist: str, album: str) -> list[str]:
    """What a track is found by: its words, and title and artist written as one ("acdc", "blackbird").

    Title and artist are folded already. Where no space parts words, two letters side by side are one more word.
    """
    titles, artists, albums = title.split(), artist.split(), words(album)
    joined = ["".join(several) for several in (titles, artists) if len(several) <= JOINED]
    pairs = [pair for several in (titles, artists, albums) for pair in unspaced.pairs(several)]
    return sorted({word[:LONGEST_WORD] for word in (*titles, *artists, *albums, *joined, *pairs)} - {""})


def words_apart(row: LibraryTrack) -> set[str]:
    """The words as they stand there: what misspelt ones are compared with."""
    return {*row.folded_title.split(), *row.folded_artist.split(), *words(row.album)}


def unmounted() -> tuple[str, ...]:
    """How the paths begin that are not there just now, though their folder is set.

    The folder is missing, or it has nothing in it, as a mount point has while its disk is away.
    """
    there = {root for root in library_roots() if any(_entries(root))}
    return tuple(f"{root}{os.sep}" for root in configured_roots() if root not in there)


def _entries(folder: Path) -> Iterator[Path]:
    try:
        yield from folder.iterdir()
    except OSError:  # not readable: as good as not there
        return


def tracks_gone(*, scan: int) -> list[int]:
    """Rows whose file the walk did not meet, though their folder is there."""
    away = unmounted()
    missed = LibraryTrack.objects.exclude(scan=scan).values_list("pk", "path")
    return [key for key, path in missed.iterator(chunk_size=5000) if not path.startswith(away)]
