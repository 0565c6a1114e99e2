"""Takes Last.fm's tags of the Million Song Dataset into SQLite, from either form they were published in.

Read are a folder of JSON files (`lastfm_train/A/A/A/TRAAA….json`: `track_id`, `artist`, `title`, `tags` as pairs of tag
and weight, 0 to 100), or `lastfm_tags.db` with the tracks' names in `track_metadata.db` or `unique_tracks.txt` beside
it. Tracks without a tag are left out. Reading twice changes nothing.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from pathlib import Path
from typing import Any, NamedTuple

from training.datasets.base import DataError

_TAGS = (
    "SELECT tids.tid, tags.tag, tid_tag.val FROM tid_tag JOIN tids ON tid_tag.tid = tids.ROWID "
    "JOIN tags ON tid_tag.tag = tags.ROWID ORDER BY tid_tag.tid"
)
_AT_ONCE = 5000


class Tagged(NamedTuple):
    """One track with its tags and their weights."""

    track: str
    artist: str
    title: str
    tags: dict[str, float]


def read(source: Path, connection: sqlite3.Connection) -> int:
    """Take the tags of a folder of JSON files or of `lastfm_tags.db` in; return how many tracks have one.

    Raises
    ------
    DataError
        Naming the file that is not what was published.
    """
    found: Iterator[Tagged] = _of_json(source) if source.is_dir() else _of_database(source)
    tracks = 0
    try:
        while part := list(islice(found, _AT_ONCE)):
            _keep(part, connection)
            tracks += len(part)
    except sqlite3.DatabaseError as error:
        raise DataError(f"{source} is not lastfm_tags.db as published: {error}") from error
    if not tracks:
        raise DataError(f"{source} holds no track with a tag")
    return tracks


def _keep(part: Iterable[Tagged], connection: sqlite3.Connection) -> None:
    with connection:
        for one in part:
            connection.execute(
                "INSERT INTO track (id, artist, title) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE "
                "SET artist = excluded.artist, title = excluded.title",
                (one.track, one.artist, one.title),
            )
            connection.executemany(
                "INSERT OR REPLACE INTO tag VALUES (?, ?, ?)", [(one.track, *pair) for pair in one.tags.items()]
            )


def _of_json(folder: Path) -> Iterator[Tagged]:
    for file in sorted(folder.rglob("*.json")):
        try:
            entry: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
            tags = {str(tag): float(weight) for tag, weight in entry["tags"]}
            one = Tagged(str(entry["track_id"]), str(entry["artist"]), str(entry["title"]), tags)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise DataError(f"{file} is not a track of Last.fm's data set: {error}") from error
        if tags:
            yield one


def _of_database(file: Path) -> Iterator[Tagged]:
    if not file.is_file():
        raise DataError(f"{file} is not there")
    names = _names(file.parent)
    connection = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)
    try:
        for track, rows in groupby(connection.execute(_TAGS), key=lambda row: str(row[0])):
            artist, title = names.get(track, ("", ""))
            if title:
                yield Tagged(track, artist, title, {str(tag): float(weight) for _, tag, weight in rows})
    finally:
        connection.close()


def _names(folder: Path) -> dict[str, tuple[str, str]]:
    """Return artist and title of each track."""
    database, text = folder / "track_metadata.db", folder / "unique_tracks.txt"
    if database.is_file():
        connection = sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)
        try:
            rows = connection.execute("SELECT track_id, artist_name, title FROM songs").fetchall()
        finally:
            connection.close()
        return {track: (artist, title) for track, artist, title in rows}
    if text.is_file():
        lines = (line.split("<SEP>") for line in text.read_text(encoding="utf-8").splitlines())
        return {cells[0]: (cells[2], cells[3]) for cells in lines if len(cells) == 4}
    raise DataError(f"{folder}: track_metadata.db or unique_tracks.txt, which name the tracks, is not beside the tags")
