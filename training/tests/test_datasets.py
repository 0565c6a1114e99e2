"""Both forms of the data set give the same table; anything else is refused by name."""

from pathlib import Path

import numpy as np
import pytest

from training.datasets import DataError, Table
from training.datasets.audiofiler2017 import FAMILIES, FEATURES, GENRES, AudioFiler2017, fingerprint

DATASET = AudioFiler2017()


def publish(table: Table, folder: Path, batch: int = 100) -> Path:
    """Write a table the way the data set was published."""
    (folder / "data" / "batches").mkdir(parents=True)
    for k, start in enumerate(range(0, len(table), batch), start=1):
        np.savetxt(folder / "data" / "batches" / f"batch_{k}.txt", table.X[start : start + batch].astype(np.float64))
    np.savetxt(folder / "data" / "single_num_genre_tags.txt", table.y.astype(np.float64))
    return folder


def test_both_forms_give_the_same_table(table: Table, npz: Path, tmp_path: Path) -> None:
    published = publish(table, tmp_path / "repository", batch=37)
    for path in (published, published / "data", npz):
        found = DATASET.load(path, verify=False)
        np.testing.assert_array_equal(found.X, table.X)
        np.testing.assert_array_equal(found.y, table.y)
        np.testing.assert_array_equal(found.group[:, None] == found.group, table.group[:, None] == table.group)
        assert found.checksum() == table.checksum()
        assert (found.features, found.genres) == (FEATURES, GENRES)


def test_it_says_what_it_is() -> None:
    assert (len(FEATURES), len(GENRES)) == (69, 26)
    assert GENRES[21] == "Rock"
    assert DATASET.families == FAMILIES
    assert DATASET.citation
    assert DATASET.licence
    assert DATASET.remotes[0].address.startswith("https://")


def test_other_content_is_refused_unless_asked_for(table: Table, npz: Path, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="other rows than any release"):
        DATASET.load(npz)
    with pytest.raises(DataError, match="published were 28, 54240 and 50740"):
        DATASET.load(publish(table, tmp_path / "repository"))


def test_a_fingerprint_knows_values_and_label(table: Table) -> None:
    assert fingerprint(table, 0) != fingerprint(table, 1)
    relabelled = Table(table.X, (table.y + 1) % 26, table.group, table.features, table.genres)
    assert fingerprint(relabelled, 0) != fingerprint(table, 0)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("features", np.zeros((440, 68), np.float32), "69 values"),
        ("features", np.full((440, 69), np.nan, np.float32), "not finite"),
        ("features", np.zeros((440, 69), np.float32), None),
        ("label", np.zeros(3, np.uint8), "do not go with 3 labels"),
        ("label", np.full(440, 26, np.uint8), "from 0 to 25"),
        ("label", np.full(440, 1.5), "from 0 to 25"),
        ("group", np.zeros(440, np.int32), "one group hold different vectors"),
    ],
)
def test_wrong_arrays_are_refused(
    table: Table, tmp_path: Path, name: str, value: np.ndarray, words: str | None
) -> None:
    npz = tmp_path / "wrong.npz"
    arrays = {"features": table.X, "label": table.y, "group": table.group, name: value}
    np.savez(npz, **arrays)
    if words is None:
        assert len(DATASET.load(npz, verify=False)) == 440
    else:
        with pytest.raises(DataError, match=words):
            DATASET.load(npz, verify=False)


def test_wrong_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="neither a folder"):
        DATASET.load(tmp_path / "x.csv")
    with pytest.raises(DataError, match=r"x\.npz cannot be read"):
        DATASET.load(tmp_path / "x.npz")
    (tmp_path / "x.npz").write_bytes(b"PK broken")
    with pytest.raises(DataError, match=r"x\.npz cannot be read"):
        DATASET.load(tmp_path / "x.npz")
    with pytest.raises(DataError, match=r"single_num_genre_tags\.txt cannot be read"):
        DATASET.load(tmp_path)
    (tmp_path / "single_num_genre_tags.txt").write_text("1.0\n")
    with pytest.raises(DataError, match="holds no batch_1"):
        DATASET.load(tmp_path)
    (tmp_path / "batches").mkdir()
    (tmp_path / "batches" / "batch_1.txt").write_text("1.0 x\n")
    with pytest.raises(DataError, match=r"batch_1\.txt cannot be read"):
        DATASET.load(tmp_path)
