"""Work through files several at a time, in order, with progress."""

import functools
import json
import os
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from audiofiler.errors import AudioFilerError, Unreadable
from audiofiler.extraction import FeatureVector, extract
from audiofiler.schema import SCHEMA_ID

Result = FeatureVector | AudioFilerError
STDIN = "-"


def extract_all(files: list[str], schema: str = SCHEMA_ID) -> Iterator[tuple[str, Result]]:
    """Extract the features of files in a schema, in order; a failed file gives its error.

    Several files are worked on by as many processes as there are processors. Threads would not do: decoding comes back
    to the interpreter every few milliseconds of sound, and they would wait for its lock there.
    """
    workers = min(os.cpu_count() or 1, len(files))
    extract_one = functools.partial(_extract_one, schema)
    if workers == 1 or STDIN in files:
        yield from zip(files, with_progress(map(extract_one, files), files), strict=True)
        return
    with ProcessPoolExecutor(max_workers=workers) as pool:
        yield from zip(files, with_progress(pool.map(extract_one, files), files), strict=True)


def with_progress(results: Iterable[Result], files: list[str]) -> Iterator[Result]:
    """Pass results on and, for several files at a terminal, say how far it is."""
    shown = len(files) > 1 and sys.stderr.isatty()
    for done, result in enumerate(results, start=1):
        if shown:
            print(f"\r\x1b[K{done}/{len(files)}", end="\n" if done == len(files) else "", file=sys.stderr, flush=True)
        yield result


def report_error(file: str, error: AudioFilerError, *, as_json: bool) -> None:
    """Say what is wrong with one file: on standard error, or as the JSON line that stands for it."""
    if as_json:
        print(json.dumps({"file": file, "error": {"code": error.code, "detail": error.detail}}, ensure_ascii=False))
    else:
        print(f"{file}: {error.detail} ({error.code})", file=sys.stderr)


def _extract_one(schema: str, file: str) -> Result:
    try:
        return extract(sys.stdin.buffer if file == STDIN else Path(file), schema=schema)
    except AudioFilerError as error:
        return error
    except IsADirectoryError:
        return Unreadable(f"This is a folder; name the files in it, for example {Path(file, '*.mp3')}.")
    except FileNotFoundError:
        return Unreadable("There is no such file.")
    except OSError as error:
        return Unreadable(f"It cannot be read: {error.strerror or error}.")
