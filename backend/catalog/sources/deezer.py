"""Deezer's public catalogue: no key, 30 s previews in MP3 whose addresses die within minutes."""

import re
import time
from typing import Any

from django.conf import settings

from backend.catalog.remote import records
from backend.catalog.remote.bucket import TokenBucket
from backend.catalog.remote.client import JsonClient
from backend.catalog.remote.source import RemoteSource
from backend.catalog.sources.base import (
    ClipAddress,
    NoPreviewError,
    RateLimitedError,
    SourceUnavailableError,
    Track,
    TrackNotFoundError,
)

QUOTA_EXCEEDED, NO_DATA = 4, 800
SEARCH_MAX = 50
FRESH_SECONDS = 60
EXPIRY = re.compile(r"[?&~]hdnea=exp=([0-9]{1,12})")
KEY = re.compile(r"[1-9][0-9]{0,18}")


class DeezerSource(RemoteSource):
    """Plain-text search: its search by fields is broken, so what comes back is ranked by us."""

    id = "deezer"
    name = "Deezer"
    attribution = "Songs and previews by Deezer"
    terms_url: str | None = "https://developers.deezer.com/termsofuse"
    notice: str | None = "Provided by Deezer, for non-commercial use only."
    keep_seconds = 600

    def __init__(self) -> None:
        self.client = JsonClient(self.name, settings.DEEZER_API_URL, limit_statuses=frozenset({403, 429}), patience=5)
        self.bucket = TokenBucket(self.id, calls=50, seconds=5)

    def search(self, *, text: str, limit: int) -> list[Track]:
        self.bucket.take(spare=True)
        answer = self.client.search("/search", {"q": text, "limit": min(limit, SEARCH_MAX), "index": 0})
        try:
            check(answer)
        except TrackNotFoundError:
            return []
        return records.tracks_from(records.records(answer, "data", name=self.name), self.as_track, limit=limit)

    def resolve(self, *, key: str) -> Track:
        if not KEY.fullmatch(key):
            raise TrackNotFoundError
        return self._track(key)

    def clip(self, *, key: str) -> ClipAddress:
        track = self.resolve(key=key)
        if track.preview_url is not None:
            return ClipAddress(url=track.preview_url)
        if track.has_preview:
            raise SourceUnavailableError("Deezer gives only an address that has run out.")
        raise NoPreviewError

    def by_isrc(self, *, isrc: str) -> Track | None:
        """The recording with this code, if Deezer still answers that: the call is not documented."""
        try:
            return self._track(f"isrc:{isrc}")
        except TrackNotFoundError:
            return None

    def _track(self, path: str) -> Track:
        self.bucket.take()
        answer = self.client.get(f"/track/{path}")
        check(answer)
        track = self.as_track(answer, fresh=True)
        if track is None:
            raise SourceUnavailableError("Deezer answers in a form that is not known.")
        return track

    def as_track(self, record: Any, *, fresh: bool = False) -> Track | None:
        """The record as every catalogue gives a track."""
        key, title = records.key_of(record, "id"), records.text(record, "title")
        if key is None or title is None:
            return None
        artist = records.text(record, "artist", "name")
        others = records.texts(records.value_at(record, "contributors"), "name")
        preview = records.address(record, "preview")
        return Track(
            id=f"{self.id}:{key}",
            source=self.id,
            title=title,
            artists=list(dict.fromkeys([artist, *others] if artist else others)),
            album=records.text(record, "album", "title"),
            artwork_url=records.address(record, "album", "cover_medium"),
            duration_ms=records.milliseconds(record, "duration", scale=1000),
            has_preview=preview is not None,
            external_url=records.address(record, "link") or f"https://www.deezer.com/track/{key}",
            isrc=records.isrc(record, "isrc"),
            preview_url=preview if fresh and preview and is_fresh(preview) else None,
        )


def check(answer: dict[str, Any]) -> None:
    """Errors come with status 200; `error` is an object, or a text."""
    error = answer.get("error")
    if not error:
        return
    code = records.value_at(error, "code")
    if code == NO_DATA:
        raise TrackNotFoundError
    if code == QUOTA_EXCEEDED:
        raise RateLimitedError("Deezer asks us to wait: its quota is used up.", retry_after=5)
    said = error if isinstance(error, str) else records.text(error, "message") or "unknown error"
    raise SourceUnavailableError(f"Deezer answers: {said[:200]}")


def is_fresh(preview: str) -> bool:
    """Whether the address lives long enough to be used; its end is written in it."""
    found = EXPIRY.search(preview)
    return found is None or int(found[1]) - time.time() >= FRESH_SECONDS
