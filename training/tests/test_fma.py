"""FMA in its published layout, on a small copy of its form."""

import csv
from pathlib import Path

import pytest

from audiofiler.testing import encode, tone
from training.datasets import DataError
from training.datasets.fma import GENRES, Fma

HEAD = [
    ["", "artist", "set", "set", "track", "track"],
    ["", "id", "split", "subset", "genre_top", "title"],
    ["track_id", "", "", "", "", ""],
]
ROWS = [
    ["134", "7", "validation", "medium", "Rock", "b"],
    ["2", "1", "training", "small", "Hip-Hop", 'a, "quoted"\nname'],
    ["5", "1", "training", "small", "", "no top genre"],
    ["140000", "9", "test", "large", "Old-Time / Historic", "c"],
]


@pytest.fixture
def fma(tmp_path: Path) -> Path:
    """A folder with metadata and four clips in each of two sizes."""
    write_tracks(tmp_path, ROWS)
    sound = encode(tone(4.0), codec="mp3", channels=1)
    for size in ("medium", "large"):
        for row in ROWS:
            file = tmp_path / f"fma_{size}" / f"{int(row[0]):06d}"[:3] / f"{int(row[0]):06d}.mp3"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(sound)
    return tmp_path


def write_tracks(folder: Path, rows: list[list[str]]) -> None:
    """Write tracks.csv."""
    (folder / "fma_metadata").mkdir(exist_ok=True)
    with (folder / "fma_metadata" / "tracks.csv").open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([*HEAD, *rows])


def test_sizes_contain_one_another(fma: Path) -> None:
    found = [(clip.path.name, clip.genre, clip.group, clip.split) for clip in Fma("large").clips(fma)]
    assert found == [
        ("000002.mp3", "Hip-Hop", "artist 1", "train"),
        ("000134.mp3", "Rock", "artist 7", "valid"),
        ("140000.mp3", "Old-Time / Historic", "artist 9", "test"),
    ]
    for path in (fma, fma / "fma_medium"):
        assert [clip.path.name for clip in Fma("medium").clips(path)] == ["000002.mp3", "000134.mp3"]


def test_missing_files_are_named(fma: Path) -> None:
    assert len(Fma("medium").load(fma)) == 2
    (fma / "fma_medium" / "000" / "000134.mp3").unlink()
    with pytest.raises(DataError, match="1 files of FMA medium are missing"):
        Fma("medium").load(fma)
    assert len(Fma("medium").load(fma, verify=False)) == 1


def test_names_and_families() -> None:
    assert [Fma(size).name for size in ("small", "medium", "large")] == ["FMA-small", "FMA-medium", "FMA-large"]
    assert tuple(Fma().families) == GENRES
    assert Fma().families["Hip-Hop"] == "Hip-Hop & Rap"
    assert Fma("large").remotes[1].address.endswith("fma_large.zip")


def test_other_layouts_are_refused(fma: Path, tmp_path: Path) -> None:
    write_tracks(fma, [[*ROWS[0][:2], "dev", *ROWS[0][3:]]])
    with pytest.raises(DataError, match="unknown split: dev"):
        Fma().clips(fma)
    write_tracks(fma, [ROWS[1]])
    with pytest.raises(DataError, match="holds no audio of FMA small"):
        Fma("small").clips(fma)
    (fma / "fma_metadata" / "tracks.csv").write_text("a,b\n1,2\n")
    with pytest.raises(DataError, match="not the published"):
        Fma().clips(fma)
    (tmp_path / "fma_metadata" / "tracks.csv").unlink()
    with pytest.raises(DataError, match=r"tracks\.csv is not there"):
        Fma().clips(fma)
