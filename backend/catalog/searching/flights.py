"""A question on its way to a catalogue: asked once, however many wait for the answer, and the answer kept."""

import hashlib
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass, field

import structlog
from django.conf import settings
from django.core.cache import cache

from backend.catalog.searching import breaker
from backend.catalog.sources.base import Source, SourceError, SourceUnavailableError, Track, TrackNotFoundError

log = structlog.get_logger(__name__)
MOST_CALLS = 8  # of one catalogue at once: one that hangs leaves room for the others
POOL = ThreadPoolExecutor(max_workers=64, thread_name_prefix="source")
# An answer is kept at least so long, a failure just so long: whoever saw it under way comes back and is told.
AT_LEAST_SECONDS = 3
LOOK_SECONDS = 0.05


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a catalogue found, or why it found nothing."""

    tracks: list[Track] = field(default_factory=list)
    error: SourceError | None = None
    pending: bool = False


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked of a catalogue; `key` says the same for the same question."""

    source: Source
    key: str
    ask: Callable[[], list[Track]]

    @property
    def name(self) -> str:
        """Its name in the cache."""
        digest = hashlib.blake2b(self.key.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        return f"answer:1:{self.source.id}:{digest}"


class Flight:
    """One question under way."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.began = time.monotonic()
        self.late = False
        self.landing: Future[Answer] = Future()

    def wait(self, *, until: float) -> Answer:
        """The answer, if it comes in time; the same moment counts for everybody who waits."""
        last = self.began + settings.SOURCE_DEADLINE
        try:
            return self.landing.result(timeout=max(0.0, min(until, last) - time.monotonic()))
        except TimeoutError:
            if time.monotonic() < last:
                return Answer(pending=True)
        error = SourceUnavailableError("It did not answer in time.")
        with LOCK:
            first, self.late = not self.late, True
        if first:
            breaker.failed(self.question.source.id, error)
        return Answer(error=error)


FLIGHTS: dict[str, Flight] = {}
LOCK = threading.Lock()


def depart(question: Question) -> Answer | Flight:
    """The answer if it is known, else the flight that brings it: one that is under way, or a new one."""
    if (flight := FLIGHTS.get(question.name)) is not None:
        return flight
    if (known := recall(question)) is not None:
        return known
    try:
        _room(question)
        breaker.enter(question.source.id)
    except SourceError as error:
        return Answer(error=error)
    with LOCK:
        if (flight := FLIGHTS.get(question.name)) is not None:
            return flight
        flight = FLIGHTS[question.name] = Flight(question)
    POOL.submit(copy_context().run, _fly, flight)
    return flight


def recall(question: Question) -> Answer | None:
    """The answer that is kept, by this process or another one."""
    found = cache.get(question.name)
    return found if isinstance(found, Answer) else None


def _room(question: Question) -> None:
    """Raises when too many calls to this catalogue hang."""
    with LOCK:
        calls = Counter(flight.question.source.id for flight in FLIGHTS.values())
    if calls[question.source.id] >= MOST_CALLS:
        raise SourceUnavailableError("It is too slow just now.", retry_after=1)


def _fly(flight: Flight) -> None:
    """In a thread of the pool: ask, keep the answer, tell it to whoever waits."""
    answer = Answer(error=SourceUnavailableError("It could not be asked."))
    try:
        answer = _shared(flight)
    except Exception:
        log.exception("search_failed", source=flight.question.source.id)
    finally:
        with LOCK:
            FLIGHTS.pop(flight.question.name, None)
        flight.landing.set_result(answer)


def _shared(flight: Flight) -> Answer:
    """Ask, or wait for another process that asks the same already."""
    question, lock = flight.question, f"asking:{flight.question.name}"
    patience = settings.SOURCE_DEADLINE + 1
    while not cache.add(lock, True, timeout=patience):
        time.sleep(LOOK_SECONDS)
        if (known := recall(question)) is not None:
            return known
        if time.monotonic() > flight.began + patience:
            return Answer(error=SourceUnavailableError("It did not answer in time."))
    try:
        answer = _asked(flight)
        keep = AT_LEAST_SECONDS if answer.error else max(question.source.keep_seconds, AT_LEAST_SECONDS)
        cache.set(question.name, answer, timeout=keep)
    finally:
        cache.delete(lock)
    return answer


def _asked(flight: Flight) -> Answer:
    """The call itself; whatever goes wrong in it stays the catalogue's own."""
    source = flight.question.source
    error: SourceError
    try:
        found = flight.question.ask()
    except SourceError as refusal:
        error = refusal
    except TrackNotFoundError:
        error = SourceUnavailableError("Its search is not where it should be.")
    except Exception:
        log.exception("source_failed", source=source.id)
        error = SourceUnavailableError("It could not be asked.")
    else:
        if not flight.late:
            breaker.succeeded(source.id)
        return Answer(tracks=found)
    if not flight.late:
        breaker.failed(source.id, error)
    return Answer(error=error)
