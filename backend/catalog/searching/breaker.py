"""A catalogue that fails is left alone for a while, by every process that shares the cache.

It is asked no more after a few failures in a row, or until the moment it names when it asks us to wait. Then one call
is let through to try: when that succeeds all is well again, else the pause doubles.
"""

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import structlog
from django.core.cache import cache

from backend.catalog.sources.base import (
    AllowanceUsedError,
    NoPreviewError,
    RateLimitedError,
    Source,
    SourceError,
    SourceUnavailableError,
    TrackNotFoundError,
)

log = structlog.get_logger(__name__)
FAILURES = 3
IN_A_ROW_SECONDS = 60
FIRST_PAUSE = 4
LONGEST_PAUSE = 120
TRIAL_SECONDS = 5
REMEMBERED_SECONDS = 600  # after its pause, so that the next one is longer


@dataclass(frozen=True, kw_only=True)
class Pause:
    """A catalogue is left alone `until` (seconds of the epoch)."""

    limited: bool
    detail: str
    until: float
    seconds: float
    ours: bool = False  # our own allowance is used up: told, but it holds no call back, as some is left for picks

    def error(self) -> SourceError:
        kind = RateLimitedError if self.limited else SourceUnavailableError
        return kind(self.detail, retry_after=max(1, math.ceil(self.until - time.time())))


def pause_of(source_id: str) -> SourceError | None:
    """Why it is left alone just now, if it is."""
    pause = _pause(source_id)
    return pause.error() if pause and pause.until > time.time() else None


def trouble_of(source_id: str) -> SourceError | None:
    """Why it is left alone, or else how it failed lately, unless it has answered since."""
    if (error := pause_of(source_id)) is not None:
        return error
    found = cache.get(f"trouble:{source_id}")
    return found.error() if isinstance(found, Pause) else None


def enter(source_id: str) -> None:
    """Before a call. Raises a SourceError while the catalogue is left alone, or another call is trying it."""
    pause = _pause(source_id)
    if pause is None or pause.ours:
        return
    if pause.until > time.time() or not cache.add(f"trial:{source_id}", True, timeout=TRIAL_SECONDS):
        raise pause.error()


def succeeded(source_id: str) -> None:
    """After a call. An older call that comes back in a pause does not end it."""
    cache.delete_many([f"failures:{source_id}", f"trouble:{source_id}"])
    pause = _pause(source_id)
    if pause is not None and pause.until <= time.time():
        cache.delete_many([f"pause:{source_id}", f"trial:{source_id}"])


def failed(source_id: str, error: SourceError) -> None:
    """After a call that failed."""
    if isinstance(error, AllowanceUsedError):
        _allowance_used(source_id, error)
        return
    pause, now = _pause(source_id), time.time()
    limited, seconds = isinstance(error, RateLimitedError), float(error.retry_after)
    trouble = Pause(limited=limited, detail=str(error), until=now + seconds, seconds=seconds)
    cache.set(f"trouble:{source_id}", trouble, timeout=IN_A_ROW_SECONDS)
    if pause is not None and pause.ours:
        pause = None
    if isinstance(error, RateLimitedError):
        if pause is not None and pause.limited and pause.until > now + seconds:
            return
    elif pause is not None and pause.until > now:
        return
    elif pause is not None:
        seconds = min(max(2 * pause.seconds, FIRST_PAUSE), LONGEST_PAUSE)
    elif _count(source_id) >= FAILURES:
        seconds = min(max(FIRST_PAUSE, error.retry_after), LONGEST_PAUSE)
    else:
        return
    pause = Pause(limited=limited, detail=str(error), until=now + seconds, seconds=seconds)
    log.warning("source_left_alone", source=source_id, status=error.status, seconds=round(seconds))
    cache.set(f"pause:{source_id}", pause, timeout=seconds + REMEMBERED_SECONDS)
    cache.delete(f"trial:{source_id}")


def _allowance_used(source_id: str, error: SourceError) -> None:
    """Nobody was asked, so nothing is known of the catalogue itself."""
    cache.delete(f"trial:{source_id}")
    seconds = float(error.retry_after)
    ours = Pause(limited=True, detail=str(error), until=time.time() + seconds, seconds=seconds, ours=True)
    cache.add(f"pause:{source_id}", ours, timeout=seconds)


@contextmanager
def watched(source: Source) -> Iterator[None]:
    """A call to a catalogue over the network: left out while it is left alone, and its end noted."""
    if not source.remote:
        yield
        return
    enter(source.id)
    try:
        yield
    except SourceError as error:
        failed(source.id, error)
        raise
    except (TrackNotFoundError, NoPreviewError):
        succeeded(source.id)
        raise
    except Exception:
        log.exception("source_failed", source=source.id)
        fault = SourceUnavailableError("It could not be asked.")
        failed(source.id, fault)
        raise fault from None
    succeeded(source.id)


def _pause(source_id: str) -> Pause | None:
    found = cache.get(f"pause:{source_id}")
    return found if isinstance(found, Pause) else None


def _count(source_id: str) -> int:
    """Failures in a row, with this one."""
    key = f"failures:{source_id}"
    cache.add(key, 0, timeout=IN_A_ROW_SECONDS)
    try:
        return cache.incr(key)
    except ValueError:  # forgotten between the two lines
        return 1
