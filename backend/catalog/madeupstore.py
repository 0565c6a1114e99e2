"""A made-up library in a database of its own, written quickly and kept for the next measurement."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice

from django.conf import settings
from django.db import connection, transaction

from backend.catalog import madeup
from backend.catalog.indexing import words_of
from backend.catalog.models import LibraryTrack, LibraryWord
from backend.catalog.sources.library import track_key
from backend.catalog.textindex import text_index

INSERT = (
    "INSERT INTO catalog_librarytrack(id, key, path, size, mtime_ns, scan, title, artists, album, isrc, genre, "
    "has_artwork, audio_sha256, folded_title, folded_artist, fingerprint, albumartist) "
    "VALUES (%s, %s, %s, 1, 1, 1, %s, %s, '', '', '', false, '', %s, %s, '', '')"
)
VERSION = 2  # of what is written: a kept library of another one is not used
BATCH = 20_000


@contextmanager
def library_of(count: int) -> Iterator[bool]:
    """Work on a library of so many tracks; False when it was there already."""
    folder = settings.DATA_DIR / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    name = f"search-{count}-{VERSION}"
    # a file, as in use, rather than SQLite's test database in memory
    on_disk = str(folder / f"{name}.sqlite3")
    connection.settings_dict["TEST"]["NAME"] = on_disk if connection.vendor == "sqlite" else name
    kept = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False, keepdb=True)
    try:
        fresh = LibraryTrack.objects.count() != count
        if fresh:
            write(count)
        yield fresh
    finally:
        connection.creation.destroy_test_db(kept, verbosity=0, keepdb=True)


def write(count: int) -> None:
    """Fill the database, without the care that rows others read at the same time need."""
    LibraryTrack.objects.all().delete()
    LibraryWord.objects.all().delete()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM catalog_words_fts")
            cursor.execute("PRAGMA synchronous=OFF")
            cursor.execute("PRAGMA cache_size=-400000")
    vocabulary: set[str] = set()
    numbered = enumerate(madeup.songs(count), start=1)
    while batch := list(islice(numbered, BATCH)):
        words = [words_of(title=title.lower(), artist=artist.lower(), album="") for _, (title, artist) in batch]
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(INSERT, [row_of(number, title, artist) for number, (title, artist) in batch])
        with transaction.atomic():
            text_index().add(zip((number for number, _ in batch), words, strict=True))
        vocabulary.update(*(f"{title} {artist}".lower().split() for _, (title, artist) in batch))
    with transaction.atomic():
        LibraryWord.objects.bulk_create([LibraryWord(word=word) for word in sorted(vocabulary)], batch_size=5000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # what PostgreSQL's autovacuum does by itself a little later


def row_of(number: int, title: str, artist: str) -> tuple[int | str, ...]:
    """What INSERT takes for one song."""
    path = madeup.path_of(number)
    return number, track_key(path), path, title, json.dumps([artist]), title.lower(), artist.lower()
