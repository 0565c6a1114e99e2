"""`audiofiler search`: find songs in the catalogues of a running server, and classify one of them at once."""

import argparse
import json
import sys
from typing import Any

from audiofiler.cli import table
from audiofiler.cli.options import whole_number
from audiofiler.cli.server import Server, default_server, waiting

WAIT_SECONDS = 3
LEAST_LETTERS = 2
ROUNDS = 3
"""Slow catalogues are waited for so many times `WAIT_SECONDS`."""

EXAMPLES = """examples:
  audiofiler search blue mondey                    misspellings are fine
  audiofiler search --classify --source house reggae
  audiofiler search --classify --pick 2 new order
  audiofiler search blue monday --json | jq -r .id

It needs a running server (`make run`), at --server or in AUDIOFILER_SERVER. Exit status 1: nothing was
found, or no server answers.
"""


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "search",
        help="find songs by name on a running server, and classify one",
        description="Find songs by title, artist or both in the catalogues that are on at a running AudioFiler server.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("text", nargs="+", metavar="TEXT", help="title, artist or both, in any order")
    parser.add_argument("--classify", action="store_true", help="classify a song at once")
    parser.add_argument(
        "--pick", type=whole_number, default=1, metavar="N", help="with --classify: the N-th song (the first)"
    )
    parser.add_argument("--limit", type=whole_number, default=10, metavar="N", help="songs to show (10)")
    parser.add_argument("--source", metavar="ID", help="ask this catalogue alone, e.g. deezer")
    parser.add_argument("--model", metavar="NAME", help="with --classify: the model that votes")
    parser.add_argument(
        "--top", type=whole_number, metavar="N", help=f"with --classify: genres to show ({table.DEFAULT_TOP})"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object a line")
    parser.add_argument("--server", metavar="URL", default=default_server(), help="address of the server (%(default)s)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Search, show, and classify where that is wanted."""
    server = Server(options.server)
    text = " ".join(options.text)
    found = ask(server, text, limit=options.limit, source=options.source)
    report_troubles(found["sources"])
    tracks = found["results"]
    if not options.classify:
        show(tracks, text, as_json=options.json)
        return int(not tracks)
    if not 1 <= options.pick <= len(tracks):
        print(f"audiofiler: there is no song {options.pick}; {len(tracks)} found.", file=sys.stderr)
        return 1
    track = tracks[options.pick - 1]
    answer = server.post("classifications", {"track_id": track["id"], "model": options.model})
    name = f"{', '.join(track['artists'])}: {track['title']}  [{track['id']}]"
    print(json.dumps(answer, ensure_ascii=False) if options.json else table.verdict(name, answer, options.top))
    return 0


def ask(server: Server, text: str, *, limit: int, source: str | None) -> dict[str, Any]:
    """Search, asking again while a catalogue is still under way; a running question is joined, not repeated."""
    query = {"q": text, "limit": limit, "source": source, "wait": WAIT_SECONDS}
    for _ in range(ROUNDS):
        found = server.get("tracks", query)
        if not any(outcome.get("pending") for outcome in found["sources"]):
            break
    return found


def show(tracks: list[dict[str, Any]], text: str, *, as_json: bool) -> None:
    """Print the songs found for a text."""
    if as_json:
        for track in tracks:
            print(json.dumps(track, ensure_ascii=False))
    elif tracks:
        print(table.songs(tracks))
    elif len(text) < LEAST_LETTERS:
        print(f"Nothing found: type at least {LEAST_LETTERS} letters.")
    else:
        print("Nothing found. Try fewer words, or the artist alone.")


def report_troubles(outcomes: list[dict[str, Any]]) -> None:
    """Say on stderr which catalogues could not be asked."""
    for outcome in outcomes:
        if outcome["status"] != "ok" or outcome.get("pending"):
            wait = f"; back in {waiting(outcome['retry_after'])}" if outcome.get("retry_after") else ""
            why = (outcome.get("note") or outcome["status"].replace("_", " ")).rstrip(".")
            print(
                f"audiofiler: {outcome['id']}: {'too slow' if outcome.get('pending') else why}{wait}", file=sys.stderr
            )
