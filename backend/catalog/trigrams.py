"""Words by the trigrams they share: those that contain what was typed, and those quite unlike it and yet likest.

SQLite answers from an FTS5 table of trigrams, PostgreSQL from pg_trgm; without that extension nothing is found here,
and the vocabulary in memory, which needs none of this, finds what has one slip or two.
"""

from collections.abc import Sequence
from functools import cache

from django.db import connection
from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 4  # letters; less is contained in too much
LOOKED_AT = 60  # words that share trigrams, most of them first
SQLITE_CONTAINING = "SELECT word FROM catalog_libraryword WHERE id IN (SELECT rowid FROM catalog_word_fts WHERE catalog_word_fts MATCH %s LIMIT %s)"  # noqa: E501
SQLITE_ALIKE = "SELECT word FROM catalog_libraryword WHERE id IN (SELECT rowid FROM catalog_word_fts WHERE catalog_word_fts MATCH %s ORDER BY bm25(catalog_word_fts) LIMIT %s)"  # noqa: E501
POSTGRESQL_CONTAINING = "SELECT word FROM catalog_libraryword WHERE word LIKE %s LIMIT %s"
POSTGRESQL_ALIKE = "SELECT word FROM catalog_libraryword WHERE word %% %s ORDER BY word <-> %s LIMIT %s"


def containing(typed: str, *, limit: int = 12) -> list[str]:
    """Words with the typed letters inside, the shortest first."""
    if len(typed) < SHORTEST or not is_there():
        return []
    if connection.vendor == "postgresql":
        found = _words(POSTGRESQL_CONTAINING, [f"%{typed}%", LOOKED_AT])
    else:
        found = _words(SQLITE_CONTAINING, [" AND ".join(_quoted(typed)), LOOKED_AT])
    return sorted((word for word in found if typed in word), key=lambda word: (len(word), word))[:limit]


def alike(typed: str, *, limit: int = 8) -> list[str]:
    """Words with up to a third of the letters wrong, the nearest first."""
    if len(typed) < SHORTEST or not is_there():
        return []
    if connection.vendor == "postgresql":
        found = _words(POSTGRESQL_ALIKE, [typed, typed, LOOKED_AT])
    else:
        found = _words(SQLITE_ALIKE, [" OR ".join(_quoted(typed)), LOOKED_AT])
    near = process.extract(typed, found, scorer=OSA.distance, score_cutoff=len(typed) // 3, limit=limit)
    return [word for word, _, _ in near]


def is_there() -> bool:
    """Does the database keep trigrams?"""
    return connection.vendor != "postgresql" or _has_extension(str(connection.settings_dict["NAME"]))


@cache
def _has_extension(database: str) -> bool:
    return bool(_words("SELECT extname FROM pg_extension WHERE extname = %s", ["pg_trgm"]))


def _quoted(typed: str) -> list[str]:
    """The trigrams of a folded word, which has nothing in it that quoting would not hold."""
    return [f'"{typed[at : at + 3]}"' for at in range(len(typed) - 2)]


def _words(statement: str, values: Sequence[str | int]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        return [row[0] for row in cursor.fetchall()]
