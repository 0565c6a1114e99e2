"""AudioFiler-2017: 69 features of 54,240 thirty-second previews with one of 26 listeners' tags each.

Two forms are read: the published text files (`batches/batch_1.txt` … `batch_28.txt` and `single_num_genre_tags.txt`,
in the folder given or its `data/`), and an `.npz` with `features`, `label` and `group`. Both give the same table for
the same rows: values in float32, equal audio recognised by equal vectors.

The labels are what listeners tagged in 2017: noisy, overlapping and uneven (Rock 17 %, Reggaeton 0.1 %).
"""

import hashlib
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from audiofiler.schema import FEATURE_NAMES
from training.datasets.base import DataError, Remote, Table, groups_of_equal_rows, renumber

FEATURES = tuple(name for name in FEATURE_NAMES if name != "bpm_confidence")

FAMILIES = {
    "Alternative": "Rock & Metal",
    "Blues": "Jazz & Blues",
    "Classical": "Classical",
    "Country": "Country & Folk",
    "D&B": "Electronic",
    "Disco": "Soul, Funk & Disco",
    "Dubstep": "Electronic",
    "Electronic": "Electronic",
    "Folk": "Country & Folk",
    "Funk": "Soul, Funk & Disco",
    "Hip-Hop": "Hip-Hop & Rap",
    "House": "Electronic",
    "Indie": "Rock & Metal",
    "Jazz": "Jazz & Blues",
    "Metal": "Rock & Metal",
    "Pop": "Pop",
    "Punk": "Rock & Metal",
    "R&B": "Soul, Funk & Disco",
    "Rap": "Hip-Hop & Rap",
    "Reggaeton": "Latin",
    "Reggae": "Reggae & Ska",
    "Rock": "Rock & Metal",
    "Salsa": "Latin",
    "Ska": "Reggae & Ska",
    "Soul": "Soul, Funk & Disco",
    "Trance": "Electronic",
}
"""Genres in label order, each with the family it is shown under."""

GENRES = tuple(FAMILIES)

_BATCHES = 28
_ROWS = 54_240
_DISTINCT = 50_740

# (batch, row in it, start of the sha256 of that row's float32 values and label): one row of every published file.
_FINGERPRINTS = (
    (1, 0, "221250674240e18a"),
    (2, 0, "6aa48a8c33549b94"),
    (3, 0, "b9a42dc0f39651b8"),
    (4, 1, "a2e5e756924e6b41"),
    (5, 0, "e5b14477a97ac70c"),
    (6, 0, "40000b946a3e004d"),
    (7, 0, "ec8b44cbcbc379c2"),
    (8, 0, "24c877846cda7738"),
    (9, 0, "9a436170e6749d18"),
    (10, 0, "4389c2a2b57712a7"),
    (11, 0, "088d1e99fbbdfcd1"),
    (12, 0, "7e86f7787ade52db"),
    (13, 0, "637e855c8661a9b1"),
    (14, 2, "72b099faaac45475"),
    (15, 0, "065b316fbc1ff363"),
    (16, 0, "24d6e7789588b3e7"),
    (17, 0, "0b91c67f0082b0fa"),
    (18, 1, "1a36e5f3630604da"),
    (19, 0, "d9cdef1e48c71c6e"),
    (20, 1, "896d7096ce35d521"),
    (21, 0, "e108b31252b71e49"),
    (22, 2, "18ff6992564b9e12"),
    (23, 0, "85931072f617e32a"),
    (24, 0, "d691bc33be03d72d"),
    (25, 0, "049ad874672e7df1"),
    (26, 0, "080e66c81ee7104b"),
    (27, 1, "95ab2dbe634e2d24"),
    (28, 0, "ce58da34ae6a84be"),
)

_NPZ_CHECKSUMS = {
    "1f5016799047b4101f1313dd273385e359f862cb53c77a181df4509b3eb15c56": "the 43,392 rows of the shipped model",
}
"""`Table.checksum` of the `.npz` files known to be right."""


@dataclass(frozen=True)
class AudioFiler2017:
    """The data set of the first AudioFiler."""

    name: str = "AudioFiler-2017"
    citation: str = (
        "AudioFiler, data folder of the public repository amaciver/AudioFiler, 2017. Features of 30 s previews, "
        "computed with pyAudioAnalysis (T. Giannakopoulos, PLoS ONE 10(12), 2015, doi:10.1371/journal.pone.0144610)."
    )
    licence: str = (
        "No licence for the data is known here. They are numbers computed from previews, no audio; the trained forests "
        "are shipped, the data are not."
    )
    labels: str = "listeners' tags of 2017"
    label_note: str = "one for each clip: noisy, and overlapping (Hip-Hop and Rap; Alternative, Indie and Rock)"
    uses: str = "Training and scoring the shipped model. The rows themselves are not passed on."
    remotes: tuple[Remote, ...] = (
        Remote("https://github.com/amaciver/AudioFiler", "data/batches and data/single_num_genre_tags.txt"),
    )

    @property
    def families(self) -> dict[str, str]:
        """The family each genre is shown under, in label order."""
        return dict(FAMILIES)

    def load(self, path: Path, *, verify: bool = True) -> Table:
        """Read the data set.

        Parameters
        ----------
        path : Path
            The `.npz`, or the folder with the published files, or the folder that has that as `data/`.
        verify : bool
            Refuse anything but the known content.

        Raises
        ------
        DataError
            Naming the file that is missing or wrong.
        """
        if path.is_dir():
            return _load_published(path / "data" if (path / "data").is_dir() else path, verify=verify)
        if path.suffix == ".npz":
            return _load_npz(path, verify=verify)
        raise DataError(f"{path} is neither a folder with the published files nor an .npz")


def _load_npz(path: Path, *, verify: bool) -> Table:
    try:
        with np.load(path, allow_pickle=False) as arrays:
            X, y, group = (arrays[name] for name in ("features", "label", "group"))
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise DataError(f"{path} cannot be read: {error}") from error
    table = _table(X, y, renumber(group.astype(np.int64)), str(path))
    if (groups_of_equal_rows(table.X) != groups_of_equal_rows(table.X[_first_of_group(table)])[table.group]).any():
        raise DataError(f"{path}: rows of one group hold different vectors")
    if verify and table.checksum() not in _NPZ_CHECKSUMS:
        raise DataError(f"{path} holds other rows than any release known here (give --unverified to use it anyway)")
    return table


def _load_published(folder: Path, *, verify: bool) -> Table:
    labels = _read(folder / "single_num_genre_tags.txt")[:, 0]
    names = sorted((folder / "batches").glob("batch_*.txt"), key=lambda name: int(name.stem.rpartition("_")[2]))
    if not names:
        raise DataError(f"{folder / 'batches'} holds no batch_1.txt")
    batches = [_read(name) for name in names]
    X = np.concatenate(batches).astype(np.float32) if len({b.shape[1] for b in batches}) == 1 else np.empty((0, 0))
    table = _table(X, labels, None, str(folder))
    if verify:
        _verify_published(table, [len(batch) for batch in batches], folder)
    return table


def _verify_published(table: Table, rows: list[int], folder: Path) -> None:
    if len(rows) != _BATCHES or len(table) != _ROWS or table.n_groups != _DISTINCT:
        raise DataError(
            f"{folder} holds {len(rows)} batches, {len(table)} rows, {table.n_groups} of them different; "
            f"published were {_BATCHES}, {_ROWS} and {_DISTINCT}"
        )
    starts = np.cumsum([0, *rows])
    for batch, row, wanted in _FINGERPRINTS:
        at = int(starts[batch - 1]) + row
        if fingerprint(table, at) != wanted:
            raise DataError(f"{folder / 'batches' / f'batch_{batch}.txt'} or the labels differ from what was published")


def fingerprint(table: Table, row: int) -> str:
    """Return the start of the sha256 of one row's values (little-endian float32) and label (one byte)."""
    content = table.X[row].astype("<f4").tobytes() + bytes([int(table.y[row])])
    return hashlib.sha256(content).hexdigest()[:16]


def _table(X: NDArray[Any], y: NDArray[Any], group: NDArray[np.int64] | None, where: str) -> Table:
    if X.ndim != 2 or X.shape[1] != len(FEATURES):
        raise DataError(f"{where}: rows should hold {len(FEATURES)} values each")
    if y.shape != (len(X),) or (group is not None and group.shape != y.shape):
        raise DataError(f"{where}: {len(X)} rows of features do not go with {len(y)} labels")
    if not np.isfinite(X).all():
        raise DataError(f"{where}: a feature value is not finite")
    if (y != np.floor(y)).any() or (y < 0).any() or (y >= len(GENRES)).any():
        raise DataError(f"{where}: a label is not a whole number from 0 to {len(GENRES) - 1}")
    X = np.ascontiguousarray(X, dtype=np.float32)
    return Table(X, y.astype(np.int64), groups_of_equal_rows(X) if group is None else group, FEATURES, GENRES)


def _first_of_group(table: Table) -> NDArray[np.intp]:
    return np.unique(table.group, return_index=True)[1]


def _read(path: Path) -> NDArray[np.float64]:
    try:
        return np.loadtxt(path, ndmin=2)
    except (OSError, ValueError) as error:
        raise DataError(f"{path} cannot be read: {error}") from error
