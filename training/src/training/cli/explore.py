"""`audiofiler-train explore NAME PATH`: what is in a data set, as one page."""

import argparse
from pathlib import Path
from typing import Any

from training.cli import written
from training.datasets import DataError
from training.datasets.index import AudioDataset, Clip
from training.datasets.registry import find
from training.exploring import Survey, page, survey_clips, survey_table
from training.progress import Progress


def add(commands: Any) -> None:
    """List the command."""
    parser = commands.add_parser("explore", help="look at a data set: counts, faults, duplicates, balance, features")
    parser.add_argument("name", metavar="NAME", help="of the data set; `audiofiler-train datasets` lists them")
    parser.add_argument("path", metavar="PATH", type=Path, help="where it lies")
    parser.add_argument("--out", type=Path, default=Path("report.html"), help="the page (%(default)s)")
    parser.add_argument("--limit", type=int, help="listen to this many clips, taken evenly (all)")
    parser.add_argument("--unverified", action="store_true", help="take tables that are not the published ones")
    parser.add_argument("--quiet", action="store_true", help="no progress on stderr")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Look and write the page."""
    dataset = find(arguments.name)
    if arguments.limit is not None and arguments.limit < 1:
        raise DataError("--limit should be 1 or more")
    written.require_files(arguments.out)
    survey = _survey(dataset, arguments)
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(page(dataset, survey), encoding="utf-8")
    looked = f"{len(survey.clips):,} clips listened to" if survey.clips else f"{survey.of:,} rows"
    print(f"{arguments.out}: {looked}, {len(survey.broken):,} broken, {len(survey.same):,} pairs of one recording")
    return 0


def _survey(dataset: Any, arguments: argparse.Namespace) -> Survey:
    """Listen where there is audio; a file that is a table of numbers is read as one."""
    if isinstance(dataset, AudioDataset):
        clips = _clips(dataset, arguments.path)
        if clips:
            progress = Progress(min(arguments.limit or len(clips), len(clips)), quiet=arguments.quiet)
            return survey_clips(clips, limit=arguments.limit, on_clip=lambda clip: progress.step(clip.path.name))
    return survey_table(dataset.load(arguments.path, verify=not arguments.unverified))


def _clips(dataset: AudioDataset, path: Path) -> list[Clip]:
    """List the clips; GTZAN's table has none."""
    try:
        return dataset.clips(path)
    except DataError:
        if path.is_file() and dataset.name.startswith("GTZAN"):
            return []
        raise
