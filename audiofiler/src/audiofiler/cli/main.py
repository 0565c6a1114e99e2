"""Parse the command line and hand over to one command.

Exit status: 0 all well, 1 some file failed (the others are still answered), 2 wrong usage.
"""

import contextlib
import io
import os
import sys

# Set before numpy loads: the products here are small, and threads that wait for one another cost more than they give.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from audiofiler import __version__
from audiofiler.cli import classify, features, models, search
from audiofiler.cli.options import Parser
from audiofiler.cli.server import ServerError
from audiofiler.errors import AudioFilerError

DESCRIPTION = "A song goes in, its genre comes out, with the evidence: the votes of 20 random forests on 70 features."


def build_parser() -> Parser:
    """Build the parser with one sub-command for each module."""
    parser = Parser(prog="audiofiler", description=DESCRIPTION)
    parser.add_argument("--version", action="version", version=f"audiofiler {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for command in (classify, search, features, models):
        command.add_to(commands)
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return the exit status."""
    options = build_parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without "█" gets "?", not a traceback
    try:
        status: int = options.run(options)
    except AudioFilerError as error:
        print(f"audiofiler: {error.detail}", file=sys.stderr)
        return 1 if isinstance(error, ServerError) else 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of a pipe has seen enough (`| head`): end quietly, and let no flush at exit complain again.
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        print(f"audiofiler: {error.strerror or error}", file=sys.stderr)
        return 1
    return status


if __name__ == "__main__":
    sys.exit(main())
