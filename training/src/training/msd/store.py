"""The SQLite file behind the four steps; what stands in it is done and is not done again."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from training.datasets.base import DataError

NAME = "msd.sqlite"

_SCHEMA = """
CREATE TABLE IF NOT EXISTS track (id TEXT PRIMARY KEY, artist TEXT NOT NULL, title TEXT NOT NULL, genre TEXT,
  weight REAL);
CREATE TABLE IF NOT EXISTS tag (track TEXT NOT NULL, tag TEXT NOT NULL, weight REAL NOT NULL, PRIMARY KEY (track, tag))
  WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS lookup (track TEXT PRIMARY KEY, source TEXT, found TEXT, has_preview INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS clip (track TEXT PRIMARY KEY, file TEXT, sha256 TEXT, refusal TEXT);
"""


@contextmanager
def opened(folder: Path, *, make: bool = False) -> Iterator[sqlite3.Connection]:
    """Open the file in a folder; what was not committed when it closes is forgotten.

    Raises
    ------
    DataError
        If it is not there (and not to be made), or is something else.
    """
    file = folder / NAME
    if not make and not file.is_file():
        raise DataError(f"{file} is not there; `audiofiler-train msd read` makes it")
    folder.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(file)
    try:
        connection.executescript(_SCHEMA)
        yield connection
    except sqlite3.DatabaseError as error:
        raise DataError(f"{file} cannot be used: {error}") from error
    finally:
        connection.close()


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """Count what is there, step by step."""
    questions = {
        "tracks": "SELECT count(*) FROM track",
        "with a genre": "SELECT count(genre) FROM track",
        "looked up": "SELECT count(*) FROM lookup",
        "found with a preview": "SELECT count(*) FROM lookup WHERE has_preview",
        "clips": "SELECT count(file) FROM clip",
        "clips refused": "SELECT count(refusal) FROM clip",
    }
    return {name: int(connection.execute(question).fetchone()[0]) for name, question in questions.items()}
