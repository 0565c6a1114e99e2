"""The same song from another catalogue, for a track without a clip to listen to."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol, runtime_checkable

from rapidfuzz import fuzz

from backend.catalog.searching.asking import question_of, questions_ask
from backend.catalog.searching.flights import Question
from backend.catalog.searching.merging import isrc_key
from backend.catalog.searching.sameness import APART, CLOSE_MS, artist_key, plain_title, title_key
from backend.catalog.sources.base import Source, Track

WAIT_SECONDS = 2.0
LEAST, MOST = 0.6, 5
ASKED = 20
AGREES = 0.8  # titles this alike: the same ISRC is believed
MatchedBy = Literal["isrc", "text"]
MATCHED_BY_CHOICES = [(how, how) for how in ("isrc", "text")]


@runtime_checkable
class KnowsIsrc(Protocol):
    """A catalogue that can be asked for a recording by its ISRC."""

    def by_isrc(self, *, isrc: str) -> Track | None: ...


@dataclass(frozen=True, kw_only=True)
class Alternative:
    """A track that is likely the same song, and how certain that is, 0 to 1."""

    track: Track
    certainty: float
    matched_by: MatchedBy

    def as_dict(self) -> dict[str, Any]:
        return {"track": self.track.as_dict(), "certainty": self.certainty, "matched_by": self.matched_by}


def alternatives(track: Track, *, sources: Sequence[Source]) -> list[Alternative]:
    """The likeliest ones with a clip, best first, from these catalogues but the track's own."""
    until = time.monotonic() + WAIT_SECONDS
    others = [source for source in sources if source.id != track.source]
    by_isrc = [source for source in others if track.isrc and isinstance(source, KnowsIsrc)]
    by_text = [source for source in others if source not in by_isrc]
    found = _found(track, [_isrc_question(track, source) for source in by_isrc] + _texts(track, by_text), until)
    helped = {other.track.source for other in found}
    found += _found(track, _texts(track, [source for source in by_isrc if source.id not in helped]), until)
    order = {source.id: place for place, source in enumerate(others)}
    found.sort(key=lambda other: (-other.certainty, order[other.track.source]))
    best: dict[str, Alternative] = {}
    for other in found:
        best.setdefault(other.track.source, other)
    return list(best.values())[:MOST]


def _texts(track: Track, sources: Sequence[Source]) -> list[Question]:
    text = " ".join([*track.artists[:1], plain_title(track.title)])
    return [question_of(source, text=text, limit=ASKED) for source in sources]


def _isrc_question(track: Track, source: Source) -> Question:
    isrc = isrc_key(track.isrc or "")

    def ask() -> list[Track]:
        found = source.by_isrc(isrc=isrc) if isinstance(source, KnowsIsrc) else None
        return [] if found is None else [found]

    return Question(source=source, key=f"isrc {isrc}", ask=ask)


def _found(track: Track, questions: Sequence[Question], until: float) -> list[Alternative]:
    if not questions:
        return []
    answers = questions_ask(questions, wait=max(0.0, until - time.monotonic()))
    likely = [alternative(track, other) for answer in answers for other in answer.tracks if other.has_preview]
    return [other for other in likely if other.certainty >= LEAST]


def alternative(track: Track, other: Track) -> Alternative:
    """How certain is it that the other track is the same song?"""
    title = fuzz.ratio(title_key(track.title), title_key(other.title)) / 100
    if track.isrc and other.isrc and isrc_key(track.isrc) == isrc_key(other.isrc) and title >= AGREES:
        return Alternative(track=other, certainty=1.0, matched_by="isrc")
    certainty = 0.95 * title * _artists_alike(track, other) * _durations_alike(track, other)
    if _apart(track.title) != _apart(other.title):
        certainty *= 0.5
    return Alternative(track=other, certainty=round(certainty, 2), matched_by="text")


def _artists_alike(track: Track, other: Track) -> float:
    """1 when one of the artists is the same; a song by somebody else is another song."""
    pairs = [(artist_key(one), artist_key(two)) for one in track.artists for two in other.artists]
    return max((fuzz.ratio(one, two) / 100 for one, two in pairs), default=0.5)


def _durations_alike(track: Track, other: Track) -> float:
    if track.duration_ms is None or other.duration_ms is None:
        return 0.9
    apart = abs(track.duration_ms - other.duration_ms)
    return 1.0 if apart <= CLOSE_MS else max(0.5, 1 - 0.02 * (apart - CLOSE_MS) / 1000 - 0.1)


def _apart(title: str) -> set[str]:
    return APART.intersection(title_key(title).split())
