"""What a file says about itself."""

import doctest
from pathlib import Path

import mutagen
import pytest
from mutagen.id3 import TALB, TCON, TIT2, TPE1, TSRC

from audiofiler.testing import encode, tone
from backend.catalog import folding, tags


@pytest.mark.parametrize(
    ("codec", "suffix"),
    [("mp3", ".mp3"), ("flac", ".flac"), ("aac", ".m4a"), ("vorbis", ".ogg"), ("opus", ".opus"), ("wav", ".wav"),
     ("aiff", ".aiff")],
)  # fmt: skip
def test_it_works(tmp_path: Path, codec: str, suffix: str) -> None:
    path = tmp_path / f"x{suffix}"
    rate = 48_000 if codec == "opus" else 44_100
    path.write_bytes(encode(tone(seconds=2, rate=rate), rate, codec))
    file = mutagen.File(path)
    if codec in {"mp3", "wav", "aiff"}:
        if file.tags is None:
            file.add_tags()
        for frame in (TIT2(text="Jóga"), TPE1(text=["Björk", "Others"]), TALB(text="Homogenic"), TCON(text="Pop"),
                      TSRC(text="GBAAA9700001")):  # fmt: skip
            file.tags.add(frame)
    elif codec == "aac":
        file["©nam"], file["©ART"], file["©alb"], file["©gen"] = "Jóga", ["Björk", "Others"], "Homogenic", "Pop"
        file["----:com.apple.iTunes:ISRC"] = b"GB-AAA-97-00001"
    else:
        file["title"], file["artist"], file["album"], file["genre"] = "Jóga", ["Björk", "Others"], "Homogenic", "Pop"
        file["isrc"] = "gbaaa9700001"
    file.save()
    found = tags.read(path)
    assert (found.title, found.artists, found.album) == ("Jóga", ["Björk", "Others"], "Homogenic")
    assert (found.genre, found.isrc) == ("Pop", "GBAAA9700001")
    assert 1900 < (found.duration_ms or 0) < 2200


@pytest.mark.parametrize(
    ("stem", "artist", "title"),
    [
        ("Queen - Bohemian Rhapsody", "Queen", "Bohemian Rhapsody"),
        ("Queen_-_Bohemian_Rhapsody", "Queen", "Bohemian Rhapsody"),
        ("01 - Queen - Bohemian Rhapsody", "Queen", "Bohemian Rhapsody"),
        ("01. Bohemian Rhapsody", "", "Bohemian Rhapsody"),
        ("1-07 Bohemian Rhapsody", "", "Bohemian Rhapsody"),
        ("07_bohemian_rhapsody", "", "bohemian rhapsody"),
        ("Queen - A Night - 11 - Bohemian Rhapsody", "Queen", "Bohemian Rhapsody"),
        ("99 Luftballons", "", "99 Luftballons"),
        ("50 Cent - In da Club", "50 Cent", "In da Club"),
        ("1979", "", "1979"),
        ("Jay-Z - 99 Problems", "Jay-Z", "99 Problems"),
        ("-", "", "-"),
    ],
)
def test_a_name_without_tags(stem: str, artist: str, title: str) -> None:
    assert tags.from_name(stem) == (artist, title)


def test_nothing_unstorable_comes_out(tmp_path: Path) -> None:
    path = tmp_path / "x.flac"
    path.write_bytes(encode(tone(seconds=1), codec="flac"))
    file = mutagen.File(path)
    file["title"] = "a\0b"
    file["artist"] = " "
    file.save()
    found = tags.read(path)
    assert (found.title, found.artists) == ("a b", [])


def test_a_broken_file(tmp_path: Path) -> None:
    path = tmp_path / "x.mp3"
    path.write_text("hello")
    with pytest.raises(tags.BrokenFileError):
        tags.read(path)


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Motörhead", "motorhead"), ("Straße", "strasse"), ("Ænima", "aenima"), ("Sigur Rós", "sigur ros"),
     ("Don\u2019t", "dont"), ("AC/DC", "ac dc"), ("Ke$ha", "kesha"), ("Simon & Garfunkel", "simon and garfunkel"),
     ("Ørsted", "orsted"), ("\uff21\uff22\uff23", "abc"), ("東京", "東 京"), ("", ""), ("\x00", "")],
)  # fmt: skip
def test_text_is_folded(text: str, folded: str) -> None:
    assert folding.fold(text) == folded


@pytest.mark.parametrize("module", [tags, folding])
def test_the_examples_hold(module) -> None:
    assert doctest.testmod(module).failed == 0
