"""Clips, their index with checksums, and their features computed here."""

from pathlib import Path

import numpy as np
import pytest

from audiofiler.schema import FEATURE_NAMES
from audiofiler.testing import tone_wav
from training.datasets import DataError
from training.datasets.index import (
    Clip,
    audio_files,
    check_index,
    families_of,
    folded,
    load_clips,
    table_of,
    write_index,
)


@pytest.fixture
def three(tmp_path: Path) -> list[Clip]:
    """Three short files of two genres, the last one broken."""
    clips = []
    for name, genre, data in (
        ("b.wav", "Ska", tone_wav(3, freq=300)),
        ("a.wav", "Fado", tone_wav(3, freq=600)),
        ("c.wav", "Ska", b"RIFF no sound"),
    ):
        (tmp_path / name).write_bytes(data)
        clips.append(Clip(tmp_path / name, genre, name, "train" if name == "a.wav" else None))
    return clips


def test_features_are_computed_one_after_another(three: list[Clip]) -> None:
    seen: list[Clip] = []
    table = load_clips(three[:2], on_clip=seen.append)
    assert table.X.shape == (2, 70)
    assert table.features == FEATURE_NAMES
    assert table.genres == ("Fado", "Ska")
    assert table.y.tolist() == [1, 0]
    assert table.group.tolist() == [1, 0]
    assert table.split is not None
    assert table.split.tolist() == ["", "train"]
    assert seen == three[:2]


def test_a_broken_file_is_refused_or_left_out(three: list[Clip]) -> None:
    with pytest.raises(DataError, match=r"1 of 3 files cannot be read, first .*c\.wav: unsupported_media"):
        load_clips(three)
    assert len(load_clips(three, verify=False)) == 2
    with pytest.raises(DataError, match=r"1 of 1 files cannot be read, first .*c\.wav: unsupported_media$"):
        load_clips(three[2:], verify=False)


def test_an_index_notices_what_changed(three: list[Clip], tmp_path: Path) -> None:
    index = tmp_path / "index.csv"
    write_index(three, tmp_path, index)
    assert index.read_text().splitlines()[0] == "path,genre,group,split,bytes,sha256"
    assert check_index(tmp_path, index) == []
    three[0].path.write_bytes(b"other")
    three[1].path.unlink()
    assert check_index(tmp_path, index) == ["b.wav differs from the index", "a.wav is missing"]
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    with pytest.raises(DataError, match="no index"):
        check_index(tmp_path, tmp_path / "other.csv")


def test_rows_taken_keep_split_and_weight() -> None:
    clips = [Clip(Path(str(k)), "ab"[k % 2], f"artist {k // 2}", "train" if k < 4 else "test") for k in range(6)]
    table = table_of(clips, np.arange(12.0).reshape(6, 2), ["x", "y"])
    assert table.group.tolist() == [0, 0, 1, 1, 2, 2]
    part = table.take(np.array([5, 2]))
    assert part.split is not None
    assert part.split.tolist() == ["test", "train"]
    assert part.group.tolist() == [1, 0]
    assert part.weight is None
    assert table_of([Clip(Path("x"), "a", "x")], np.zeros((1, 2)), ["x", "y"]).split is None


def test_hidden_files_are_no_clips(tmp_path: Path) -> None:
    for name in ("a.MP3", ".b.mp3", ".cache/c.mp3", "d/e.flac", "cover.jpg"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert [path.name for path in audio_files(tmp_path)] == ["a.MP3", "e.flac"]


@pytest.mark.parametrize(
    ("spelling", "same"),
    [("Hip Hop", "hip-hop"), ("R & B", "r&b"), ("Reggaetón", "REGGAETON"), ("Drum 'n' Bass", "drum n bass")],
)
def test_spellings_fold_into_one(spelling: str, same: str) -> None:
    assert folded(spelling) == folded(same)


def test_a_genre_not_of_the_26_is_its_own_family() -> None:
    assert families_of(["Hip Hop", "Fado"]) == {"Hip Hop": "Hip-Hop & Rap", "Fado": "Fado"}
