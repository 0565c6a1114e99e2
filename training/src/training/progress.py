"""How far a training is, on stderr: steps done, time passed, time left."""

import sys
import time
from typing import TextIO


class Progress:
    """Counts steps of about equal length.

    Parameters
    ----------
    total : int
        Steps expected.
    stream : TextIO, optional
        Where to write; stderr when left out.
    quiet : bool
        Write nothing.
    """

    def __init__(self, total: int, stream: TextIO | None = None, *, quiet: bool = False) -> None:
        self._total, self._stream, self._quiet = total, stream or sys.stderr, quiet
        self._done = self._worked = 0
        self._start = time.monotonic()

    def step(self, what: str, *, cached: bool = False) -> None:
        """Count one step; one that was found in the cache tells nothing about speed."""
        self._done += 1
        self._worked += not cached
        passed = time.monotonic() - self._start
        left = (self._total - self._done) * passed / self._worked if self._worked else 0.0
        note = " (kept from before)" if cached else ""
        self.note(f"{self._done}/{self._total}  {_clock(passed)} passed, about {_clock(left)} left  {what}{note}")

    def skip(self, steps: int) -> None:
        """Expect so many steps less."""
        self._total -= steps

    def all_rows(self, what: str, cached: bool) -> None:
        """Count one step of the last training, on all rows."""
        self.step(f"all rows: {what}", cached=cached)

    def note(self, text: str) -> None:
        """Write one line."""
        if not self._quiet:
            print(text, file=self._stream, flush=True)


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"
