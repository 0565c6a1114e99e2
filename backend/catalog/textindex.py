"""Which tracks have these words? SQLite answers from FTS5, PostgreSQL from a GIN index; the question is the same."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from django.db import connection

Group = Sequence[str]  # alternatives for one typed word; one that ends in "*" stands for every word it begins


class TextIndex(Protocol):
    """The words of every library track, by the track's primary key."""

    def put(self, rows: Iterable[tuple[int, Sequence[str]]]) -> None:
        """Keep the words of tracks, in place of those kept before."""
        ...

    def add(self, rows: Iterable[tuple[int, Sequence[str]]]) -> None:
        """Keep the words of tracks that are new."""
        ...

    def drop(self, keys: Sequence[int]) -> None:
        """Forget tracks."""
        ...

    def matching(self, groups: Sequence[Group], *, limit: int) -> list[int]:
        """Tracks that have, for every group, one of its words."""
        ...

    def beginning(self, column: str, text: str, *, limit: int) -> list[int]:
        """Tracks whose folded title or artist begins with the text, shortest and exact ones first."""
        ...


class SqliteIndex:
    """An FTS5 table beside the tracks."""

    def put(self, rows: Iterable[tuple[int, Sequence[str]]]) -> None:
        kept = list(rows)
        self.drop([key for key, _ in kept])
        self.add(kept)

    def add(self, rows: Iterable[tuple[int, Sequence[str]]]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO catalog_words_fts(rowid, words) VALUES (%s, %s)",
                [(key, " ".join(words)) for key, words in rows],
            )

    def drop(self, keys: Sequence[int]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany("DELETE FROM catalog_words_fts WHERE rowid = %s", [(key,) for key in keys])

    def matching(self, groups: Sequence[Group], *, limit: int) -> list[int]:
        query = " AND ".join(f"({' OR '.join(_fts5_term(word) for word in group)})" for group in groups)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT rowid FROM catalog_words_fts WHERE catalog_words_fts MATCH %s LIMIT %s", [query, limit]
            )
            return [row[0] for row in cursor.fetchall()]

    def beginning(self, column: str, text: str, *, limit: int) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT id FROM catalog_librarytrack WHERE {_column(column)} >= %s AND {_column(column)} < %s "  # noqa: S608
                f"ORDER BY {_column(column)} LIMIT %s",
                [text, f"{text}\U0010ffff", limit],
            )
            return [row[0] for row in cursor.fetchall()]


class PostgresqlIndex:
    """A tsvector column of the tracks."""

    def put(self, rows: Iterable[tuple[int, Sequence[str]]]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                "UPDATE catalog_librarytrack SET words = array_to_tsvector(%s::text[]) WHERE id = %s",
                [(list(words), key) for key, words in rows],
            )

    add = put

    def drop(self, keys: Sequence[int]) -> None:
        """The words go with the row."""

    def matching(self, groups: Sequence[Group], *, limit: int) -> list[int]:
        query = " & ".join(f"({' | '.join(_tsquery_term(word) for word in group)})" for group in groups)
        with connection.cursor() as cursor:
            cursor.execute("SELECT id FROM catalog_librarytrack WHERE words @@ %s::tsquery LIMIT %s", [query, limit])
            return [row[0] for row in cursor.fetchall()]

    def beginning(self, column: str, text: str, *, limit: int) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT id FROM catalog_librarytrack WHERE {_column(column)} LIKE %s "  # noqa: S608
                f"ORDER BY {_column(column)} USING ~<~ LIMIT %s",
                [f"{text}%", limit],
            )
            return [row[0] for row in cursor.fetchall()]


def text_index() -> TextIndex:
    """The index of the database in use."""
    return PostgresqlIndex() if connection.vendor == "postgresql" else SqliteIndex()


def _column(name: str) -> str:
    return {"title": "folded_title", "artist": "folded_artist"}[name]


# Folded words are letters and digits alone, so quoting cannot be broken out of.
def _fts5_term(word: str) -> str:
    return f'"{word[:-1]}"*' if word.endswith("*") else f'"{word}"'


def _tsquery_term(word: str) -> str:
    return f"'{word[:-1]}':*" if word.endswith("*") else f"'{word}'"
