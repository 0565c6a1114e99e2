"""The invented catalogue is the same every time and has what makes real ones hard; its search forgives mistakes."""

import random
import time
import unicodedata
from collections import Counter

from tests.standins.searching import SongIndex, fold
from tests.standins.songs import catalogue

SONGS = catalogue()


def test_it_is_the_same_every_time() -> None:
    assert catalogue.__wrapped__(500) == catalogue(500)
    assert catalogue(500, seed=1) != catalogue(500)


def test_it_has_what_makes_real_ones_hard() -> None:
    assert len(SONGS) == 10_000
    assert len({song.isrc for song in SONGS}) == len({song.key for song in SONGS}) == 10_000
    assert sum(song.version is not None for song in SONGS) > 300
    assert sum("(feat. " in song.title for song in SONGS) > 200
    by_title = Counter(fold(song.title) for song in SONGS)
    assert sum(count > 1 for count in by_title.values()) > 200
    assert sum(not song.title.isascii() for song in SONGS) > 500
    names = " ".join(unicodedata.name(letter, "") for song in SONGS for letter in song.title)
    for script in ("CYRILLIC", "GREEK", "HIRAGANA", "HANGUL", "CJK", "ARABIC", "HEBREW", "DEVANAGARI", "THAI"):
        assert f"{script} " in names


def test_a_misspelt_title_is_found() -> None:
    index, chance = SongIndex(SONGS), random.Random(5)  # noqa: S311
    found = 0
    for song in chance.sample(SONGS, 100):
        typed = list(f"{song.title} {song.artists[0]}")
        for _ in range(2):
            typed[chance.randrange(len(typed))] = chance.choice("aeiklmnorst")
        found += song in index.search("".join(typed), 3)[0]
    assert found >= 95


def test_a_search_is_fast() -> None:
    index = SongIndex(SONGS)
    started = time.process_time()
    for song in SONGS[:50]:
        index.search(f"{song.title} {song.artists[0]}", 10)
    assert (time.process_time() - started) / 50 < 0.03
