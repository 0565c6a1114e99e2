"""What people said of the product's guesses: the file the backend exports, one JSON object a line.

Each line is one answer:
`{"person": "…", "song": "…", "schema": "paa-70/1", "features": [70 numbers], "windows": [{"start_s": 0.0, "offset_s":
0.0, "values": [70 numbers]}], "guess": "Rock", "genre": "Metal" | null, "correct": true | false | null,
"at": "2026-11-21T08:00:00Z", "model": {"name": …, "version": …, "digest": …}}`.
`person` is any lasting pseudonym, `song` the same for the same audio (its sha256). An answer names a genre, or says
that the guess was right, or only that it was wrong. `model` and `windows` may be missing.

A song is trained on as it is heard: one row for each of its windows (those whose frames begin where the recipe has
them, `offset_s` 0), because a row of AudioFiler-2017 is one window of 30 s too. Without `windows` its `features` are
the one row.

Cleaning: one voice for each person and song, the last; a person who answers a hundred times counts once. A song on
which people disagree gives rows for each genre named, weighted by the share of voices for it and shared out among the
windows, so that the weights of a song add up to one at most; "wrong, I do not know what" is a voice for nothing and
lowers them. Genres are the 26, in any spelling; an answer outside them, or about a song heard in another schema of this
library, is left out and counted.
"""

import itertools
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from audiofiler.schema import FEATURE_NAMES, SCHEMA_ID, SCHEMA_IDS
from training.datasets.audiofiler2017 import FAMILIES, FEATURES, GENRES
from training.datasets.base import DataError, Remote, Table
from training.datasets.index import folded

_GENRE_OF = {folded(genre): genre for genre in GENRES}


@dataclass(frozen=True)
class Answer:
    """One person's answer about one song; `genre` is None when they only said that the guess was wrong."""

    person: str
    song: str
    genre: str | None
    at: datetime
    windows: tuple[tuple[float, ...], ...] = field(repr=False)


@dataclass(frozen=True)
class Cleaned:
    """What is left after cleaning.

    Attributes
    ----------
    table : Table
        One row for each window of a song and genre named for it, with weights; a song is a group.
    answers, voices, songs, disputed, unknown, foreign : int
        Answers read, people times songs, songs with a genre, songs with more than one, answers with a genre that is
        none of the 26, answers about features of another schema.
    """

    table: Table
    answers: int
    voices: int
    songs: int
    disputed: int
    unknown: int
    foreign: int = 0


@dataclass(frozen=True)
class Feedback:
    """Answers of the people who use the product."""

    name: str = "feedback"
    citation: str = "Answers given in AudioFiler, exported by its operator."
    licence: str = "The operator's to know: what people were told when they answered. No audio and no names are in it."
    labels: str = "what people said of the guesses"
    label_note: str = "one for each song: they were shown a guess before they spoke"
    uses: str = "Training a challenger of the shipped model, with a weight. Never the test rows it is judged on."
    remotes: tuple[Remote, ...] = ()

    @property
    def families(self) -> dict[str, str]:
        """The family each genre is shown under, in label order."""
        return dict(FAMILIES)

    def load(self, path: Path, *, verify: bool = True) -> Table:
        """Read and clean an export; the table has the features and genres of AudioFiler-2017, and weights.

        Parameters
        ----------
        path : Path
            The exported file.
        verify : bool
            Refuse genres that are none of the 26; else leave such answers out.
        """
        cleaned = clean(path)
        if verify and cleaned.unknown:
            raise DataError(
                f"{path}: {cleaned.unknown} answers name a genre that is none of the {len(GENRES)} "
                "(--unverified leaves them out)"
            )
        return cleaned.table


def clean(path: Path) -> Cleaned:
    """Read an export and keep one voice for each person and song.

    Raises
    ------
    DataError
        Naming the line that cannot be used; or if no answer names a genre.
    """
    answers = unknown = foreign = 0
    last: dict[tuple[str, str], Answer] = {}
    for answer in _answers(path):
        answers += 1
        if answer is None:
            foreign += 1
            continue
        if answer.genre is not None and folded(answer.genre) not in _GENRE_OF:
            unknown += 1
            continue
        key = answer.person, answer.song
        if key not in last or answer.at >= last[key].at:
            last[key] = answer
    songs: dict[str, list[Answer]] = {}
    for answer in last.values():
        songs.setdefault(answer.song, []).append(answer)
    table, disputed = _table(songs, path)
    return Cleaned(table, answers, len(last), table.n_groups, disputed, unknown, foreign)


def _table(songs: dict[str, list[Answer]], path: Path) -> tuple[Table, int]:
    rows, y, group, weight, disputed = [], [], [], [], 0
    columns = [FEATURE_NAMES.index(name) for name in FEATURES]
    for song in sorted(songs):
        voices = songs[song]
        named = Counter(_GENRE_OF[folded(answer.genre)] for answer in voices if answer.genre is not None)
        disputed += len(named) > 1
        windows = max(voices, key=lambda answer: answer.at).windows
        for genre, values in itertools.product(sorted(named, key=GENRES.index), windows):
            rows.append([values[k] for k in columns])
            y.append(GENRES.index(genre))
            group.append(song)
            weight.append(named[genre] / len(voices) / len(windows))
    if not rows:
        raise DataError(f"{path}: no answer names a genre of the {len(GENRES)}")
    number = np.unique(group, return_inverse=True)[1].astype(np.int64).reshape(-1)
    table = Table(
        np.array(rows, dtype=np.float32),
        np.array(y, dtype=np.int64),
        number,
        FEATURES,
        GENRES,
        weight=np.array(weight, dtype=np.float64),
    )
    return table, disputed


def _answers(path: Path) -> Iterator[Answer | None]:
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield _answer(line, f"{path}, line {number}")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path} cannot be read: {error}") from error


def _answer(line: str, where: str) -> Answer | None:
    """Read one line; None if its song was heard in another schema."""
    try:
        entry: dict[str, Any] = json.loads(line)
        person, song, schema = (str(entry[key]) for key in ("person", "song", "schema"))
        windows = [[float(value) for value in values] for values in _windows(entry)]
        at = datetime.fromisoformat(entry["at"])
        genre = _named(entry)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataError(f"{where} is no answer: {type(error).__name__} {error}") from error
    if schema != SCHEMA_ID:
        if schema in SCHEMA_IDS:
            return None
        raise DataError(f"{where}: features of schema {schema}, wanted {SCHEMA_ID}")
    if not windows or any(len(values) != len(FEATURE_NAMES) or not np.isfinite(values).all() for values in windows):
        raise DataError(f"{where}: should hold {len(FEATURE_NAMES)} finite values for each window")
    return Answer(person, song, genre, at if at.tzinfo else at.replace(tzinfo=UTC), tuple(map(tuple, windows)))


def _windows(entry: dict[str, Any]) -> list[list[float]]:
    """Return the values of each window whose frames are not moved."""
    if "windows" not in entry:
        return [entry["features"]]
    return [part["values"] for part in entry["windows"] if not part["offset_s"]]


def _named(entry: dict[str, Any]) -> str | None:
    """Return the genre an answer stands for."""
    genre = entry.get("genre")
    if genre:
        return str(genre)
    if entry.get("correct") is None:
        raise ValueError("neither genre nor correct")
    return str(entry["guess"]) if entry["correct"] else None
