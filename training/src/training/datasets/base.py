"""What every data set says of itself, and what reading one gives."""

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components


class DataError(Exception):
    """The data are not there or not what they should be; the text names the file."""


@dataclass(frozen=True)
class Remote:
    """Where a data set was published."""

    address: str
    what: str
    checksum: str | None = None
    """`sha256:…`, `sha1:…` or `md5:…` of the file as published, where it is known."""


@dataclass(frozen=True)
class Table:
    """Rows of feature values with their genres.

    Attributes
    ----------
    X : (n, n_features) float32
        Feature values.
    y : (n,) int64
        Genre index.
    group : (n,) int64
        Equal for rows with the same audio, from 0 without gaps; a split never parts a group.
    features, genres : tuple of str
        Names of columns and labels.
    split : (n,) str, optional
        The part of a published split each row belongs to (`train`, `valid`, `test`, or empty).
    weight : (n,) float64, optional
        How much each row counts; 1 for all when left out.
    yardstick : Table, optional
        The same rows in schema `paa-70/1`, where the columns are of another one: what the published recipe is scored
        on.
    """

    X: NDArray[np.float32]
    y: NDArray[np.int64]
    group: NDArray[np.int64]
    features: tuple[str, ...]
    genres: tuple[str, ...]
    split: NDArray[np.str_] | None = None
    weight: NDArray[np.float64] | None = None
    yardstick: "Table | None" = None

    def __len__(self) -> int:
        return len(self.y)

    @property
    def n_groups(self) -> int:
        """Number of different audio files."""
        return int(self.group.max()) + 1 if len(self) else 0

    def take(self, rows: NDArray[np.intp]) -> "Table":
        """Return the table of some rows; groups are numbered anew."""
        return Table(
            self.X[rows],
            self.y[rows],
            renumber(self.group[rows]),
            self.features,
            self.genres,
            None if self.split is None else self.split[rows],
            None if self.weight is None else self.weight[rows],
        )

    @property
    def for_yardstick(self) -> "Table":
        """The rows the published recipe is scored on."""
        return self.yardstick or self

    def by_audio(self) -> "Table":
        """Return the same rows grouped by equal values, where a group holds several: an artist's songs, say."""
        equal = groups_of_equal_rows(self.X)
        if len(np.unique(np.stack([self.group, equal]), axis=1).T) == self.n_groups:
            return self
        return replace(self, group=equal)

    def first_of_audio(self) -> NDArray[np.intp]:
        """Return the first row of each audio file, whatever the groups keep together."""
        return np.unique(self.by_audio().group, return_index=True)[1]

    def groups_checksum(self) -> str:
        """Return the sha256 of which rows belong together, which `checksum` leaves out."""
        return hashlib.sha256(self.group.astype("<i8").tobytes()).hexdigest()

    def checksum(self) -> str:
        """Return the sha256 of values (little-endian float32) and labels (bytes), row for row, then weights if any."""
        digest = hashlib.sha256(np.ascontiguousarray(self.X, dtype="<f4").tobytes())
        digest.update(self.y.astype("u1").tobytes())
        if self.weight is not None:
            digest.update(self.weight.astype("<f8").tobytes())
        return digest.hexdigest()


class Dataset(Protocol):
    """A corpus that can be trained on."""

    @property
    def name(self) -> str:
        """Short name."""

    @property
    def citation(self) -> str:
        """How to cite it."""

    @property
    def licence(self) -> str:
        """What is known of its terms."""

    @property
    def labels(self) -> str:
        """Whose word its genres are; finishes the sentence `Labels are …`."""

    @property
    def label_note(self) -> str:
        """How far to trust them; goes on where `labels` ends."""

    @property
    def uses(self) -> str:
        """What it may be used for here."""

    @property
    def remotes(self) -> tuple[Remote, ...]:
        """Where it was published."""

    @property
    def families(self) -> dict[str, str]:
        """The family each genre is shown under, in label order."""

    def load(self, path: Path, *, verify: bool = True) -> Table:
        """Read it; with `verify`, refuse anything but the published content."""


def renumber(keys: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return keys replaced by 0, 1, 2 … in the order of their values."""
    return np.unique(keys, return_inverse=True)[1].astype(np.int64).reshape(-1)


def groups_of_equal_rows(X: NDArray[np.float32]) -> NDArray[np.int64]:
    """Return one number for all rows whose values are bit for bit the same."""
    rows = np.ascontiguousarray(X).view(np.dtype((np.void, X.dtype.itemsize * X.shape[1]))).reshape(-1)
    return np.unique(rows, return_inverse=True)[1].astype(np.int64).reshape(-1)


def joined(group: NDArray[np.int64], equal: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return groups that part neither `group` nor `equal`, (n,) each, from 0 without gaps.

    Examples
    --------
    >>> joined(np.array([0, 0, 1, 2]), np.array([0, 1, 1, 2])).tolist()
    [0, 0, 0, 1]
    """
    apart = int(group.max()) + 1
    size = apart + int(equal.max()) + 1
    links = coo_array((np.ones(len(group)), (group, apart + equal)), shape=(size, size))
    part = connected_components(links, directed=False)[1][group]
    first = np.full(int(part.max()) + 1, apart)
    np.minimum.at(first, part, group)
    return renumber(first[part])
