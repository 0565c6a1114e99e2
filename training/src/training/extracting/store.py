"""A folder of extracted rows that a kill at any moment leaves whole.

`part-NNNNNN.parquet` hold the rows, at most `PART_ROWS` in each. A part is written under another name, brought to disk
and then renamed, so there is never half of one. Rows between two parts stand in `_journal.jsonl`, a line each, written
as soon as a clip is done. Whoever opens the folder again makes a part of the journal's whole lines; a row that stands
in a part already (killed between the rename and the emptying of the journal) is left out. The journal goes away when
all is done: a folder without one is complete. Readers of Parquet data sets pass over names with an underscore in front.
"""

import fcntl
import json
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from audiofiler.schema import FEATURE_NAMES, SCHEMA_ID
from training.datasets.base import DataError, Table
from training.datasets.index import Clip, table_of
from training.extracting.clip import MAY_GO_BETTER, Row

PART_ROWS = 1000

LABELS = ("genre", "group", "split")

SCHEMA = pa.schema(
    [
        *(("path", pa.string()), ("bytes", pa.int64()), ("sha256", pa.string())),
        *((name, pa.string()) for name in LABELS),
        *(("duration_s", pa.float64()), ("sample_rate", pa.int64())),
        *((name, pa.float64()) for name in FEATURE_NAMES),
        ("error", pa.string()),
    ],
    metadata={"audiofiler.schema": SCHEMA_ID},
)
"""One row a clip; values are null where `error` has a refusal code."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is remembered of a finished clip."""

    bytes: int | None
    labels: tuple[str | None, ...]
    error: str | None


class Store:
    """A folder of rows, open for one writer.

    Parameters
    ----------
    folder : Path
        Made if it is not there.

    Attributes
    ----------
    done : dict
        What is kept, by path.

    Raises
    ------
    DataError
        Another process writes there, or the folder holds other features.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self.done = folder, dict[str, Kept]()
        self._waiting: list[Row] = []
        self._lock = _locked(folder / "_lock")
        try:
            for part in _parts(folder):
                self._remember(_read(part, ["path", "bytes", *LABELS, "error"]).to_pylist())
        except DataError:
            self._lock.close()
            raise
        journal = folder / "_journal.jsonl"
        self._waiting = [row for row in _whole_lines(journal) if row["path"] not in self.done]
        self._remember(self._waiting)
        self._journal = journal.open("ab")
        self._flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, _e: BaseException | None, _t: TracebackType | None) -> None:
        self._flush()
        self._journal.close()
        if kind is None:
            (self._folder / "_journal.jsonl").unlink()
        self._lock.close()

    def add(self, row: Row) -> None:
        """Keep a row: in the journal at once, in a part when there are enough."""
        self._journal.write(json.dumps(row).encode() + b"\n")
        self._journal.flush()
        self._waiting.append(row)
        self._remember([row])
        if len(self._waiting) >= PART_ROWS:
            self._flush()

    def match(self, clips: Sequence[Clip], *, retry: bool = False) -> None:
        """Make the rows agree with a list of clips.

        New labels are written into the rows; a row whose file has another size than then is dropped, and with `retry`
        also one whose failure may have been the machine's.

        Raises
        ------
        DataError
            A clip is named twice, or rows are of clips that are not in the list.
        """
        listed = {absolute(clip.path): clip for clip in clips}
        if len(listed) < len(clips):
            raise DataError(f"the list names {len(clips) - len(listed)} of its {len(clips)} files more than once")
        if strange := [path for path in self.done if path not in listed]:
            raise DataError(
                f"{self._folder} holds {len(strange)} clips that are not in this list, first {strange[0]}: "
                "extract into another folder, or delete this one"
            )
        stale = {path for path, kept in self.done.items() if _is_stale(path, kept, retry=retry)}
        other = {path for path, kept in self.done.items() if kept.labels != labels_of(listed[path])}

        def renewed(row: Row) -> Row | None:
            path = row["path"]
            return None if path in stale else {**row, **dict(zip(LABELS, labels_of(listed[path]), strict=True))}

        if stale or other:
            self._rewrite(stale | other, renewed)

    def _rewrite(self, paths: set[str], change: Callable[[Row], Row | None]) -> None:
        """Replace the parts that hold some paths, each by a rename; a row changed to None is gone."""
        for part in _parts(self._folder):
            if paths.isdisjoint(_read(part, ["path"])["path"].to_pylist()):
                continue
            before = _read(part).to_pylist()
            after = [row for row in map(change, before) if row is not None]
            for row in before:
                del self.done[row["path"]]
            self._remember(after)
            write(part, after)

    def _remember(self, rows: Iterable[Row]) -> None:
        for row in rows:
            labels = tuple(row[name] for name in LABELS)
            self.done[row["path"]] = Kept(row["bytes"], labels, row["error"])

    def _flush(self) -> None:
        """Write what is in the journal as a part, then empty the journal."""
        if self._waiting:
            last = max((int(part.stem.removeprefix("part-")) for part in _parts(self._folder)), default=-1)
            write(self._folder / f"part-{last + 1:06d}.parquet", self._waiting)
            self._waiting = []
        self._journal.truncate(0)


def table(folder: Path) -> Table:
    """Read what was extracted as a table, in the order of the paths; broken files are left out.

    Raises
    ------
    DataError
        There is nothing, the extraction is not finished, or it is of other features.
    """
    if (folder / "_journal.jsonl").exists():
        raise DataError(f"the extraction into {folder} is not finished: the same command goes on with it")
    parts = [_read(part) for part in _parts(folder)]
    rows = pa.concat_tables(parts) if parts else SCHEMA.empty_table()
    rows = rows.filter(pc.is_null(rows["error"])).sort_by("path")
    if not rows.num_rows:
        raise DataError(f"{folder} holds no extracted clip")
    labels = zip(*(rows[name].to_pylist() for name in ("path", *LABELS)), strict=True)
    clips = [Clip(Path(path), genre, group, split) for path, genre, group, split in labels]
    return table_of(clips, np.column_stack([rows[name].to_numpy() for name in FEATURE_NAMES]))


def absolute(path: Path) -> str:
    """Return what a file is known by in a store."""
    return str(path.absolute())


def labels_of(clip: Clip) -> tuple[str | None, ...]:
    """Return a clip's `LABELS`."""
    return clip.genre, clip.group, clip.split


def _is_stale(path: str, kept: Kept, *, retry: bool) -> bool:
    if kept.error in MAY_GO_BETTER:
        return retry
    try:
        return Path(path).stat().st_size != kept.bytes
    except OSError:
        return False  # the file is away, what was heard of it stays true


def _locked(path: Path) -> BinaryIO:
    file = path.open("wb")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.close()
        raise DataError(f"another extraction into {path.parent} is running") from error
    return file


def _parts(folder: Path) -> list[Path]:
    return sorted(folder.glob("part-*.parquet"))


def _read(part: Path, columns: list[str] | None = None) -> pa.Table:
    try:
        with pq.ParquetFile(part) as file:
            if (file.schema_arrow.metadata or {}).get(b"audiofiler.schema") != SCHEMA_ID.encode():
                raise DataError(f"{part} holds other features than {SCHEMA_ID}")
            return file.read(columns)
    except (OSError, pa.ArrowException) as error:
        raise DataError(f"{part} cannot be read: {error}") from error


def write(part: Path, rows: Sequence[Row]) -> None:
    """Write a part so that it is there whole or not at all."""
    fresh = part.with_name(f"_{part.name}.new")
    with fresh.open("wb") as file:
        pq.write_table(pa.Table.from_pylist(list(rows), SCHEMA), file, compression="zstd")
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(part)


def _whole_lines(journal: Path) -> list[Row]:
    """Read a journal; a line that was cut off by a kill is no row."""
    if not journal.exists():
        return []
    rows = []
    for line in journal.read_bytes().split(b"\n"):
        try:
            rows.append(json.loads(line))
        except ValueError:
            continue
    return [row for row in rows if isinstance(row, dict) and row.keys() == set(SCHEMA.names)]
