"""`audiofiler-train compare A B`: which of two is better on the same rows, and whether that is more than chance."""

import argparse
import dataclasses
import json
from pathlib import Path
from typing import Any

from training import params, scores
from training.cli import rows
from training.compare import Comparison, compare
from training.datasets import Table
from training.evaluate import METRIC_NAMES
from training.report import table as markdown_table


def add(commands: Any) -> None:
    """List the command."""
    parser = commands.add_parser("compare", help="paired test of two bundles or two files of out-of-fold scores")
    for name, which in (("a", "the first"), ("b", "the second")):
        parser.add_argument(
            name, metavar=name.upper(), help=f"{which}: a bundle (name or folder) or a file of scores (.npz)"
        )
    parser.add_argument("--data", type=Path, required=True, help="the rows both are tested on")
    parser.add_argument("--unverified", action="store_true", help="take rows that are not the published ones")
    parser.add_argument("--params", type=Path, default=params.DEFAULT_PATH, help="parameter file (%(default)s)")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument("--quiet", action="store_true", help="no progress on stderr")
    rows.add(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Compare and print."""
    numbers = params.load(arguments.params)
    table = rows.load(arguments).table
    one, other = (_scores(text, table) for text in (arguments.a, arguments.b))
    found = compare(
        _names(arguments, one, other),
        (one.rows(table), other.rows(table)),
        table.group,
        numbers.evaluation,
        numbers.report,
    )
    if arguments.json:
        print(json.dumps({**dataclasses.asdict(found), "sentence": found.sentence}, ensure_ascii=False))
    else:
        print(as_text(found))
    return 0


def as_text(found: Comparison) -> str:
    """Return what a person reads: the conclusion first."""
    first, second = found.names
    test = found.mcnemar
    lines = [
        [
            METRIC_NAMES[name],
            f"{d.first:.3f}",
            f"{d.second:.3f}",
            f"{d.difference:+.4f} ({d.low:+.4f} to {d.high:+.4f})",
            f"{d.chance:.2g}",
            {1: f"{second} better", -1: f"{first} better", 0: "no more than chance"}[d.better],
        ]
        for name, d in found.measures.items()
    ]
    head = ["measure", first, second, "difference", "chance", "verdict"]
    return f"""{found.sentence}

{markdown_table(head, lines)}

{found.rows:,} rows of {found.groups:,} audio files. McNemar: {test.only_first:,} rows only {first} gets right, \
{test.only_second:,} only {second}; chance alone parts them so unevenly with probability {test.chance:.2g}.
Differences: {second} minus {first}, paired bootstrap over audio files; chance adjusted for the {len(lines)} measures.
A bundle's votes are fair only on rows it was not trained on."""


def _scores(text: str, table: Table) -> scores.Scores:
    found = scores.read(Path(text)) if text.endswith(".npz") else scores.of_bundle(text, table)
    scores.require_rows(found, table)
    return found


def _names(arguments: argparse.Namespace, one: scores.Scores, other: scores.Scores) -> tuple[str, str]:
    """Two of one name are told apart by where they come from."""
    if one.name != other.name:
        return one.name, other.name
    return Path(arguments.a).stem, Path(arguments.b).stem if arguments.a != arguments.b else "itself"
