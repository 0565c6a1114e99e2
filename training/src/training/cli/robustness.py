"""`audiofiler-train robustness`: do answers stay when clips are changed as real clips are?"""

import argparse
import json
from pathlib import Path
from typing import Any

from training import report, robustness
from training.cli import voters
from training.datasets import DataError
from training.datasets.index import audio_files

_EPILOG = """examples:
  audiofiler-train robustness CLIPS                       the shipped bundle on all audio below a folder
  audiofiler-train robustness CLIPS --bundle B --json steady.json   another one; the figures for `report`

Stop it at any time: clips heard so far are kept in the work folder, and the same command goes on.
"""


def add(commands: Any) -> None:
    """List the command."""
    parser = commands.add_parser(
        "robustness",
        help="change real clips as catalogues and players do, and count the votes that stay",
        description=__doc__,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("clips", nargs="+", type=Path, metavar="CLIPS", help="audio files, or folders of them")
    voters.add(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Change, hear, ask, print; 1 if a clip was refused."""
    asked = voters.Asked(arguments)
    clips = list(dict.fromkeys(file for path in arguments.clips for file in _below(path)))
    heard, refused = {}, dict[str, str]()
    for schema in asked.schemas:
        heard[schema], refused = robustness.hear_all(clips, asked.cache, schema, asked.progress(len(clips)))
    found = robustness.measure(heard, asked.voters(), asked.numbers.evaluation)
    found["left_out"] = refused
    if arguments.json:
        arguments.json.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{report.robustness_part(found)}")
    return voters.refusals(refused)


def _below(path: Path) -> list[Path]:
    if not path.exists():
        raise DataError(f"{path} is not there")
    return audio_files(path) if path.is_dir() else [path]
