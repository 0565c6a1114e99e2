"""Answers of people: one voice for each person and song, disagreement kept as weight."""

import json
from pathlib import Path
from typing import Any

import pytest

from audiofiler.schema import SCHEMA_ID, SCHEMA_IDS
from training.datasets import DataError
from training.datasets.audiofiler2017 import FEATURES, GENRES
from training.datasets.feedback import Feedback, clean

FEEDBACK = Feedback()


def answer(person: str, song: str, **more: Any) -> dict[str, Any]:
    """Make one answer."""
    return {
        "person": person,
        "song": song,
        "schema": "paa-70/1",
        "features": [float(len(song))] * 70,
        "guess": "Rock",
        "genre": None,
        "correct": None,
        "at": "2026-11-20T10:00:00Z",
        "model": {"name": "audiofiler-26", "version": "1.0.0"},
    } | more


def export(folder: Path, *answers: dict[str, Any]) -> Path:
    """Write answers as the backend does."""
    path = folder / "feedback.jsonl"
    path.write_text("".join(json.dumps(entry) + "\n" for entry in answers) + "\n")
    return path


def rows(path: Path) -> list[tuple[str, float]]:
    """Genre and weight of each row."""
    table = FEEDBACK.load(path)
    assert table.weight is not None
    return [(GENRES[y], round(float(w), 3)) for y, w in zip(table.y, table.weight, strict=True)]


def test_it_works(tmp_path: Path) -> None:
    path = export(tmp_path, answer("ann", "a", correct=True), answer("ann", "bb", genre="hip hop"))
    assert rows(path) == [("Rock", 1.0), ("Hip-Hop", 1.0)]
    table = FEEDBACK.load(path)
    assert (table.features, table.genres, table.n_groups) == (FEATURES, GENRES, 2)
    assert table.X[:, 0].tolist() == [1.0, 2.0]


def test_the_last_answer_of_a_person_counts_once(tmp_path: Path) -> None:
    many = [answer("ann", "a", genre="Ska", at=f"2026-11-20T10:00:{second:02d}Z") for second in range(30)]
    late = answer("ann", "a", genre="Punk", at="2026-11-20T12:00:00+01:00")
    path = export(tmp_path, late, *many, answer("ben", "a", genre="Punk"))
    assert rows(path) == [("Punk", 1.0)]
    found = clean(path)
    assert (found.answers, found.voices, found.songs, found.disputed) == (32, 2, 1, 0)


def test_disagreement_is_kept_as_weight(tmp_path: Path) -> None:
    path = export(
        tmp_path,
        answer("ann", "a", genre="Metal"),
        answer("ben", "a", genre="Metal"),
        answer("cleo", "a", correct=True),
        answer("dan", "a", correct=False),
        answer("dan", "bb", correct=False),
    )
    assert rows(path) == [("Metal", 0.5), ("Rock", 0.25)]
    assert FEEDBACK.load(path).n_groups == 1
    assert clean(path).disputed == 1


def test_weights_change_the_checksum(tmp_path: Path) -> None:
    one = FEEDBACK.load(export(tmp_path, answer("ann", "a", correct=True)))
    two = FEEDBACK.load(export(tmp_path, answer("ann", "a", correct=True), answer("ben", "a", correct=False)))
    assert one.X.tolist() == two.X.tolist()
    assert one.checksum() != two.checksum()


def test_a_genre_of_no_model_is_counted(tmp_path: Path) -> None:
    path = export(tmp_path, answer("ann", "a", genre="Polka"), answer("ben", "a", correct=True))
    with pytest.raises(DataError, match="1 answers name a genre that is none of the 26"):
        FEEDBACK.load(path)
    assert len(FEEDBACK.load(path, verify=False)) == 1


def test_a_song_is_trained_on_as_it_is_heard(tmp_path: Path) -> None:
    windows = [
        {"start_s": start, "offset_s": offset, "values": [start + offset] * 70}
        for start in (30.0, 60.0)
        for offset in (0.0, 0.5)
    ]
    path = export(
        tmp_path,
        answer("ann", "a", genre="Metal", windows=windows),
        answer("ben", "a", genre="Punk", windows=windows),
        answer("ben", "bb", genre="Ska"),
    )
    assert rows(path) == [("Metal", 0.25), ("Metal", 0.25), ("Punk", 0.25), ("Punk", 0.25), ("Ska", 1.0)]
    table = FEEDBACK.load(path)
    assert table.X[:, 0].tolist() == [30.0, 60.0, 30.0, 60.0, 2.0]
    assert table.group.tolist() == [0, 0, 0, 0, 1]


def test_what_was_heard_in_another_schema_is_left_out_and_counted(tmp_path: Path) -> None:
    others = [schema for schema in SCHEMA_IDS if schema != SCHEMA_ID]
    strange = [answer("ann", schema, genre="Ska", schema=schema, features=[1.0]) for schema in others]
    found = clean(export(tmp_path, answer("ann", "a", genre="Punk"), *strange))
    assert (found.answers, found.foreign, len(found.table)) == (1 + len(others), len(others), 1)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"schema": "paa-71/1"}, "line 1: features of schema paa-71/1"),
        ({"features": [1.0]}, "should hold 70 finite values"),
        ({"features": [float("nan")] * 70}, "should hold 70 finite values"),
        ({"features": None}, "line 1 is no answer"),
        ({"windows": []}, "should hold 70 finite values"),
        ({"windows": [{"offset_s": 0.0, "values": [1.0]}]}, "should hold 70 finite values"),
        ({"windows": [{"values": [1.0] * 70}]}, "line 1 is no answer"),
        ({"at": "yesterday"}, "line 1 is no answer"),
        ({"correct": None}, "neither genre nor correct"),
        ({"correct": False}, "no answer names a genre"),
    ],
)
def test_wrong_lines_are_refused(tmp_path: Path, change: dict[str, Any], words: str) -> None:
    with pytest.raises(DataError, match=words):
        FEEDBACK.load(export(tmp_path, answer("ann", "a", correct=True) | change))


def test_wrong_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read"):
        FEEDBACK.load(tmp_path / "none.jsonl")
    (tmp_path / "x.jsonl").write_text("[1]\n")
    with pytest.raises(DataError, match="is no answer"):
        FEEDBACK.load(tmp_path / "x.jsonl")
