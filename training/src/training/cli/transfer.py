"""`audiofiler-train transfer`: how well what was learnt on one collection holds on another."""

import argparse
import json
from pathlib import Path
from typing import Any

from training import report, transfer
from training.cli import voters
from training.datasets.registry import find_audio

_EPILOG = """examples:
  audiofiler-train transfer gtzan DATA --data train.npz         the shipped bundle and the published recipe on GTZAN
  audiofiler-train transfer folders ~/Music --json music.json   your own folders, matched by the names of their genres

The table training/transfer.toml says which genres stand for which. Clips are heard once and kept in the work folder.
"""


def add(commands: Any) -> None:
    """List the command."""
    parser = commands.add_parser(
        "transfer",
        help="answer the clips of another collection, genres mapped onto its own",
        description=__doc__,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("dataset", help="name of an audio data set, e.g. gtzan or folders")
    parser.add_argument("path", type=Path, help="where it is")
    parser.add_argument("--mapping", type=Path, default=transfer.TABLE, help="the table of genres (%(default)s)")
    voters.add(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Hear, ask, print; 1 if a clip was refused."""
    dataset, asked = find_audio(arguments.dataset), voters.Asked(arguments)
    clips = dataset.clips(arguments.path)
    theirs = list(dict.fromkeys(clip.genre for clip in clips))
    genres = transfer.genres_of(dataset.name, theirs, asked.forests.genres, arguments.mapping)
    heard, refused = {}, dict[str, str]()
    for schema in asked.schemas:
        heard[schema], refused = transfer.hear_all(clips, asked.cache, schema, asked.progress(len(clips)))
    found = transfer.measure(dataset, heard, genres, asked.voters(), asked.numbers.evaluation)
    found["left_out"] = refused
    if arguments.json:
        arguments.json.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{report.transfer_part(found)}")
    return voters.refusals(refused)
