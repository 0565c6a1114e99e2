"""Jamendo: whole songs under Creative Commons licences, with a client id of one's own."""

import re
from collections.abc import Mapping
from typing import Any

from django.conf import settings

from backend.catalog.remote import records
from backend.catalog.remote.bucket import TokenBucket
from backend.catalog.remote.client import JsonClient
from backend.catalog.remote.source import RemoteSource
from backend.catalog.sources.base import (
    RateLimitedError,
    SourceUnavailableError,
    Track,
    TrackNotFoundError,
)

SEARCH_MAX = 200
RATE_LIMIT_EXCEEDED = 6
KEY = re.compile(r"[1-9][0-9]{0,18}")
LICENCE = re.compile(r"creativecommons\.org/(?:licenses|publicdomain)/([a-z+-]{1,20})/([0-9.]{1,5})")


class JamendoSource(RemoteSource):
    """Errors come with status 200 and a status of their own."""

    id = "jamendo"
    name = "Jamendo"
    attribution = "Creative Commons music by Jamendo"
    terms_url: str | None = "https://developer.jamendo.com/v3.0"
    notice: str | None = "Each song is by the artist named with it, under the licence named with it."
    keep_seconds = 6 * 3600

    def __init__(self) -> None:
        self.client = JsonClient(self.name, settings.JAMENDO_API_URL, patience=60)
        self.bucket = TokenBucket(self.id, calls=1000, seconds=24 * 3600)  # 35,000 a month is what is reported

    def search(self, *, text: str, limit: int) -> list[Track]:
        asked: dict[str, str | int] = {"search": text, "limit": min(limit, SEARCH_MAX)}
        return records.tracks_from(self._tracks(asked), self.as_track, limit=limit)

    def resolve(self, *, key: str) -> Track:
        if not KEY.fullmatch(key):
            raise TrackNotFoundError
        for record in self._tracks({"id": key, "limit": 1}):
            track = self.as_track(record, fresh=True)
            if track is not None and track.id == f"{self.id}:{key}":
                return track
        raise TrackNotFoundError

    def _tracks(self, asked: Mapping[str, str | int]) -> list[Any]:
        self.bucket.take(spare="search" in asked)
        answer = self.client.search(
            "/tracks/",
            {
                "client_id": settings.JAMENDO_CLIENT_ID,
                "format": "json",
                "include": "musicinfo licenses",
                "audioformat": "mp32",
                **asked,
            },
        )
        check(answer)
        return records.records(answer, "results", name=self.name)

    def as_track(self, record: Any, *, fresh: bool = False) -> Track | None:
        """The record as every catalogue gives a track, with what its licence asks to be shown."""
        key, title = records.key_of(record, "id"), records.text(record, "name")
        if key is None or title is None:
            return None
        artist = records.text(record, "artist_name")
        genres = records.value_at(record, "musicinfo", "tags", "genres")
        audio = records.address(record, "audio")
        licence_url = records.address(record, "license_ccurl")
        licence = licence_name(licence_url)
        page = records.address(record, "shareurl")
        return Track(
            id=f"{self.id}:{key}",
            source=self.id,
            title=title,
            artists=[artist] if artist else [],
            album=records.text(record, "album_name"),
            artwork_url=records.address(record, "image") or records.address(record, "album_image"),
            duration_ms=records.milliseconds(record, "duration", scale=1000),
            has_preview=audio is not None,
            external_url=page or f"https://www.jamendo.com/track/{key}",
            genre=records.first_text(genres),
            licence=licence,
            licence_url=licence_url,
            credit=f"“{title}” by {artist}, {licence}, on Jamendo" if artist and licence else None,
            preview_url=audio if fresh else None,
        )


def check(answer: dict[str, Any]) -> None:
    """What is wrong is told in the headers inside the body."""
    headers = answer.get("headers")
    if records.text(headers, "status") == "success":
        return
    said = records.text(headers, "error_message") or "it failed"
    if records.value_at(headers, "code") == RATE_LIMIT_EXCEEDED:
        raise RateLimitedError(f"Jamendo asks us to wait: {said[:200]}", retry_after=60)
    raise SourceUnavailableError(f"Jamendo answers: {said[:200]}", retry_after=60)


def licence_name(licence_url: str | None) -> str | None:
    """A licence's usual name, from its address: CC BY-NC-ND 3.0."""
    found = LICENCE.search(licence_url or "")
    if found is None:
        return None
    return f"CC0 {found[2]}" if found[1] == "zero" else f"CC {found[1].upper()} {found[2]}"
