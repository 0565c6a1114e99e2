"""Genres are mapped by a table, votes are added, and recall is what it says."""

import json
from pathlib import Path

import numpy as np
import pytest

from audiofiler import extract
from audiofiler.schema import SCHEMA_ID
from audiofiler.testing import encode, music, tone_wav
from training import params, transfer
from training.cli import main
from training.datasets import DataError
from training.datasets.audiofiler2017 import GENRES
from training.datasets.fma import GENRES as FMA_GENRES
from training.datasets.folders import Folders
from training.datasets.gtzan import GENRES as GTZAN_GENRES
from training.datasets.index import Clip
from training.hearing import Answers, Voter
from training.measured import transfer_sentence
from training.transfer import Genres

OURS = ("Rock", "Rap", "Hip-Hop", "Ska")


def answers(votes: list[list[int]], probabilities: list[list[float]]) -> Answers:
    """Handmade answers of four genres."""
    made = np.array(votes)
    return Answers(made, made[:, 0], np.array(probabilities), OURS)


@pytest.mark.parametrize(("name", "theirs"), [("GTZAN", GTZAN_GENRES), ("GTZAN-all", GTZAN_GENRES)])
def test_gtzan_is_in_the_table(name: str, theirs: tuple[str, ...]) -> None:
    found = transfer.genres_of(name, theirs, GENRES)
    assert found.aim == 0.56
    assert tuple(found.stand_for) == theirs
    assert found.stand_for["hiphop"] == ("Hip-Hop", "Rap")


def test_genres_that_nothing_stands_for_are_left_out() -> None:
    found = transfer.genres_of("FMA-medium", FMA_GENRES, GENRES)
    assert "Spoken" not in found.stand_for
    assert found.aim is None


def test_without_a_section_names_decide() -> None:
    found = transfer.genres_of("folders", ["hip hop", "ROCK", "Fado"], OURS)
    assert found.stand_for == {"hip hop": ("Hip-Hop",), "ROCK": ("Rock",)}


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("", "fewer than two genres"),
        ("[songs]\naim = 1.0", "should have a table `genres`"),
        ('[songs.genres]\nrock = ["Rock"]', "what stands for 'fado'"),
        ('[songs.genres]\nrock = ["Rock"]\nfado = ["Fado"]', "'Fado', which the bundle does not know"),
        ('[songs.genres]\nrock = ["Rock"]\nfado = []', "fewer than two"),
        ("[songs", "cannot be read"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused(tmp_path: Path, table: str, says: str) -> None:
    (tmp_path / "table.toml").write_text(table)
    with pytest.raises(DataError, match=says):
        transfer.genres_of("songs", ["rock", "fado"], OURS, tmp_path / "table.toml")


def test_votes_of_what_stands_for_a_genre_are_added() -> None:
    genres = Genres({"rock": ("Rock",), "hip hop": ("Hip-Hop", "Rap")})
    some = answers(
        [[0, 0, 1, 2, 2], [3, 3, 3, 3, 0], [3, 3, 3, 0, 1], [3, 3, 3, 3, 3]],
        [[0.9, 0.0, 0.1, 0.0], [0.1, 0.2, 0.2, 0.5], [0.1, 0.2, 0.2, 0.5], [0.3, 0.1, 0.1, 0.5]],
    )
    # Three votes of two genres beat two of one; Ska counts for nothing; ties and no votes at all: the probabilities.
    assert transfer.mapped(some, genres).tolist() == [1, 0, 1, 0]


def test_recall_and_its_interval() -> None:
    sound = extract(tone_wav(4))
    clips = [Clip(Path(f"{k}"), genre, f"artist {k // 2}") for k, genre in enumerate(["rock"] * 4 + ["ska"] * 4)]
    genres = Genres({"rock": ("Rock",), "ska": ("Ska",)}, aim=0.5)
    flat = [[0.25] * 4] * 8
    right = answers([[0]] * 4 + [[3]] * 4, flat)
    half = answers([[0]] * 4 + [[0]] * 4, flat)
    heard = {SCHEMA_ID: [(clip, sound) for clip in clips]}
    voters = {"right": Voter(SCHEMA_ID, lambda _: right), "half": Voter(SCHEMA_ID, lambda _: half)}
    found = transfer.measure(Folders(), heard, genres, voters, params.load().evaluation)
    assert found["voters"]["right"]["recall"] == {"value": 1, "low": 1, "high": 1}
    assert found["voters"]["half"]["recall"] == {"value": 0.5, "low": 0.5, "high": 0.5}
    assert found["voters"]["half"]["confusion"] == [[4, 0], [4, 0]]
    assert found["difference"] == {"value": 0.5, "low": 0.5, "high": 0.5}
    assert "met" in transfer_sentence(found)
    with pytest.raises(DataError, match="no clip of 'ska'"):
        transfer.measure(Folders(), {SCHEMA_ID: heard[SCHEMA_ID][:4]}, genres, voters, params.load().evaluation)


def test_clips_of_one_group_are_drawn_together() -> None:
    settings = params.load().evaluation
    truth = np.array([0, 0, 0, 0, 1, 1])
    draws = transfer._draws(["a", "a", "b", "b", "a", "c"], truth, settings)
    assert len(draws) == settings.resamples
    for weight in draws:
        assert weight[0] == weight[1]
        assert weight[2] == weight[3]
        assert weight[:4].sum() == 4
        assert weight[4:].sum() == 2
    assert len({tuple(weight) for weight in draws}) > 3


def test_the_command_hears_once_and_names_what_is_broken(
    npz: Path, small_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    songs, out = tmp_path / "songs", tmp_path / "transfer.json"
    for genre in ("Rock", "ska"):
        (songs / genre).mkdir(parents=True)
        for number in range(2):
            (songs / genre / f"{number}.wav").write_bytes(encode(music(4, seed=number), 44_100, "wav", 1))
    command = ["transfer", "folders", str(songs), "--work", str(tmp_path / "work"), "--json", str(out)]
    command += ["--data", str(npz), "--unverified", "--params", str(small_file)]
    assert main(command) == 0
    found, said = json.loads(out.read_text()), capsys.readouterr()
    assert found["mapping"] == {"Rock": ["Rock"], "ska": ["Ska"]}
    assert list(found["voters"])[1] == "published"
    assert "fixed beforehand, by their names alone" in said.out
    (songs / "ska" / "2.wav").write_bytes(b"RIFF")
    assert main(command) == 1
    said = capsys.readouterr()
    assert said.err.count("wav (kept from before)") == 4
    assert "left out: 2.wav (unsupported_media)" in said.err
    assert main(["transfer", "AudioFiler-2017", str(songs)]) == 1
