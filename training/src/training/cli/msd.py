"""`audiofiler-train msd STEP FOLDER`: compiles a data set from Last.fm's tags of the Million Song Dataset."""

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from training.datasets import DataError
from training.msd import catalogue, genres, reading
from training.msd.store import counts, opened
from training.progress import Progress

_SERVER = "http://localhost:8000"


def add(commands: Any) -> None:
    """List the command and its steps."""
    parser = commands.add_parser(
        "msd", help="compile a data set from Last.fm's tags: read, choose, look-up, fetch, status"
    )
    steps = parser.add_subparsers(required=True, metavar="STEP")
    read = steps.add_parser("read", help="take the tag files into FOLDER/msd.sqlite")
    read.add_argument("--tags", type=Path, required=True, help="folder of JSON files, or lastfm_tags.db")
    read.set_defaults(run=_read)
    choose = steps.add_parser("choose", help="choose one genre for each track by the weights of its tags")
    choose.add_argument("--table", type=Path, default=genres.TABLE, help="which tags stand for a genre (%(default)s)")
    choose.add_argument("--least", type=float, default=20.0, help="weight a genre needs, 0 to 100 (%(default)s)")
    choose.set_defaults(run=_choose)
    look_up = steps.add_parser("look-up", help="look tracks up in a catalogue through a running AudioFiler")
    look_up.set_defaults(run=_look_up)
    fetch = steps.add_parser("fetch", help="fetch previews of what was found, where the terms allow it")
    fetch.add_argument("--i-have-read-the-terms", action="store_true", dest="read", help="of the catalogue named")
    fetch.set_defaults(run=_fetch)
    status = steps.add_parser("status", help="how far it is")
    status.set_defaults(run=_status)
    for step in (read, choose, look_up, fetch, status):
        step.add_argument("folder", metavar="FOLDER", type=Path, help="where msd.sqlite and the clips are kept")
    for step in (look_up, fetch):
        server = os.environ.get("AUDIOFILER_SERVER") or _SERVER
        step.add_argument("--server", default=server, help="address of a running AudioFiler (%(default)s)")
        step.add_argument("--source", required=True, help="the catalogue, such as jamendo")
        step.add_argument("--batch", type=int, default=500, help="tracks in this run (%(default)s)")
        step.add_argument("--pause", type=float, default=catalogue.PAUSE_SECONDS, help="s after a call (%(default)s)")
        step.add_argument("--quiet", action="store_true", help="no progress on stderr")


def _read(arguments: argparse.Namespace) -> int:
    with opened(arguments.folder, make=True) as connection:
        print(f"{reading.read(arguments.tags, connection):,} tracks with tags")
    return 0


def _choose(arguments: argparse.Namespace) -> int:
    table = genres.read_table(arguments.table)
    with opened(arguments.folder) as connection:
        for genre, tracks in genres.choose(connection, table, least=arguments.least).items():
            print(f"{tracks:9,}  {genre}")
    return 0


def _look_up(arguments: argparse.Namespace) -> int:
    progress = Progress(arguments.batch, quiet=arguments.quiet)
    with opened(arguments.folder) as connection:
        done = catalogue.look_up(connection, _catalogue(arguments), arguments.batch, progress.step)
    print(f"{done:,} looked up")
    return _status(arguments)


def _fetch(arguments: argparse.Namespace) -> int:
    if arguments.source in catalogue.FORBIDDEN:
        raise DataError(f"{catalogue.FORBIDDEN[arguments.source]}; nothing is fetched")
    print(catalogue.TERMS, file=sys.stderr)
    if not arguments.read:
        raise DataError(f"nothing is fetched until you say --i-have-read-the-terms (of {arguments.source})")
    progress = Progress(arguments.batch, quiet=arguments.quiet)
    with opened(arguments.folder) as connection:
        done = catalogue.fetch(connection, _catalogue(arguments), arguments.folder, arguments.batch, progress.step)
    print(f"{done:,} asked for")
    return _status(arguments)


def _status(arguments: argparse.Namespace) -> int:
    with opened(arguments.folder) as connection:
        for name, count in counts(connection).items():
            print(f"{count:9,}  {name}")
    return 0


def _catalogue(arguments: argparse.Namespace) -> catalogue.Catalogue:
    if not arguments.server.startswith(("http://", "https://")):
        raise DataError(f"{arguments.server!r} is no address of a server; it should look like {_SERVER}")
    return catalogue.Catalogue(arguments.server, arguments.source, arguments.pause)
