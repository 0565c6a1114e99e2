"""GTZAN from audio and from its tables, with the faulty clips left out."""

import csv
import os
from pathlib import Path

import numpy as np
import pytest

from audiofiler.testing import tone_wav
from training.datasets import DataError
from training.datasets.gtzan import GENRES, N_STATISTICS, Gtzan

GTZAN, ALL = Gtzan(), Gtzan(name="GTZAN-all", filtered=False)
STATISTICS = [f"statistic_{k}" for k in range(N_STATISTICS)]
LISTS = {"train": ["blues/blues.00000.wav"], "valid": ["rock/rock.00001.wav"], "test": ["rock/rock.00002.wav"]}

shared = pytest.mark.skipif("AUDIOFILER_SHARED_DATA" not in os.environ, reason="real clips are not here")


def real() -> Path:
    """Where the real clips are."""
    return Path(os.environ["AUDIOFILER_SHARED_DATA"]) / "data" / "gtzan"


def write_lists(folder: Path) -> None:
    """Write small lists in the published form."""
    for split, names in LISTS.items():
        (folder / f"{split}_filtered.txt").write_text("\n".join(names) + "\n")


def write_table(file: Path, rows: list[dict[str, object]]) -> Path:
    """Write a table of statistics."""
    with file.open("w", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return file


def statistics(clip: str, **more: object) -> dict[str, object]:
    """Make one row."""
    values = dict.fromkeys(STATISTICS, 1.5 + int(clip.rpartition(".")[2]))
    return {"clip": clip, **more, **values, "length": 220500, "label": clip.partition(".")[0]}


@pytest.fixture
def audio(tmp_path: Path) -> Path:
    """Four clips; the fourth is in no list."""
    for name in ("blues.00000", "rock.00001", "rock.00002", "rock.00003"):
        folder = tmp_path / "genres" / name.partition(".")[0]
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.wav").write_bytes(tone_wav(3, rate=22_050))
    return tmp_path


def test_only_clips_of_the_lists_are_in(audio: Path) -> None:
    with pytest.raises(DataError, match=r"lists .* are not beside the data"):
        GTZAN.clips(audio)
    write_lists(audio)
    for path in (audio, audio / "genres"):
        assert [(clip.group, clip.genre, clip.split) for clip in GTZAN.clips(path)] == [
            ("blues.00000", "blues", "train"),
            ("rock.00001", "rock", "valid"),
            ("rock.00002", "rock", "test"),
        ]
    (audio / "excluded.txt").write_text("rock.00001: disputed\n")
    assert [clip.group for clip in GTZAN.clips(audio)] == ["blues.00000", "rock.00002"]
    everything = ALL.clips(audio)
    assert len(everything) == 4
    assert everything[0].split is None


def test_features_of_a_folder(audio: Path) -> None:
    write_lists(audio)
    with pytest.raises(DataError, match="the train list is not the published one"):
        GTZAN.load(audio)
    table = GTZAN.load(audio, verify=False)
    assert table.X.shape == (3, 70)
    assert table.genres == ("blues", "rock")


@pytest.mark.parametrize("own_split", [True, False])
def test_segments_of_a_clip_stay_together(tmp_path: Path, own_split: bool) -> None:
    write_lists(tmp_path)
    rows = [
        statistics("blues.00000", segment=0, **({"split": "train"} if own_split else {})),
        statistics("blues.00000", segment=1, **({"split": "train"} if own_split else {})),
        statistics("rock.00001", segment=0, **({"split": "valid"} if own_split else {})),
    ]
    file = write_table(tmp_path / "table.csv", rows)
    table = GTZAN.load(file, verify=False)
    assert table.X.shape == (3, N_STATISTICS)
    assert table.features == tuple(STATISTICS)
    assert table.group.tolist() == [0, 0, 1]
    assert table.split is not None
    assert table.split.tolist() == ["train", "train", "valid"]
    with pytest.raises(DataError, match="not the published one"):
        GTZAN.load(file)


def test_the_table_with_file_names_is_read_too(tmp_path: Path) -> None:
    rows = [{("filename" if key == "clip" else key): value for key, value in statistics("rock.00003").items()}]
    rows[0]["filename"] = "rock.00003.4.wav"
    table = ALL.load(write_table(tmp_path / "features_3_sec.csv", rows))
    assert (len(table), table.split) == (1, None)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"clip": "polka.00000"}, "no clip of this collection"),
        ({"label": "rock"}, "label is not that of its clip"),
        ({"statistic_3": "x"}, "not a number"),
        ({"statistic_3": "nan"}, "not finite"),
        ({"another": 1}, "should hold 57 statistics"),
        ({"split": "dev"}, "'dev' is none of train, valid, test"),
    ],
)
def test_wrong_tables_are_refused(tmp_path: Path, change: dict[str, object], words: str) -> None:
    file = write_table(tmp_path / "table.csv", [statistics("blues.00000", split="train") | change])
    with pytest.raises(DataError, match=words):
        GTZAN.load(file, verify=False)


def test_wrong_places_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="neither a table"):
        GTZAN.clips(tmp_path)
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    with pytest.raises(DataError, match="should have a header"):
        GTZAN.load(tmp_path / "x.csv")
    (tmp_path / "blues").mkdir()
    write_lists(tmp_path)
    with pytest.raises(DataError, match="holds no clip"):
        GTZAN.clips(tmp_path)
    (tmp_path / "valid_filtered.txt").write_text("blues.00000.wav")
    with pytest.raises(DataError, match="in two lists"):
        GTZAN.clips(tmp_path)


@shared
def test_the_published_table_and_lists() -> None:
    table = GTZAN.load(real() / "librosa57_train_valid.csv")
    assert table.X.shape == (1912, N_STATISTICS)
    assert (table.n_groups, table.genres) == (640, GENRES)
    assert table.split is not None
    assert np.unique(table.split, return_counts=True)[1].tolist() == [1326, 586]
    clips = GTZAN.clips(real())
    assert {clip.genre for clip in clips} == set(GENRES)
    assert len(clips) < len(ALL.clips(real())) == 60
