"""`audiofiler-train unknown`: is what is not music told from music?"""

import argparse
import json
from pathlib import Path
from typing import Any

from training import params, report
from training.cache import Cache
from training.cli.voters import refusals
from training.datasets import DataError
from training.datasets.audiofiler2017 import AudioFiler2017
from training.datasets.index import audio_files
from training.familiarity import hearing, measure, sounds, telling
from training.progress import Progress

_WORK = Path(__file__).resolve().parents[4] / "var" / "training"
_EPILOG = """examples:
  audiofiler-train unknown --data train.npz                          noise, tones, hum, clicks … against held-out rows
  audiofiler-train unknown MUSIC --speech TALK.ogg --data train.npz --json unknown.json   and real clips; for `report`

Synthetic voices are heard where Debian's `espeak-ng` is installed. Stop it at any time: what was heard is kept.
"""


def add(commands: Any) -> None:
    """List the command."""
    parser = commands.add_parser(
        "unknown",
        help="how well speech, noise, tones and other sounds are told from music",
        description=__doc__,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("music", nargs="*", type=Path, metavar="MUSIC", help="real music: audio files, or folders")
    parser.add_argument("--speech", nargs="+", type=Path, default=[], metavar="FILE", help="recordings of speech")
    parser.add_argument("--data", type=Path, required=True, help="AudioFiler-2017: what the measure is fitted on")
    parser.add_argument("--unverified", action="store_true", help="take rows that are not the published ones")
    parser.add_argument("--each", type=int, default=24, metavar="N", help="clips of each kind (%(default)s)")
    parser.add_argument("--params", type=Path, default=params.DEFAULT_PATH, help="parameter file (%(default)s)")
    parser.add_argument("--work", type=Path, default=_WORK, help="where what was heard is kept (%(default)s)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every figure there too")
    parser.add_argument("--quiet", action="store_true", help="no progress on stderr")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Make, hear, fit, measure, print; 1 if a clip was refused."""
    numbers, cache = params.load(arguments.params), Cache(arguments.work)
    table = AudioFiler2017().load(arguments.data, verify=not arguments.unverified)
    files = {"/".join(path.resolve().parts[-2:]): _below(path) for path in arguments.music}
    kinds = len(sounds.CHOOSING) + len(sounds.REPORTED) + 2
    progress = Progress(sum(len(of) for of in files.values()) + kinds, quiet=arguments.quiet)

    def on_clip(name: str, cached: bool) -> None:
        progress.step(name, cached=cached)

    if missing := [path for path in arguments.speech if not path.is_file()]:
        raise DataError(f"{missing[0]} is not there")
    refused: dict[str, str] = {}
    music = {}
    for name, of in files.items():
        music[name], left_out = hearing.hear_music(of, cache, on_clip)
        refused |= left_out
    heard = hearing.hear_sounds(arguments.each, arguments.speech, cache, on_clip)
    found = measure(table, music, heard, hearing.CHOSEN_ON, numbers.evaluation)
    if arguments.json:
        arguments.json.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    for head, rows in (telling.sounds_table(found), telling.music_table(found)):
        print(report.table(head, rows), end="\n\n")
    print(f"{telling.sentence(found)}\n\n{found['protocol']}")
    return refusals(refused)


def _below(path: Path) -> list[Path]:
    if not path.exists():
        raise DataError(f"{path} is not there")
    return audio_files(path) if path.is_dir() else [path]
