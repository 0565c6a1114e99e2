"""`audiofiler-train datasets`: which data sets there are, whose they are, and what they may be used for."""

import argparse
import json
import textwrap
from pathlib import Path
from typing import Any

from training.datasets import DataError, Dataset
from training.datasets.index import check_index, write_index
from training.datasets.registry import DATASETS, find, find_audio


def add(commands: Any) -> None:
    """List the command."""
    parser = commands.add_parser(
        "datasets", help="list the data sets; write or check an index of one's files with checksums"
    )
    parser.add_argument("name", metavar="NAME", nargs="?", help="only this one")
    parser.add_argument("path", metavar="PATH", nargs="?", type=Path, help="where its audio lies, for an index")
    parser.add_argument("--json", action="store_true", help="one JSON object a data set")
    index = parser.add_mutually_exclusive_group()
    index.add_argument("--index", type=Path, help="write path, genre, group, split, size and sha256 of each clip (CSV)")
    index.add_argument("--check", type=Path, help="compare the files with such an index; 1 if any differs")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print, write or check."""
    if arguments.index or arguments.check:
        return _index(arguments)
    for dataset in [find(arguments.name)] if arguments.name else DATASETS:
        print(json.dumps(_facts(dataset), ensure_ascii=False) if arguments.json else _text(dataset))
    return 0


def _index(arguments: argparse.Namespace) -> int:
    if arguments.path is None:
        raise DataError("an index needs NAME and PATH")
    root = arguments.path if arguments.path.is_dir() else arguments.path.parent
    dataset = find_audio(arguments.name)
    if arguments.index:
        clips = dataset.clips(arguments.path)
        write_index(clips, root, arguments.index)
        print(f"{arguments.index}: {len(clips):,} clips")
        return 0
    complaints = check_index(root, arguments.check)
    print("\n".join(complaints) or "every file is as the index says")
    return 1 if complaints else 0


def _facts(dataset: Dataset) -> dict[str, Any]:
    return {
        "name": dataset.name,
        "audio": hasattr(dataset, "clips"),
        "genres": list(dataset.families),
        "citation": dataset.citation,
        "licence": dataset.licence,
        "labels": _labels(dataset),
        "uses": dataset.uses,
        "remotes": [
            {"address": remote.address, "what": remote.what, "checksum": remote.checksum} for remote in dataset.remotes
        ],
    }


def _labels(dataset: Dataset) -> str:
    return f"{dataset.labels}, {dataset.label_note}"


def _text(dataset: Dataset) -> str:
    lines = [f"{dataset.name}{' (audio)' if hasattr(dataset, 'clips') else ''}"]
    for label, text in (
        ("cite", dataset.citation),
        ("licence", dataset.licence),
        ("labels", _labels(dataset)),
        ("use", dataset.uses),
    ):
        lines.append(textwrap.fill(text, 100, initial_indent=f"  {label:8}", subsequent_indent=" " * 10))
    for remote in dataset.remotes:
        lines.append(f"  {'from':8}{remote.address}  {remote.what}")
        if remote.checksum:
            lines.append(f"  {'':8}{remote.checksum}")
    return "\n".join(lines) + "\n"
