"""How many requests may be inside at once, across all worker processes.

Each place is a lock on one byte of a nameless file that the workers inherit. The kernel frees a process's locks when
it ends, however it ends, so a killed worker never takes its place with it.
"""

import fcntl
import os
import tempfile
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from extractor_service.extraction.errors import Refusal

_POLL_SECONDS: Final = 0.005
_COMPUTING: Final = 1 << 20
"""Where the places to compute begin in the file, far behind the places to be inside."""


class Turnstile:
    """`computing` places to compute and `waiting` more to receive, fetch or wait for one of them."""

    def __init__(self, *, computing: int, waiting: int) -> None:
        with tempfile.TemporaryFile() as file:
            self._file = os.dup(file.fileno())
        weakref.finalize(self, os.close, self._file)
        self._inside = range(computing + waiting)
        self._computing = range(_COMPUTING, _COMPUTING + computing)

    @contextmanager
    def inside(self) -> Iterator[None]:
        """Hold a place from before the body is read; when all are taken, refuse at once."""
        place = self._take(self._inside)
        if place is None:
            raise _busy()
        try:
            yield
        finally:
            self._free(place)

    @contextmanager
    def computing(self, *, wait_seconds: float) -> Iterator[None]:
        """Hold a place to compute, waiting for one no longer than said."""
        deadline = time.monotonic() + wait_seconds
        while (place := self._take(self._computing)) is None:
            if time.monotonic() >= deadline:
                raise _busy()
            time.sleep(_POLL_SECONDS)
        try:
            yield
        finally:
            self._free(place)

    def _take(self, places: range) -> int | None:
        for place in places:
            try:
                fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, place)
            except OSError:
                continue
            return place
        return None

    def _free(self, place: int) -> None:
        fcntl.lockf(self._file, fcntl.LOCK_UN, 1, place)


def _busy() -> Refusal:
    return Refusal("busy", "All workers are taken. Try again in a moment.")
