"""Search as one types; the same on SQLite and on PostgreSQL (see backend/tests/test_postgresql.py)."""

import json
import os
import random
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.test import Client

from backend.catalog import librarysearch, madeup, trigrams, unspaced, vocabulary
from backend.catalog.commonness import Commonness
from backend.catalog.folding import fold
from backend.catalog.indexing import rows_store
from backend.catalog.models import LibraryTrack
from backend.catalog.sources.library import track_key

ROOT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.django_db
SONGS = [
    ("Queen", "Bohemian Rhapsody", "A Night at the Opera"),
    ("Queen", "Killer Queen", "Sheer Heart Attack"),
    ("Björk", "Jóga", "Homogenic"),
    ("Sigur Rós", "Hoppípolla", "Takk"),
    ("AC/DC", "Back in Black", "Back in Black"),
    ("The Beatles", "Blackbird", "The Beatles"),
    ("The Beatles", "Yesterday", "Help!"),
    ("Die Toten Hosen", "Straße der Träume", ""),
    ("Guns N' Roses", "Don't Cry", "Use Your Illusion"),
    ("Mø", "Final Song", ""),
    ("Led Zeppelin", "Stairway to Heaven", "IV"),
    ("Кино", "Группа крови", ""),
    ("坂本龍一", "戦場のメリークリスマス", ""),
    ("U2", "One", "Achtung Baby"),
    ("東京ガール", "雨の京都", ""),
    ("ปาล์ม", "รักเธอ", ""),
    ("싸이", "강남스타일", ""),
    ("लता", "हिन्दी गाना", ""),
]


@pytest.fixture
def songs() -> None:
    rows_store(
        [
            LibraryTrack(
                key=track_key(title), path=f"/{title}", size=1, mtime_ns=1, scan=1, title=title, artists=[artist],
                album=album, folded_title=fold(title), folded_artist=fold(artist),
            )
            for artist, title, album in SONGS
        ]
    )  # fmt: skip


def first(text: str) -> str | None:
    found = librarysearch.search(text=text, limit=5)
    return found[0].title if found else None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("bohemian rhapsody", "Bohemian Rhapsody"),
        ("bohem rha", "Bohemian Rhapsody"),
        ("bohemain rapsody", "Bohemian Rhapsody"),
        ("bohmian rhapsdy", "Bohemian Rhapsody"),
        ("rhapsody queen", "Bohemian Rhapsody"),
        ("qeen bohemian", "Bohemian Rhapsody"),
        ("quen killer", "Killer Queen"),
        ("rhapsody opera", "Bohemian Rhapsody"),
        ("joga", "Jóga"),
        ("bjork", "Jóga"),
        ("BJÖRK jóga", "Jóga"),
        ("hoppipola", "Hoppípolla"),
        ("sigur ross", "Hoppípolla"),
        ("acdc", "Back in Black"),
        ("ac/dc back", "Back in Black"),
        ("ac dc blakc", "Back in Black"),
        ("black bird", "Blackbird"),
        ("blackbrid beatles", "Blackbird"),
        ("beatels yesterday", "Yesterday"),
        ("yesterday by the beatles", "Yesterday"),
        ("strasse der traume", "Straße der Träume"),
        ("dont cry", "Don't Cry"),
        ("don't  cry!!", "Don't Cry"),
        ("dont cyr", "Don't Cry"),
        ("guns n roses", "Don't Cry"),
        ("guns and roses dont cry", "Don't Cry"),
        ("mø final", "Final Song"),
        ("mo fnal song", "Final Song"),
        ("stairwya to heavn", "Stairway to Heaven"),
        ("stairway heaven zeplin", "Stairway to Heaven"),
        ("группа крови", "Группа крови"),
        ("група", "Группа крови"),
        ("坂本", "戦場のメリークリスマス"),
        ("u2 one", "One"),
        ("坂", "戦場のメリークリスマス"),
        ("メリー", "戦場のメリークリスマス"),
        ("クリスマヌ", "戦場のメリークリスマス"),
        ("戦場のメリークリスマス 坂本龍一", "戦場のメリークリスマス"),
        ("雨", "雨の京都"),
        ("京都", "雨の京都"),
        ("東京", "雨の京都"),
        ("เธอ", "รักเธอ"),
        ("ธ", "รักเธอ"),
        ("รัก", "รักเธอ"),
        ("강남", "강남스타일"),
        ("हिंदी गाना", "हिन्दी गाना"),
        ("bird", "Blackbird"),
        ("hapsody", "Bohemian Rhapsody"),
        ("bohemmiann rapsodi", "Bohemian Rhapsody"),
        ("staiwrayy heaven", "Stairway to Heaven"),
    ],
)
def test_it_works(songs: None, text: str, title: str) -> None:
    assert first(text) == title


@pytest.mark.parametrize(
    "text", ["", "  ", "?!", "zzzzqqq", "xkcdvbn wqrtzp", '"', "* OR *", "NEAR(qx jz)", "'; --", "\x00%_"]
)
def test_what_is_not_there_is_not_found(songs: None, text: str) -> None:
    assert first(text) is None


def test_letters_side_by_side_are_looked_for_in_that_order(songs: None) -> None:
    assert first("京都") == "雨の京都"
    assert first("都京") in {None, "雨の京都"}
    assert unspaced.paired(["a", "雨", "京", "都", "b", "夜"]) == ["a", "雨京", "京都", "b", "夜"]


def test_one_letter_is_enough_where_no_space_parts_words(songs: None, client: Client) -> None:
    def found(text: str) -> list[str]:
        return [track["title"] for track in client.get("/api/v1/tracks", {"q": text}).json()["results"]]

    assert found("坂") == ["戦場のメリークリスマス"]
    assert found("b") == []


def test_the_rarest_words_are_asked_for() -> None:
    texts = ["the love"] * 900 + ["the moon"] * 90 + ["the rare"] * 10
    common = Commonness(texts, tracks=100_000)
    assert common.everywhere == {"the", "love", "moon"}
    assert common.of("love") == 0.9
    assert common.of("moo*") == pytest.approx(0.09 + common.floor)
    assert common.selective([["love"], ["unseen"], ["the"]]) == [["unseen"]]
    assert common.selective([["love"], ["rare"], ["moon"]]) == [["rare"], ["moon"], ["love"]]
    assert common.selective([["the*", "rare"]]) == [["the*", "rare"]]


def test_words_with_many_slips_are_found_by_their_trigrams(songs: None) -> None:
    assert trigrams.containing("bird") == ["blackbird"]
    assert trigrams.containing("ird") == []
    assert trigrams.alike("bohemmiiann") == ["bohemian"]
    assert trigrams.alike("xyzxyzxyz") == []


def test_what_does_not_fit_into_memory_is_found_by_its_trigrams(songs: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "MOST", 0)
    assert first("bohemain rapsody") == "Bohemian Rhapsody"
    assert len(vocabulary.VOCABULARY.whole) == 0


def test_the_vocabulary_takes_in_new_words(songs: None) -> None:
    assert first("yesterdya") == "Yesterday"
    row = LibraryTrack(
        key="k", path="/new", size=1, mtime_ns=1, scan=1, title="Yestermorrow Überlang", artists=["X"],
        folded_title="yestermorrow uberlang", folded_artist="x",
    )  # fmt: skip
    rows_store([row])
    assert first("yestermorow") == "Yestermorrow Überlang"
    assert first("yestemorr") == "Yestermorrow Überlang"


def test_any_text_is_answered(songs: None) -> None:
    dice = random.Random(1)  # noqa: S311
    for _ in range(100):
        text = "".join(chr(dice.choice((dice.randrange(1, 127), dice.randrange(1, 0xD000)))) for _ in range(12))
        librarysearch.search(text=text, limit=3)


def test_a_changed_track_is_found_by_its_new_words_alone(songs: None) -> None:
    row = LibraryTrack.objects.get(title="Yesterday")
    row.title, row.folded_title, row.pk = "Tomorrow", "tomorrow", None
    rows_store([row])
    assert first("tomorrow") == "Tomorrow"
    assert first("yesterday") is None


@pytest.fixture(scope="module")
def library_of_thousands(django_db_setup, django_db_blocker):
    """5,000 made-up tracks, written once."""
    with django_db_blocker.unblock():
        from django.db import transaction  # noqa: PLC0415

        with transaction.atomic():
            rows_store(list(madeup.tracks(5000)))
            yield
            transaction.set_rollback(True)


def test_it_finds_what_was_meant_and_quickly(library_of_thousands: None) -> None:
    librarysearch.warm()
    times: dict[str, list[float]] = {}
    hits: dict[str, list[bool]] = {}
    for asked in madeup.queries(5000, 30):
        began = time.process_time()
        found = librarysearch.search(text=asked.text, limit=10)
        times.setdefault(asked.kind, []).append(time.process_time() - began)
        hits.setdefault(asked.kind, []).append(any(row.title == asked.title for row in found))
    for kind in ("artist + title", "one slip", "two slips", "any order", "accents", "not finished", "beginnings"):
        assert statistics.mean(hits[kind]) >= 0.9, kind
        assert statistics.median(times[kind]) < 0.05, kind


def test_the_measuring_command_keeps_its_library(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "backend.manage", "search_bench", "--tracks", "400", "--queries", "4", "--json"]
    variables = os.environ | {"DATA_DIR": str(tmp_path), "AUDIOFILER_SOURCES": "library"}
    for time_of_filling in (True, False):
        done = subprocess.run(command, env=variables, cwd=ROOT, capture_output=True, text=True, check=True)
        answer = json.loads(done.stdout)
        assert (answer["filled_s"] is not None) is time_of_filling
        assert {kind["kind"] for kind in answer["kinds"]} == set(madeup.KINDS)
        assert answer["all"]["p95_ms"] > 0
