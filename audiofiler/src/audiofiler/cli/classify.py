"""`audiofiler classify`: the genres of files, as a table with bars or as JSON lines."""

import argparse
import json
from typing import Any

from audiofiler.cli import table
from audiofiler.cli.files import extract_all, report_error
from audiofiler.cli.options import whole_number
from audiofiler.ensemble import Ensemble
from audiofiler.errors import AudioFilerError
from audiofiler.extraction import FeatureVector
from audiofiler.verdict import Classification
from audiofiler.verdict import classify as vote

EXAMPLES = """examples:
  audiofiler classify song.mp3
  audiofiler classify --top 3 album/*.flac
  audiofiler classify --json song.mp3 | jq .verdict.genre
  ffmpeg -i film.mkv -f wav - | audiofiler classify -
"""


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "classify",
        help="say which genre files sound like, and how the 20 voters of the model voted",
        description="Say which genre each file sounds like. Works without any server.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="audio files; - reads one from standard input")
    parser.add_argument("--json", action="store_true", help="print one JSON object a line instead of a table")
    parser.add_argument("--model", metavar="NAME", help="a bundle's name or folder (see `audiofiler models`)")
    parser.add_argument(
        "--top", type=whole_number, metavar="N", help=f"genres to show (table: {table.DEFAULT_TOP}; JSON: all)"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Classify every file; a failed one is reported and the others are still answered."""
    forests = Ensemble.load(options.model)
    failed = False
    for file, clip in extract_all(options.files, forests.schema):
        if isinstance(clip, AudioFilerError):
            failed = True
            report_error(file, clip, as_json=options.json)
            continue
        answer = vote(forests, clip)
        if options.json:
            print(json.dumps(as_json(file, clip, answer, forests, options.top), ensure_ascii=False), flush=True)
        else:
            print(table.verdict(file, answer.as_dict(), options.top), flush=True)
    return int(failed)


def as_json(
    file: str, clip: FeatureVector, answer: Classification, forests: Ensemble, top: int | None
) -> dict[str, Any]:
    """Give one file's answer in the shapes of the REST interface."""
    shown = answer.as_dict()
    shown["probabilities"] = shown["probabilities"][:top]
    return {
        "file": file,
        "duration_s": round(clip.duration_s, 3),
        "audio_sha256": clip.audio_sha256,
        "model": {"name": forests.name, "version": forests.version, "forests": forests.size},
        **shown,
        "timings_ms": {step: round(ms, 1) for step, ms in clip.timings_ms.items()},
    }
