"""Clips as rows of parts: what recipes on other schemas than `paa-70/1` learn from.

A row is a clip, as everywhere in this room, so that folds, scores and comparisons need not know of parts: its columns
are the values of all its parts, one part after another (`00/centroid_mean` … `04/tempo`). A clip with fewer parts than
30 s give has some of them repeated, a longer one some of them left out, evenly.

Beside it stands the table of the same clips' 70 values, for the published recipe: the yardstick is heard on the same
rows in its own schema. Extracted clips are kept in the work folder by the content of the file.
"""

import dataclasses
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from audiofiler import extract
from audiofiler.errors import AudioFilerError
from audiofiler.representations import REPRESENTATIONS
from audiofiler.schema import SCHEMA_ID
from training.cache import Arrays, Cache, code_hash
from training.datasets.base import DataError, Table
from training.datasets.index import AudioDataset, Broken, Clip, code_of, require_readable, sha256_of, table_of

_CODE = (
    *("audiofiler/schema.py", "audiofiler/audio.py", "audiofiler/extraction.py"),
    *(f"audiofiler/representations/{name}.py" for name in ("mel", "measures", "spectra", "stats", "tempo")),
)
"""What decides the values of a part."""


def load(  # noqa: PLR0913 - what, where, in which schema, kept where, and how strictly
    dataset: AudioDataset,
    path: Path,
    schema: str,
    cache: Cache,
    *,
    verify: bool = True,
    on_clip: Callable[[Clip], None] | None = None,
    broken: Broken | None = None,
) -> Table:
    """Hear every clip of a data set; the same clips' 70 values are the table's `yardstick`.

    What is left out without `verify` is put into `broken`.

    Raises
    ------
    DataError
        With `verify`, naming the first clip that cannot be read; always when none can.
    """
    clips, own, seventy = [], [], []
    broken = {} if broken is None else broken
    for clip in dataset.clips(path):
        try:
            own.append(heard(clip.path, schema, cache))
            seventy.append(heard(clip.path, SCHEMA_ID, cache)[0])
            clips.append(clip)
        except (AudioFilerError, OSError) as error:
            del own[len(clips) :]
            broken[clip.path] = code_of(error)
        if on_clip is not None:
            on_clip(clip)
    require_readable(len(clips), broken, verify=verify)
    rows = np.stack(own).reshape(len(clips), -1)
    return dataclasses.replace(table_of(clips, rows, columns(schema)), yardstick=table_of(clips, np.stack(seventy)))


def heard(path: Path, schema: str, cache: Cache) -> NDArray[np.float64]:
    """Return the values of a clip's parts, (parts, n_features); for `paa-70/1` its one vector.

    Raises
    ------
    audiofiler.errors.AudioFilerError, OSError
        The clip cannot be read.
    """

    def make() -> Arrays:
        found = extract(path, schema=schema, moved=False)
        if schema == SCHEMA_ID:
            return {"values": found.values[None]}
        values = found.matrix(found.names)
        wanted = REPRESENTATIONS[schema]
        evenly = np.arange(wanted.parts_of_clip) * len(values) // wanted.parts_of_clip
        return {"values": values[evenly].astype(np.uint8) if wanted.whole else values[evenly]}

    what = {"heard": schema, "sha256": sha256_of(path), "code": code_hash(*_CODE)}
    return cache.get(what, make)[0]["values"].astype(np.float64)


def columns(schema: str) -> tuple[str, ...]:
    """Return the names of a row's columns."""
    wanted = REPRESENTATIONS[schema]
    return tuple(f"{part:02}/{name}" for part in range(wanted.parts_of_clip) for name in wanted.names)


def unrolled(table: Table, schema: str) -> Table:
    """Return the table with a row for each part; parts of a clip stay in its group.

    Raises
    ------
    DataError
        If the rows are not clips in this schema.
    """
    if table.features != columns(schema):
        raise DataError(f"the rows are not clips in parts of schema {schema}: give a data set of audio files")
    count = REPRESENTATIONS[schema].parts_of_clip
    names = REPRESENTATIONS[schema].names
    return dataclasses.replace(
        table,
        X=each_part(table.X, schema).reshape(-1, len(names)),
        y=np.repeat(table.y, count),
        group=np.repeat(table.group, count),
        features=names,
        split=None if table.split is None else np.repeat(table.split, count),
        weight=None if table.weight is None else np.repeat(table.weight, count),
        yardstick=None,
    )


def each_part(X: NDArray[np.float32], schema: str) -> NDArray[np.float32]:
    """Return rows by part, (n, parts, n_features)."""
    wanted = REPRESENTATIONS[schema]
    return X.reshape(len(X), wanted.parts_of_clip, len(wanted.names))
