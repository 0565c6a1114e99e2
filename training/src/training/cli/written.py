"""What a command will write: refused before the work begins when it cannot be."""

import os
import tempfile
from pathlib import Path

from training.datasets import DataError


class NotWritable(DataError):
    """A place to write to is none; the text names it."""


def require_files(*paths: Path) -> None:
    """Refuse files that could not be written.

    Raises
    ------
    NotWritable
        Naming the first.
    """
    for path in paths:
        if not path.exists():
            require_folders(path.parent, named=path)
            continue
        try:
            os.close(os.open(path, os.O_WRONLY))
        except OSError as error:
            raise NotWritable(f"{path} cannot be written: {error.strerror}") from error


def require_folders(*paths: Path, named: Path | None = None) -> None:
    """Refuse folders that could not be made, or written into where they are there already.

    A file without a name is opened in the nearest folder that is there: permissions alone do not say what can be done.

    Raises
    ------
    NotWritable
        Naming the first, or what is `named`.
    """
    for path in paths:
        there = next(place for place in (path.absolute(), *path.absolute().parents) if place.exists())
        try:
            with tempfile.TemporaryFile(dir=there):
                pass
        except OSError as error:
            raise NotWritable(f"{named or path} cannot be written: {error.strerror} ({there})") from error
