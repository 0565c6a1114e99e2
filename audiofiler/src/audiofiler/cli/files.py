"""Work through files several at a time, in order, with progress."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from audiofiler.errors import AudioFilerError, UndecodableAudio
from audiofiler.extraction import FeatureVector, extract

Result = TypeVar("Result")
STDIN = "-"


def extract_all(files: list[str]) -> Iterator[tuple[str, FeatureVector | AudioFilerError]]:
    """Extract the features of files, as many at once as there are processors; a failed file gives its error."""
    return zip(files, with_progress(in_parallel(_extract_one, files), files), strict=True)


def in_parallel(work: Callable[[str], Result], items: Iterable[str]) -> Iterator[Result]:
    """Map in threads (decoding and transforms release the interpreter's lock), in order."""
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        yield from pool.map(work, items)


def with_progress(results: Iterable[Result], files: list[str]) -> Iterator[Result]:
    """Pass results on and, for several files at a terminal, say how far it is."""
    shown = len(files) > 1 and sys.stderr.isatty()
    for done, result in enumerate(results, start=1):
        if shown:
            print(f"\r\x1b[K{done}/{len(files)}", end="\n" if done == len(files) else "", file=sys.stderr, flush=True)
        yield result


def _extract_one(file: str) -> FeatureVector | AudioFilerError:
    try:
        return extract(sys.stdin.buffer if file == STDIN else Path(file))
    except AudioFilerError as error:
        return error
    except IsADirectoryError:
        return UndecodableAudio(f"This is a folder; name the files in it, for example {Path(file, '*.mp3')}.")
    except OSError as error:
        return UndecodableAudio(f"It cannot be read: {error.strerror or error}.")
