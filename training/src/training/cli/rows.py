"""Which rows a command is about: a data set by name and path, or a folder of extracted features."""

import argparse
import sys
from pathlib import Path

import numpy as np

from audiofiler.schema import SCHEMA_ID
from training import params, parts
from training.cache import Cache
from training.datasets import DataError, Dataset, Table
from training.datasets.base import groups_of_equal_rows
from training.datasets.folders import Folders
from training.datasets.index import AudioDataset, Broken, OnClip
from training.datasets.registry import find
from training.findings import Subject
from training.progress import Progress
from training.recipes import registry

NAMED = 3
"""How many of the files that were left out are named."""


def add(parser: argparse.ArgumentParser) -> None:
    """Ask for the name; `--data` and `--unverified` are the command's own."""
    parser.add_argument("--dataset", default="AudioFiler-2017", help="name of the data set (%(default)s)")


def load(arguments: argparse.Namespace) -> Subject:
    """Read the rows; files of one's own that cannot be read are left out, and named on stderr.

    Raises
    ------
    DataError
        If there is no such data set, it cannot be read, or what can be read of it is too little.
    """
    if hasattr(arguments, "recipe"):
        registry.require_packages(arguments.recipe)
    dataset, path = find(arguments.dataset), Path(arguments.data)
    if path.is_dir() and any(path.glob("*.parquet")):
        from training.extracting import table  # noqa: PLC0415  # Dask and Arrow take a second to load

        extracted = table(path)
        _tell_doubles(extracted, None)
        return Subject(dataset, extracted, None)
    broken: Broken = {}
    rows = _heard(arguments, dataset, path, broken)
    if not isinstance(dataset, AudioDataset):
        return Subject(dataset, rows, None)
    _tell(broken, len(rows))
    root = path if path.is_dir() else path.parent
    files = [
        clip.path.relative_to(root).as_posix() if clip.path.is_relative_to(root) else str(clip.path)
        for clip in (dataset.clips(path) if path.is_dir() or isinstance(dataset, Folders) else [])
        if clip.path not in broken
    ]
    # Other data sets do not say what they left out: then nobody knows which row is which.
    known = files if len(files) == len(rows) else None
    _tell_doubles(rows, known)
    if hasattr(arguments, "recipe"):  # then something is trained
        _require_enough(rows, params.load(arguments.params).split.folds)
    return Subject(dataset, rows, known)


def _heard(arguments: argparse.Namespace, dataset: Dataset, path: Path, broken: Broken) -> Table:
    """Read the rows in the schema that the recipe wants."""
    schema = registry.schema_of(getattr(arguments, "recipe", registry.DEFAULT))
    if schema != SCHEMA_ID:
        return _in_parts(arguments, dataset, path, schema, broken)
    if isinstance(dataset, Folders):
        return dataset.load(path, on_clip=_counting(arguments, dataset, path), broken=broken)
    if isinstance(dataset, AudioDataset) and path.is_dir():
        return dataset.load(path, verify=not arguments.unverified, on_clip=_counting(arguments, dataset, path))
    return dataset.load(path, verify=not arguments.unverified)


def _tell(broken: Broken, left: int) -> None:
    """Name what was left out."""
    if broken:
        print(f"{len(broken)} of {len(broken) + left} files cannot be read and are left out:", file=sys.stderr)
        for path, code in [*broken.items()][:NAMED]:
            print(f"  {path}: {code}", file=sys.stderr)
        if len(broken) > NAMED:
            print(f"  and {len(broken) - NAMED} more; `audiofiler-train explore` counts them", file=sys.stderr)


def _tell_doubles(rows: Table, files: list[str] | None) -> None:
    """Say how many files hold equal audio, and which of them are of several genres."""
    equal = groups_of_equal_rows(rows.X)
    if doubles := len(rows) - len(set(equal.tolist())):
        said = f"{doubles} of {len(rows)} files hold the same audio as another one"
        print(f"{said}; they are kept on one side of every split", file=sys.stderr)
    pairs = np.unique(np.stack([equal, rows.y]), axis=1)
    several = [np.flatnonzero(equal == audio) for audio in np.flatnonzero(np.bincount(pairs[0]) > 1)]
    if several:
        print(f"equal audio under several genres, learnt as each of them ({len(several)}):", file=sys.stderr)
    for same in several[:NAMED]:
        named = (files[row] if files else rows.genres[rows.y[row]] for row in same.tolist())
        print(f"  {', '.join(named)}", file=sys.stderr)
    if len(several) > NAMED:
        print(f"  and {len(several) - NAMED} more; `audiofiler-train explore` lists them", file=sys.stderr)


def _require_enough(rows: Table, folds: int) -> None:
    """Refuse what cannot be parted into folds, or holds nothing to tell apart."""
    genres = len(set(rows.y.tolist()))
    if rows.n_groups < folds or genres < 2:
        raise DataError(
            f"there is too little to learn from: {len(rows)} songs that can be read, of {rows.n_groups} artists or "
            f"single files, in {genres} genres; at least {folds} artists or single files and 2 genres are needed"
        )


def _in_parts(arguments: argparse.Namespace, dataset: Dataset, path: Path, schema: str, broken: Broken) -> Table:
    """Hear the clips in the parts that the recipe wants."""
    if not (isinstance(dataset, AudioDataset) and (path.is_dir() or path.suffix == ".csv")):
        raise DataError(
            f"the recipe {arguments.recipe!r} hears {schema}, so it needs the audio of a data set, not features"
        )
    verify = not (arguments.unverified or isinstance(dataset, Folders))
    counting = _counting(arguments, dataset, path)
    cache = Cache(arguments.work)
    return parts.load(dataset, path, schema, cache, verify=verify, on_clip=counting, broken=broken)


def _counting(arguments: argparse.Namespace, dataset: AudioDataset, path: Path) -> OnClip:
    """Return what counts the clips that are heard, on stderr."""
    progress = Progress(len(dataset.clips(path)), quiet=arguments.quiet)
    return lambda clip: progress.step(f"heard {clip.path.name}")
