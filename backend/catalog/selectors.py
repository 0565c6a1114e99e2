"""Reading from the catalogues."""

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain, zip_longest
from pathlib import Path
from time import monotonic
from typing import Any

import structlog
from django.conf import settings
from django.http import HttpResponse
from rest_framework.exceptions import ValidationError

from backend.catalog import tags
from backend.catalog.artwork import picture_kind
from backend.catalog.sources.base import (
    ClipAddress,
    ClipFile,
    NoPreviewError,
    Source,
    SourceError,
    SourceUnavailableError,
    Track,
    TrackNotFoundError,
)
from backend.catalog.sources.library import file_of, row_get
from backend.catalog.sources.registry import source_of, sources_on
from backend.common.problems import ProblemError

log = structlog.get_logger(__name__)
POOL = ThreadPoolExecutor(max_workers=8, thread_name_prefix="source")
SHORTEST_QUERY = 2


@dataclass(frozen=True, kw_only=True)
class Found:
    """The tracks of a search and how each catalogue fared."""

    tracks: list[Track]
    sources: list[dict[str, Any]]


def sources_list() -> list[dict[str, Any]]:
    """The catalogues that are on."""
    return [
        {
            "id": source.id,
            "name": source.name,
            **_outcome(source, None),
            "attribution": source.attribution,
            "terms_url": source.terms_url,
        }
        for source in sources_on().values()
    ]


def tracks_search(*, text: str, limit: int, only: str | None = None) -> Found:
    """Ask every catalogue at once, each within its deadline, and mix what they find, best first."""
    asked = sources_on()
    if only is not None:
        if only not in asked:
            raise ValidationError({"source": [f"There is no source {only!r}; on are {', '.join(asked)}."]})
        asked = {only: asked[only]}
    text = " ".join(text.split())
    if sum(letter.isalnum() for letter in text) < SHORTEST_QUERY:
        return Found(tracks=[], sources=[_outcome(source, None) for source in asked.values()])
    remote = {
        name: POOL.submit(source.search, text=text, limit=limit) for name, source in asked.items() if source.remote
    }
    until = monotonic() + settings.SOURCE_DEADLINE
    answers = [_answer(source, remote.get(name), text=text, limit=limit, until=until) for name, source in asked.items()]
    mixed = chain.from_iterable(zip_longest(*(tracks for tracks, _ in answers)))
    return Found(
        tracks=[track for track in mixed if track is not None][:limit], sources=[outcome for _, outcome in answers]
    )


def _answer(
    source: Source, future: Future[list[Track]] | None, *, text: str, limit: int, until: float
) -> tuple[list[Track], dict[str, Any]]:
    """What one catalogue found; whatever goes wrong in it stays its own."""
    error: SourceError | None = None
    found: list[Track] = []
    try:
        if future is None:
            found = source.search(text=text, limit=limit)
        else:
            found = future.result(timeout=max(0.0, until - monotonic()))
    except SourceError as refusal:
        error = refusal
    except TimeoutError:
        error = SourceUnavailableError("It did not answer in time.")
    except Exception:
        log.exception("source_failed", source=source.id)
        error = SourceUnavailableError("It could not be asked.")
    return found, _outcome(source, error)


def _outcome(source: Source, error: SourceError | None) -> dict[str, Any]:
    return {
        "id": source.id,
        "status": error.status if error else "ok",
        "retry_after": error.retry_after if error else None,
        "note": str(error) or None if error else source.note(),
    }


def track_get(*, track_id: str) -> Track:
    """One track with a fresh `preview_url`."""
    with refusing():
        source, key = source_of(track_id=track_id)
        return source.resolve(key=key)


def track_clip_get(*, track_id: str) -> ClipFile | ClipAddress:
    """What to analyse of a track, resolved right now."""
    with refusing():
        source, key = source_of(track_id=track_id)
        return source.clip(key=key)


class refusing:  # noqa: N801 - reads as a word of the `with` statement
    """Turns what a catalogue raises into the refusal that the caller gets."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        match error:
            case TrackNotFoundError():
                raise ProblemError("track_not_found") from None
            case NoPreviewError():
                raise ProblemError("preview_unavailable") from None
            case SourceError():
                code = "rate_limited" if error.status == "rate_limited" else "source_unavailable"
                raise ProblemError(code, str(error), retry_after=error.retry_after) from None


def track_file_get(*, track_id: str) -> Path:
    """The file of a library track."""
    with refusing():
        source, key = source_of(track_id=track_id)
        path = file_of(row_get(key=key)) if source.id == "library" else None
        if path is None:
            raise TrackNotFoundError
        return path


def artwork_response(*, track_id: str) -> HttpResponse:
    """The cover picture inside a library track."""
    try:
        picture = next(iter(tags.pictures(tags.open_file(track_file_get(track_id=track_id)))), b"")
    except tags.BrokenFileError:
        picture = b""
    if not picture:
        raise ProblemError("track_not_found", "This track has no picture.")
    headers = {"Cache-Control": "private, max-age=86400", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(picture, content_type=picture_kind(picture), headers=headers)
