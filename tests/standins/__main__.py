"""Run the stand-ins by themselves: .venv/bin/python -m tests.standins [NAME ...]

It prints the settings that point AudioFiler at them, then serves until Ctrl-C. Any of them can be made to go wrong:
    curl -X POST ADDRESS/__standin__/misbehave -d '{"kind": "server_error"}'     and     …/__standin__/behave
"""

import argparse
import json
import signal
import sys

from tests.standins.faults import KINDS
from tests.standins.running import NAMES, SERVICES, start
from tests.standins.settings import environment


def main(arguments: list[str] | None = None) -> int:
    """Start them, say where they are, wait."""
    options = _parser().parse_args(arguments)
    ends = (signal.SIGINT, signal.SIGTERM)
    signal.pthread_sigmask(signal.SIG_BLOCK, ends)  # kept for `sigwait`, also those that come before it
    names = options.name or NAMES
    more = {"spotify": {"previews": options.spotify_previews}}
    ports = [options.port + place if options.port else 0 for place in range(len(names))]
    standins = [start(name, n=options.songs, port=port, **more.get(name, {}))
                for name, port in zip(names, ports, strict=True)]  # fmt: skip
    settings = environment(standins)
    if options.env:
        print("\n".join(f"{name}={value}" for name, value in settings.items()), flush=True)
    elif options.json:
        print(json.dumps(settings), flush=True)
    else:
        print("Stand-ins are running; these settings point AudioFiler at them:\n")
        print("\n".join(f"export {name}={value}" for name, value in settings.items()))
        example = standins[0].songs[1]
        print(f"\nA song they have: {example.title} ({example.artists[0]}). Ctrl-C ends them.", flush=True)
    signal.sigwait(ends)
    for standin in standins:
        standin.close()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=".venv/bin/python -m tests.standins",
        description="Stand-in servers on loopback for the music catalogues, with invented songs.",
        epilog=f"Faults: {', '.join(sorted(KINDS))}; "
        + "; ".join(f"{name}: {', '.join(sorted(each.kinds))}" for name, each in SERVICES.items() if each.kinds),
    )
    parser.add_argument("name", nargs="*", type=_known, metavar="NAME", help=f"{', '.join(NAMES)}; all unless named")
    parser.add_argument("--port", type=int, default=0, help="the first one's; free ones are taken unless given")
    parser.add_argument("--songs", type=int, default=10_000, help="how many songs to invent (default %(default)s)")
    parser.add_argument(
        "--spotify-previews", action="store_true", help="Spotify gives previews, as to apps before 2024"
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--env", action="store_true", help="print the settings alone, NAME=value a line")
    form.add_argument("--json", action="store_true", help="print the settings alone, as one JSON object")
    return parser


def _known(name: str) -> str:
    if name not in NAMES:
        raise argparse.ArgumentTypeError(f"there is no {name!r}, only {', '.join(NAMES)}")
    return name


if __name__ == "__main__":
    sys.exit(main())
