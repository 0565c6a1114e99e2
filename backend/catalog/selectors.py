"""Reading from the catalogues."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.http import HttpResponse
from rest_framework.exceptions import ValidationError

from backend.catalog import tags
from backend.catalog.artwork import picture_kind
from backend.catalog.searching import alternatives, breaker
from backend.catalog.searching.asking import WAIT_SECONDS, sources_ask
from backend.catalog.searching.flights import Answer
from backend.catalog.searching.ranking import Suggestion, suggestions
from backend.catalog.sources.base import (
    ClipAddress,
    ClipFile,
    NoPreviewError,
    Source,
    SourceError,
    Track,
    TrackNotFoundError,
)
from backend.catalog.sources.registry import source_of, sources_on
from backend.catalog.unspaced import is_letter
from backend.common.problems import ProblemError

SHORTEST_QUERY = 2


@dataclass(frozen=True, kw_only=True)
class Found:
    """The suggestions of a search and how each catalogue fared."""

    suggestions: list[Suggestion]
    sources: list[dict[str, Any]]


def sources_list() -> list[dict[str, Any]]:
    """The catalogues that are on."""
    return [
        {
            "id": source.id,
            "name": source.name,
            **_condition(source, breaker.trouble_of(source.id) if source.remote else None),
            "attribution": source.attribution,
            "terms_url": source.terms_url,
            "notice": source.notice,
        }
        for source in sources_on().values()
    ]


def tracks_search(*, text: str, limit: int, only: str | None = None, wait: float = WAIT_SECONDS) -> Found:
    """Ask every catalogue at once; what has answered after `wait` seconds is merged, best first."""
    asked = sources_on()
    if only is not None:
        if only not in asked:
            raise ValidationError({"source": [f"There is no source {only!r}; on are {', '.join(asked)}."]})
        asked = {only: asked[only]}
    text = " ".join(text.split())
    sources = list(asked.values())
    # a letter of a script without spaces says as much as two
    if sum(2 if is_letter(letter) else letter.isalnum() for letter in text) < SHORTEST_QUERY:
        return Found(suggestions=[], sources=[_outcome(source, Answer()) for source in sources])
    answers = sources_ask(sources, text=text, limit=limit, wait=wait)
    return Found(
        suggestions=suggestions(text=text, answers=[answer.tracks for answer in answers])[:limit],
        sources=[_outcome(source, answer) for source, answer in zip(sources, answers, strict=True)],
    )


def _outcome(source: Source, answer: Answer) -> dict[str, Any]:
    return {"id": source.id, **_condition(source, answer.error), "pending": answer.pending}


def _condition(source: Source, error: SourceError | None) -> dict[str, Any]:
    return {
        "status": error.status if error else "ok",
        "retry_after": error.retry_after if error else None,
        "note": str(error) or None if error else source.note(),
    }


def track_get(*, track_id: str) -> Track:
    """One track with a fresh `preview_url`."""
    with refusing():
        source, key = source_of(track_id=track_id)
        with breaker.watched(source):
            return source.resolve(key=key)


def track_clip_get(*, track_id: str, resolved: Track | None = None) -> ClipFile | ClipAddress:
    """What to analyse of a track, resolved right now, or by the caller a moment ago."""
    with refusing():
        source, key = source_of(track_id=track_id)
        if source.remote and resolved is not None and resolved.preview_url is not None:
            return ClipAddress(url=resolved.preview_url)
        try:
            with breaker.watched(source):
                return source.clip(key=key)
        except NoPreviewError:
            with breaker.watched(source):
                track = source.resolve(key=key)
        raise preview_refusal(track=track)


def track_alternatives(*, track: Track) -> list[dict[str, Any]]:
    """The same song from the other catalogues that are on."""
    found = alternatives.alternatives(track, sources=list(sources_on().values()))
    return [other.as_dict() for other in found]


def preview_refusal(*, track: Track, fault: str = "") -> ProblemError:
    """There is no clip of this track, or there is a `fault` in it: what to choose instead."""
    found = track_alternatives(track=track)
    name = sources_on()[track.source].name
    help_ = "Choose it from another source, or upload the file." if found else "Upload the file instead."
    told = f"{name} has no clip of this song."
    if fault:
        told = f"The clip that {name} gives of this song cannot be used just now ({fault})."
    return ProblemError("preview_unavailable", f"{told} {help_}", alternatives=found)


class refusing:  # noqa: N801 - reads as a word of the `with` statement
    """Turns what a catalogue raises into the refusal that the caller gets."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        match error:
            case TrackNotFoundError():
                raise ProblemError("track_not_found", str(error)) from None
            case NoPreviewError():
                raise ProblemError("preview_unavailable") from None
            case SourceError():
                code = "rate_limited" if error.status == "rate_limited" else "source_unavailable"
                raise ProblemError(code, str(error), retry_after=error.retry_after) from None


def track_file_get(*, track_id: str) -> Path:
    """The file of a track of a catalogue on this machine."""
    with refusing():
        source, key = source_of(track_id=track_id)
        try:
            clip = None if source.remote else source.clip(key=key)
        except NoPreviewError:
            clip = None
        if not isinstance(clip, ClipFile):
            raise TrackNotFoundError
        return clip.path


def artwork_response(*, track_id: str) -> HttpResponse:
    """The cover picture inside the file of such a track."""
    try:
        picture = next(iter(tags.pictures(tags.open_file(track_file_get(track_id=track_id)))), b"")
    except tags.BrokenFileError:
        picture = b""
    if not picture:
        raise ProblemError("track_not_found", "This track has no picture.")
    headers = {"Cache-Control": "private, max-age=86400", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(picture, content_type=picture_kind(picture), headers=headers)
