"""`audiofiler-train extract`: the features of many clips, on all cores or on a Dask cluster."""

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from training.cli import written
from training.datasets.registry import find_audio

if TYPE_CHECKING:
    from training.extracting import State

_SAY_EVERY_S = 2.0

_EPILOG = """examples:
  audiofiler-train extract folders ~/Music --out var/features            one process a core
  audiofiler-train extract gtzan DATA --out F --scheduler tcp://HOST:8786   on a Dask cluster
  audiofiler-train extract --measure                                    what a million clips take here

Stop it, or let the machine die: the same command goes on where it was. The folder is a Parquet data set, a row a clip.
"""


def add(commands: Any) -> None:
    """List the command."""
    parser = commands.add_parser(
        "extract",
        help="compute the features of an audio data set, resumable, with Dask",
        description=__doc__,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("dataset", nargs="?", help="name of an audio data set, e.g. folders")
    parser.add_argument("path", nargs="?", type=Path, help="where it is")
    parser.add_argument("--out", type=Path, help="folder of the Parquet files")
    parser.add_argument("--scheduler", metavar="tcp://HOST:PORT", help="a Dask scheduler; else processes here")
    parser.add_argument("--workers", type=int, help="processes here (one a core)")
    parser.add_argument("--retry", action="store_true", help="try unreadable, crashed and failed clips again")
    parser.add_argument("--quiet", action="store_true", help="no progress on stderr")
    parser.add_argument("--measure", action="store_true", help="measure speed and cost instead, with made-up clips")
    parser.add_argument("--clips", type=int, default=60, help="with --measure: clips a core and round (%(default)s)")
    parser.add_argument("--rounds", type=int, default=5, help="with --measure (%(default)s)")
    parser.add_argument("--price", type=float, help="with --measure: what a core hour costs, to say it for a million")
    parser.add_argument("--json", action="store_true", help="with --measure: one JSON object")
    parser.set_defaults(run=run, usage=parser.error)


def run(arguments: argparse.Namespace) -> int:
    """Extract or measure; 1 if a clip was refused."""
    if arguments.measure:
        return _measure(arguments)
    if not (arguments.dataset and arguments.path and arguments.out):
        arguments.usage("DATASET, PATH and --out are needed (or --measure)")
    # Imported when it is wanted: Dask takes a second to load.
    from training.extracting import State, extract  # noqa: PLC0415

    written.require_folders(arguments.out)
    clips = find_audio(arguments.dataset).clips(arguments.path)
    said, last = float("-inf"), State(len(clips), 0, 0, 0, 0.0)

    def say(state: State) -> None:
        nonlocal said, last
        last = state
        if not arguments.quiet and (time.monotonic() - said > _SAY_EVERY_S or state.done == state.total):
            said = time.monotonic()
            print(_line(state), file=sys.stderr, flush=True)

    try:
        extract(
            clips,
            arguments.out,
            scheduler=arguments.scheduler,
            workers=arguments.workers,
            retry=arguments.retry,
            on_progress=say,
        )
    except OSError as error:
        raise written.NotWritable(f"{arguments.out} cannot be written: {error}") from error
    print(f"{arguments.out}: {last.done} clips, {last.kept} of them from before; {last.broken} refused")
    return 1 if last.broken else 0


def _line(state: "State") -> str:
    pace = ""
    if state.left_s is not None:
        left = int(state.left_s)
        clock = f"{left // 3600}:{left // 60 % 60:02d}:{left % 60:02d}"
        pace = f"  {state.rate:.1f} clips a second, about {clock} left"
    return f"{state.done}/{state.total}{pace}  {state.broken} refused"


def _measure(arguments: argparse.Namespace) -> int:
    from training.extracting import measure  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        clips = measure.synthetic(Path(folder))
        cost = measure.measure(clips, Path(folder), each=arguments.clips, rounds=arguments.rounds)
    print(json.dumps(cost.as_dict()) if arguments.json else measure.as_text(cost, arguments.price))
    return 0
