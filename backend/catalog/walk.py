"""A walk through folders in a fixed order, so that it can stop anywhere and go on later from there."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from backend.catalog.tags import SUFFIXES


def audio_files(roots: Iterable[Path], *, after: str = "") -> Iterator[str]:
    """Paths of audio files below the folders, in the order of their text, from behind `after` on.

    Hidden files and folders are left out, and so are links: what they point to is found at its own place if it
    is inside the folders, and is nobody's business if it is not. So is a name that is no UTF-8: it cannot be stored.
    """
    for root in sorted(roots, key=lambda root: f"{root}{os.sep}"):
        yield from _below(f"{root}{os.sep}", after)


def _below(folder: str, after: str) -> Iterator[str]:
    if after >= folder and not after.startswith(folder):
        return
    try:
        entries = sorted(_entries(folder))
    except OSError:  # not readable, or gone meanwhile
        return
    for path in entries:
        if path.endswith(os.sep):
            yield from _below(path, after)
        elif path > after and os.path.splitext(path)[1].lower() in SUFFIXES:  # noqa: PTH122 - it is text here
            yield path


def _entries(folder: str) -> Iterator[str]:
    """Files by their path and folders with a slash behind it, so that both sort as the paths below them do."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(".") or not _storable(entry.path):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield f"{entry.path}{os.sep}"
            elif entry.is_file(follow_symlinks=False):
                yield entry.path


def _storable(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True
