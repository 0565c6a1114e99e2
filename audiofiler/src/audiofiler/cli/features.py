"""`audiofiler features`: the 70 values of files."""

import argparse
import json
from typing import Any

from audiofiler.cli.files import extract_all, report_error
from audiofiler.errors import AudioFilerError
from audiofiler.extraction import FeatureVector

EXAMPLES = """examples:
  audiofiler features song.mp3
  audiofiler features --json song.mp3 | jq .values
"""


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "features",
        help="print the 70 features of files",
        description="Print the 70 features (schema paa-70/1) of each file.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="audio files; - reads one from standard input")
    parser.add_argument("--json", action="store_true", help="print one JSON object a line instead of a table")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the features of every file; a failed one is reported and the others are still answered."""
    failed = False
    for file, clip in extract_all(options.files):
        if isinstance(clip, AudioFilerError):
            failed = True
            report_error(file, clip, as_json=options.json)
        elif options.json:
            print(json.dumps(as_json(file, clip), ensure_ascii=False), flush=True)
        else:
            print(table(file, clip), flush=True)
    return int(failed)


def as_json(file: str, clip: FeatureVector) -> dict[str, Any]:
    """Give one file's vector in the shapes of the REST interface."""
    return {
        "file": file,
        "schema": clip.schema,
        "names": list(clip.names),
        "values": clip.values.tolist(),
        "windows": [window.as_dict() for window in clip.windows],
        "duration_s": round(clip.duration_s, 3),
        "sample_rate": clip.sample_rate,
        "audio_sha256": clip.audio_sha256,
        "timings_ms": {step: round(ms, 1) for step, ms in clip.timings_ms.items()},
    }


def table(file: str, clip: FeatureVector) -> str:
    """List names and values."""
    width = max(len(name) for name in clip.names)
    parts = len({window.start_s for window in clip.windows})
    head = f"{file}  ({clip.schema}, {clip.duration_s:.1f} s at {clip.sample_rate} Hz, windows: {parts})"
    rows = [f"  {name:<{width}}  {value: .9g}" for name, value in zip(clip.names, clip.values, strict=True)]
    return "\n".join([head, *rows, ""])
