"""The recordings that ship: they are what the catalogue says, heard to be sound, and what the scores give."""

import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from mutagen.mp3 import MP3
from numpy.typing import NDArray

from audiofiler.audio import decode
from house.compose import __main__ as command
from house.compose import filing
from house.compose.cover import cover
from house.compose.filing import mp3
from house.compose.hearing import heard
from house.compose.mixing import RATE, limited, loudness
from house.compose.pieces import PIECES
from house.compose.playing import font

HOUSE = Path(__file__).resolve().parents[1]
CATALOGUE = json.loads((HOUSE / "catalogue.json").read_text())
TRACKS = {track["key"]: track for track in CATALOGUE["tracks"]}


def decoded(path: Path) -> NDArray[np.float64]:
    """The file's samples, mono, in -1..1."""
    return decode(path.read_bytes()).mono / 32768


def test_it_works() -> None:
    assert list(TRACKS) == list(PIECES)
    assert CATALOGUE["licence"] == "CC0-1.0"
    assert {path.name for path in (HOUSE / "audio").iterdir()} == {f"{key}.mp3" for key in PIECES}
    assert sum(path.stat().st_size for path in (HOUSE / "audio").iterdir()) < 7_000_000


@pytest.mark.parametrize("key", PIECES)
def test_the_catalogue_matches_the_files(key: str) -> None:
    track, piece = TRACKS[key], PIECES[key]()
    path = HOUSE / track["file"]
    assert hashlib.sha256(path.read_bytes()).hexdigest() == track["sha256"]
    assert (track["title"], track["genre"], track["tempo"]) == (piece.title, piece.genre, piece.tempo)
    file = MP3(path)
    assert file.info.length * 1000 == pytest.approx(track["duration_ms"], abs=60)
    assert (file.info.sample_rate, file.info.channels, file.info.bitrate) == (44_100, 2, 128_000)
    assert (str(file["TIT2"]), str(file["TPE1"]), str(file["TCON"])) == (piece.title, "House Band", piece.genre)
    (picture,) = file.tags.getall("APIC")
    assert picture.data == cover(piece)
    assert len(picture.data) < 20_000


@pytest.mark.parametrize("key", PIECES)
def test_the_catalogue_says_what_the_shipped_model_hears(key: str) -> None:
    """After a new model or recording: `python -m house.compose --out house --hear`."""
    track = TRACKS[key]
    now, said = heard(HOUSE / track["file"], genre=track["genre"]), track["heard"]
    assert (now["model"], now["answer"]) == (said["model"], said["answer"])
    assert now["votes"] == pytest.approx(said["votes"], abs=1)
    assert now["probability"] == pytest.approx(said["probability"], abs=0.02)


def test_hearing_again_writes_the_same_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(HOUSE / "audio", tmp_path / "audio")
    bare = [{name: value for name, value in track.items() if name != "heard"} for track in CATALOGUE["tracks"]]
    (tmp_path / "catalogue.json").write_text(filing.catalogue(bare))
    monkeypatch.setattr("sys.argv", ["house.compose", "--out", str(tmp_path), "--hear"])
    assert command.main() == 0
    again = json.loads((tmp_path / "catalogue.json").read_text())
    assert [track["heard"]["answer"] for track in again["tracks"]] == [
        track["heard"]["answer"] for track in CATALOGUE["tracks"]
    ]


@pytest.mark.parametrize("key", PIECES)
def test_it_sounds(key: str) -> None:
    sound = decoded(HOUSE / TRACKS[key]["file"])
    assert 0.3 < np.abs(sound).max() <= 1.0
    assert np.mean(np.abs(sound) > 0.999) < 1e-5, "clipped"
    blocks = np.sqrt((sound[: sound.size // 22050 * 22050] ** 2).reshape(-1, 22050).mean(axis=1))
    assert blocks[:-2].min() > 0.003, "half a second of silence"
    assert abs(sound.mean()) < 0.002


@pytest.mark.skipif(font() is None, reason="fluidsynth and its sound font are not installed")
def test_a_piece_rendered_again_is_the_one_that_ships(tmp_path: Path) -> None:
    command.render([PIECES["string-quartet"]()], tmp_path)
    again = decoded(tmp_path / "audio" / "string-quartet.mp3")
    shipped = decoded(HOUSE / "audio" / "string-quartet.mp3")
    size = min(again.size, shipped.size)
    assert np.corrcoef(again[:size], shipped[:size])[0, 1] > 0.99


def test_the_limiter_keeps_below_its_ceiling() -> None:
    loud = 4 * np.random.default_rng(1).standard_normal((2, RATE))
    assert np.abs(limited(loud, -1.0)).max() <= 10 ** (-1 / 20) + 1e-12
    quiet = 0.1 * np.sin(np.arange(RATE) / 20)[None].repeat(2, axis=0)
    assert np.array_equal(limited(quiet), quiet)
    assert loudness(quiet) == pytest.approx(20 * np.log10(0.1 / np.sqrt(2)), abs=0.1)


def test_an_encoded_second_is_mp3() -> None:
    assert mp3(np.zeros((2, RATE)))[:2] in {b"\xff\xfb", b"\xff\xfa"}
