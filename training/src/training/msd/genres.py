"""Chooses one genre for each track by the weights of its tags, with the editable table `genre-tags.toml`."""

import sqlite3
import tomllib
from itertools import groupby
from pathlib import Path

from training.datasets.audiofiler2017 import GENRES
from training.datasets.base import DataError
from training.datasets.index import folded

TABLE = Path(__file__).resolve().parents[3] / "genre-tags.toml"


def read_table(file: Path = TABLE) -> dict[str, str]:
    """Return the genre of each tag, tags with their spelling folded.

    Raises
    ------
    DataError
        If the table cannot be read, names another genre than the 26, or gives a tag to two.
    """
    try:
        entries = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(f"{file} cannot be read: {error}") from error
    genre_of: dict[str, str] = {}
    for genre, tags in entries.items():
        if genre not in GENRES or not isinstance(tags, list):
            raise DataError(f"{file}: {genre!r} is none of the genres, or has no list of tags")
        for tag in tags:
            if genre_of.setdefault(folded(str(tag)), genre) != genre:
                raise DataError(f"{file}: {tag!r} stands under {genre_of[folded(str(tag))]} and {genre}")
    return genre_of


def genre_of_tags(tags: dict[str, float], genre_of: dict[str, str], least: float) -> tuple[str, float] | None:
    """Return the genre with the most weight and that weight; None if it has less than `least` or is not alone.

    A genre's weight is that of its strongest tag and a tenth of the others', so that many spellings of one genre do not
    outvote a tag everybody gave.

    Examples
    --------
    >>> genre_of_tags({"Rock": 100, "hip hop": 40, "seen live": 90}, {"rock": "Rock", "hiphop": "Hip-Hop"}, 20)
    ('Rock', 100.0)
    """
    weights: dict[str, list[float]] = {}
    for tag, weight in tags.items():
        genre = genre_of.get(folded(tag))
        if genre is not None:
            weights.setdefault(genre, []).append(weight)
    sums = sorted(((max(some) + 0.1 * (sum(some) - max(some)), genre) for genre, some in weights.items()), reverse=True)
    if not sums or sums[0][0] < least or (len(sums) > 1 and sums[0][0] == sums[1][0]):
        return None
    return sums[0][1], float(sums[0][0])


def choose(connection: sqlite3.Connection, genre_of: dict[str, str], *, least: float = 20.0) -> dict[str, int]:
    """Write the genre of every track; return how many tracks each genre has."""
    chosen = []
    rows = connection.execute("SELECT track, tag, weight FROM tag ORDER BY track")
    for track, some in groupby(rows, key=lambda row: str(row[0])):
        found = genre_of_tags({tag: weight for _, tag, weight in some}, genre_of, least)
        chosen.append((*(found or (None, None)), track))
    with connection:
        connection.executemany("UPDATE track SET genre = ?, weight = ? WHERE id = ?", chosen)
    asked = "SELECT genre, count(*) FROM track WHERE genre IS NOT NULL GROUP BY genre ORDER BY 2 DESC, 1"
    return dict(connection.execute(asked).fetchall())
