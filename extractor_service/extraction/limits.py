"""What one worker process may use, set inside the process itself.

Memory, open files and core dumps are capped once for the life of the worker. Computing time is given anew for each
clip and in two steps: at `cpu_seconds` a signal raises in Python and the request is refused in good order; code that
does not come back to Python within the next seconds is ended by the kernel (SIGXCPU), and gunicorn starts a new
worker. Where the process was not confined (tests, `runserver`), a budget does nothing.
"""

import math
import resource
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

OPEN_FILES: Final = 256
GRACE_SECONDS: Final = 1
"""Between the orderly refusal and the kernel's end of the process, s of computing."""


class BudgetSpent(Exception):
    """The clip has used all the computing time one may use."""


class _State:
    confined = False
    armed = False
    spent = False


def confine(*, memory_bytes: int) -> None:
    """Limit this process for good; it may take `memory_bytes` more than it holds now."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        # RLIMIT_DATA counts private writable memory only. RLIMIT_AS would count reserved addresses too, which
        # allocators and thread stacks take by the gigabyte without using them.
        _lower(resource.RLIMIT_DATA, _private_bytes() + memory_bytes)
    _lower(resource.RLIMIT_NOFILE, OPEN_FILES)
    signal.signal(signal.SIGPROF, _stop)
    _State.confined = True


def spent() -> bool:
    """Say whether a clip has run into a limit, so that the worker had better be replaced."""
    return _State.spent


def mark_spent() -> None:
    """Note that a limit was hit."""
    _State.spent = True


@contextmanager
def budget(*, cpu_seconds: float, file_bytes: int) -> Iterator[None]:
    """Give the enclosed work its computing time and the size of any file it writes."""
    if not _State.confined:
        yield
        return
    _soft(resource.RLIMIT_CPU, math.ceil(time.process_time() + cpu_seconds) + GRACE_SECONDS)
    # Lifted again afterwards: a log file may rightly be longer than any clip.
    _soft(resource.RLIMIT_FSIZE, file_bytes)
    _State.armed = True
    signal.setitimer(signal.ITIMER_PROF, cpu_seconds)
    try:
        yield
    finally:
        _State.armed = False
        signal.setitimer(signal.ITIMER_PROF, 0)
        _soft(resource.RLIMIT_CPU, resource.RLIM_INFINITY)
        _soft(resource.RLIMIT_FSIZE, resource.RLIM_INFINITY)


def _stop(signum: int, frame: Any) -> None:
    """Raise in the work, once; a signal that comes as the work ends is nobody's."""
    if _State.armed:
        _State.armed = False
        _State.spent = True
        raise BudgetSpent


def _lower(kind: int, limit: int) -> None:
    """Set soft and hard limit, never above what the process was given."""
    hard = resource.getrlimit(kind)[1]
    value = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    resource.setrlimit(kind, (value, value))


def _soft(kind: int, limit: int) -> None:
    """Set the soft limit alone, so that it can be set again."""
    hard = resource.getrlimit(kind)[1]
    if hard != resource.RLIM_INFINITY:
        limit = hard if limit == resource.RLIM_INFINITY else min(limit, hard)
    resource.setrlimit(kind, (limit, hard))


def _private_bytes() -> int:
    """Tell how much private writable memory this process has mapped."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmData:"):
            return int(line.split()[1]) * 1024
    return 0
