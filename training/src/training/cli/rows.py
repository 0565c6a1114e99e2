"""Which rows a command is about: a data set by name and path, or a folder of extracted features."""

import argparse
from pathlib import Path

from audiofiler.schema import SCHEMA_ID
from training import parts
from training.cache import Cache
from training.datasets import DataError, Dataset, Table
from training.datasets.index import AudioDataset
from training.datasets.registry import find
from training.findings import Subject
from training.recipes import registry


def add(parser: argparse.ArgumentParser) -> None:
    """Ask for the name; `--data` and `--unverified` are the command's own."""
    parser.add_argument("--dataset", default="AudioFiler-2017", help="name of the data set (%(default)s)")


def load(arguments: argparse.Namespace) -> Subject:
    """Read the rows.

    Raises
    ------
    DataError
        If there is no such data set, or it cannot be read.
    """
    dataset, path = find(arguments.dataset), Path(arguments.data)
    if path.is_dir() and any(path.glob("*.parquet")):
        from training.extracting import table  # noqa: PLC0415  # Dask and Arrow take a second to load

        return Subject(dataset, table(path), None)
    schema = registry.schema_of(getattr(arguments, "recipe", registry.DEFAULT))
    if schema != SCHEMA_ID:
        rows = _in_parts(arguments, dataset, path, schema)
    else:
        rows = dataset.load(path, verify=not arguments.unverified)
    if not (isinstance(dataset, AudioDataset) and path.is_dir()):
        return Subject(dataset, rows, None)
    clips = dataset.clips(path)
    files = [
        clip.path.relative_to(path).as_posix() if clip.path.is_relative_to(path) else str(clip.path) for clip in clips
    ]
    # Broken files are left out of the table: then nobody knows any more which row is which.
    return Subject(dataset, rows, files if len(files) == len(rows) else None)


def _in_parts(arguments: argparse.Namespace, dataset: Dataset, path: Path, schema: str) -> Table:
    """Hear the clips in the parts that the recipe wants."""
    if not (isinstance(dataset, AudioDataset) and (path.is_dir() or path.suffix == ".csv")):
        raise DataError(
            f"the recipe {arguments.recipe!r} hears {schema}, so it needs the audio of a data set, not features"
        )
    return parts.load(dataset, path, schema, Cache(arguments.work), verify=not arguments.unverified)
