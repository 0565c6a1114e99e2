"""One text to many catalogues: all at once, and nobody waits for the slowest."""

import time
import unicodedata
from collections.abc import Sequence
from functools import partial

import structlog

from backend.catalog.searching.flights import Answer, Question, depart
from backend.catalog.sources.base import Source, SourceError, SourceUnavailableError

log = structlog.get_logger(__name__)
WAIT_SECONDS = 0.7
LONGEST_WAIT = 3.0
ASKED = (20, 50)  # tracks: a few sizes, so that one answer serves several questions


def sources_ask(sources: Sequence[Source], *, text: str, limit: int, wait: float) -> list[Answer]:
    """What each catalogue found within `wait` seconds, in their order; those on this machine answer themselves."""
    return questions_ask([question_of(source, text=text, limit=limit) for source in sources], wait=wait)


def question_of(source: Source, *, text: str, limit: int) -> Question:
    """The search for a text."""
    size = next((size for size in ASKED if limit <= size), limit)
    key = unicodedata.normalize("NFC", " ".join(text.split())).casefold()
    return Question(source=source, key=f"text {size} {key}", ask=partial(source.search, text=text, limit=size))


def questions_ask(questions: Sequence[Question], *, wait: float) -> list[Answer]:
    """The answers within `wait` seconds, in the order of the questions."""
    until = time.monotonic() + wait
    flights = [depart(question) if question.source.remote else None for question in questions]
    here = [_here(question) if flight is None else None for question, flight in zip(questions, flights, strict=True)]
    return [
        known or (flight if isinstance(flight, Answer) else flight.wait(until=until) if flight else Answer())
        for known, flight in zip(here, flights, strict=True)
    ]


def _here(question: Question) -> Answer:
    """A catalogue on this machine, asked in this thread, where the database connection is."""
    error: SourceError
    try:
        return Answer(tracks=question.ask())
    except SourceError as refusal:
        error = refusal
    except Exception:
        log.exception("source_failed", source=question.source.id)
        error = SourceUnavailableError("It could not be asked.")
    return Answer(error=error)
