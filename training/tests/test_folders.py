"""A folder of genre folders and a CSV of paths and labels give the same clips."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from audiofiler.ensemble import Ensemble
from audiofiler.testing import tone_wav
from training.cli import main
from training.datasets import DataError
from training.datasets.base import joined, renumber
from training.datasets.folders import Folders

FOLDERS = Folders()


@pytest.fixture
def music(tmp_path: Path) -> Path:
    """Two genres; one artist appears under both."""
    root = tmp_path / "music"
    names = ("Rock/Ann/one.wav", "Rock/two.wav", "Ska/Ann/album/three.wav", "notes.txt", "Empty/cover.jpg")
    for number, name in enumerate(names):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(tone_wav(3, freq=300 + 100 * number))
    return root


def test_folders_name_genres_and_artists(music: Path) -> None:
    found = [(str(clip.path.relative_to(music)), clip.genre, clip.group) for clip in FOLDERS.clips(music)]
    assert found == [
        ("Rock/Ann/one.wav", "Rock", "Ann"),
        ("Rock/two.wav", "Rock", "Rock/two.wav"),
        ("Ska/Ann/album/three.wav", "Ska", "Ann"),
    ]
    table = FOLDERS.load(music)
    assert (len(table), table.genres, table.n_groups) == (3, ("Rock", "Ska"), 2)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_says_the_same(music: Path, delimiter: str) -> None:
    rows = [
        ["Path", " Label", "artist", "split"],
        ["Rock/Ann/one.wav", "Rock", "Ann", "test"],
        ["Ska/Ann/album/three.wav", "Ska ", "", ""],
    ]
    (music / "list.csv").write_text("\ufeff" + "\n".join(delimiter.join(row) for row in rows), encoding="utf-8")
    clips = FOLDERS.clips(music / "list.csv")
    assert [(clip.genre, clip.group, clip.split) for clip in clips] == [
        ("Rock", "Ann", "test"),
        ("Ska", "Ska/Ann/album/three.wav", None),
    ]
    assert all(clip.path.is_file() for clip in clips)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("path,genre\n", "should have a header"),
        ("a,b\n1,2\n", "should have a header"),
        ("path,genre\nRock/two.wav,\n", "line 2: no path or no genre"),
        ("path,genre\nnone.wav,Rock\nRock/two.wav,Rock\n", "1 of 2 files are missing, first .*none.wav"),
        ("path,genre\n\udcff,Rock\n", "cannot be read"),
    ],
)
def test_a_wrong_csv_is_refused(music: Path, text: str, words: str) -> None:
    (music / "list.csv").write_text(text, encoding="utf-8", errors="surrogateescape")
    with pytest.raises(DataError, match=words):
        FOLDERS.clips(music / "list.csv")


def test_nothing_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="names no audio file"):
        FOLDERS.clips(tmp_path)
    with pytest.raises(DataError, match="cannot be read"):
        FOLDERS.clips(tmp_path / "none.csv")


@pytest.fixture
def songs(tmp_path: Path) -> Path:
    """Two genres of eight songs, and five files that are none."""
    rng = np.random.default_rng(0)
    for genre, low in (("Rock", 200), ("Ska", 900)):
        (tmp_path / "songs" / genre).mkdir(parents=True)
        for song in range(8):
            (tmp_path / "songs" / genre / f"{song}.wav").write_bytes(tone_wav(3, freq=low + rng.uniform(0, 500)))
    for song in range(5):
        (tmp_path / "songs" / "Ska" / f"broken {song}.mp3").write_bytes(b"no sound")
    return tmp_path / "songs"


def test_broken_files_are_left_out_and_named(
    songs: Path, small_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--data", str(songs), "--params", str(small_file), "--work", str(tmp_path / "work"), "--quiet"]
    written = ["--recipe", "logistic-mfcc", "--out", str(tmp_path / "mine"), "--card", str(tmp_path / "mine.md")]
    assert main(["train", "--dataset", "folders", *options, *written]) == 0
    err = capsys.readouterr().err
    assert "5 of 21 files cannot be read and are left out" in err
    assert "heard" not in err
    assert [name for name in range(5) if f"broken {name}.mp3: unsupported_media" in err] == [0, 1, 2]
    assert "and 2 more" in err
    manifest = Ensemble.load(tmp_path / "mine").manifest
    assert manifest["training"]["rows"] == 16
    card = (tmp_path / "mine.md").read_text()
    assert "3 logistic regressions" in card
    assert "Labels are the names of your folders or the words of your list" in card
    assert "listeners" not in card


def test_equal_audio_under_several_names_stays_together(
    songs: Path, small_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for song in songs.glob("Ska/broken*"):
        song.unlink()
    plain = FOLDERS.load(songs)
    for copy in ("Rock/Ann/copy.wav", "Rock/Bob/copy.wav", "Ska/copy.wav"):
        (songs / copy).parent.mkdir(exist_ok=True)
        shutil.copy(songs / "Rock" / "3.wav", songs / copy)
    shutil.copy(songs / "Rock" / "4.wav", songs / "Rock" / "Bob" / "four.wav")
    table = FOLDERS.load(songs)
    assert len(table) == 20
    assert table.n_groups == plain.n_groups - 1  # Ann, Bob and two songs are one
    options = ["--data", str(songs), "--params", str(small_file), "--work", str(tmp_path / "work"), "--quiet"]
    assert main(["evaluate", "--dataset", "folders", "--recipe", "logistic-mfcc", *options[:-1]]) == 0
    err = capsys.readouterr().err
    assert [line.split()[0] for line in err.splitlines() if "left  heard" in line] == [f"{n}/20" for n in range(1, 21)]
    assert "4 of 20 files hold the same audio as another one; they are kept on one side of every split" in err
    assert "equal audio under several genres, learnt as each of them (1):" in err
    assert "  Rock/3.wav, Rock/Ann/copy.wav, Rock/Bob/copy.wav, Ska/copy.wav\n" in err


def test_groups_that_share_audio_become_one() -> None:
    rng = np.random.default_rng(3)
    group, equal = rng.integers(0, 30, 60), rng.integers(0, 40, 60)
    group, equal = renumber(group), renumber(equal)
    found = joined(group, equal)
    assert sorted(set(found.tolist())) == list(range(found.max() + 1))
    for kept in (group, equal):
        assert all(len(set(found[kept == one].tolist())) == 1 for one in set(kept.tolist()))
    np.testing.assert_array_equal(joined(group, np.arange(60)), group)
    np.testing.assert_array_equal(joined(np.array([2, 1, 0]), np.array([0, 1, 0])), [0, 1, 0])


def test_too_little_that_can_be_read_is_refused(
    songs: Path, small_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for song in songs.glob("Rock/*.wav"):
        song.write_bytes(b"RIFF")
    options = ["--data", str(songs), "--params", str(small_file), "--quiet"]
    assert main(["evaluate", "--dataset", "folders", *options]) == 1
    assert "too little to learn from: 8 songs that can be read" in capsys.readouterr().err
    for song in songs.glob("Ska/*.wav"):
        song.write_bytes(b"RIFF")
    assert main(["evaluate", "--dataset", "folders", *options]) == 1
    assert "21 of 21 files cannot be read, first" in capsys.readouterr().err
