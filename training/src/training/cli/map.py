"""`audiofiler-train map`: clusters without labels and a flat map of the training songs, scored against the genres."""

import argparse
import json
from pathlib import Path
from typing import Any

from training import mapping, params, report
from training.datasets.audiofiler2017 import AudioFiler2017
from training.mapping import telling

_EPILOG = """examples:
  audiofiler-train map --data train.npz                      clusters, their genres, and how well they agree
  audiofiler-train map --data train.npz --picture map.svg --json map.json   the picture; the figures for `report`

The bundles that `audiofiler-train train` writes hold the same map.
"""


def add(commands: Any) -> None:
    """List the command."""
    parser = commands.add_parser(
        "map",
        help="find clusters of songs without their genres, draw a flat map, and score both",
        description=__doc__,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--data", type=Path, required=True, help="AudioFiler-2017")
    parser.add_argument("--unverified", action="store_true", help="take rows that are not the published ones")
    parser.add_argument("--params", type=Path, default=params.DEFAULT_PATH, help="parameter file (%(default)s)")
    parser.add_argument("--picture", type=Path, metavar="FILE", help="draw the map there, as SVG")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every figure there too")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Fit, score, print, draw."""
    dataset = AudioFiler2017()
    table = dataset.load(arguments.data, verify=not arguments.unverified)
    mapped = mapping.fit(table)
    found = mapping.measure(mapped, table.genres, params.load(arguments.params).evaluation)
    drawn = mapping.picture(mapped.arrays, table.genres, dataset.families)
    if arguments.picture:
        arguments.picture.write_text(drawn, encoding="utf-8")
    if arguments.json:
        arguments.json.write_text(
            json.dumps({**found, "picture": drawn}, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
        )
    for head, rows in (telling.scores_table(found), telling.clusters_table(found)):
        print(report.table(head, rows), end="\n\n")
    print(found["protocol"])
    return 0
