"""Openverse: music under Creative Commons licences, gathered from several collections, whole pieces."""

import re
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings

from backend.catalog.remote import records
from backend.catalog.remote.bucket import TokenBucket
from backend.catalog.remote.client import JsonClient
from backend.catalog.remote.source import RemoteSource
from backend.catalog.sources.base import (
    SourceUnavailableError,
    Track,
    TrackNotFoundError,
)

SEARCH_MAX = 20
KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
HOSTS: Final = frozenset(
    {"prod-1.storage.jamendo.com", "mp3d.jamendo.com", "cdn.freesound.org", "upload.wikimedia.org"}
)
"""Its files lie with the collections; these are the hosts that the extractor fetches from."""


class OpenverseSource(RemoteSource):
    """Two small allowances for callers without a name, of which both must hold."""

    id = "openverse"
    name = "Openverse"
    attribution = "Creative Commons music found with Openverse"
    terms_url: str | None = "https://docs.openverse.org/terms_of_service.html"
    notice: str | None = "Each piece is by the person named with it, under the licence named with it."
    keep_seconds = 6 * 3600

    def __init__(self) -> None:
        self.client = JsonClient(self.name, settings.OPENVERSE_API_URL, patience=60)
        self.buckets = [
            TokenBucket(self.id, calls=20, seconds=60),  # first: what it refuses costs nothing of the day's
            TokenBucket(self.id, calls=200, seconds=24 * 3600),
        ]

    def search(self, *, text: str, limit: int) -> list[Track]:
        self._take(spare=True)
        asked: dict[str, str | int] = {"q": text, "page_size": min(limit, SEARCH_MAX), "category": "music"}
        found = records.records(self.client.search("/audio/", asked), "results", name=self.name)
        return records.tracks_from(found, self.as_track, limit=limit)

    def resolve(self, *, key: str) -> Track:
        if not KEY.fullmatch(key):
            raise TrackNotFoundError
        self._take()
        track = self.as_track(self.client.get(f"/audio/{key}/"), fresh=True)
        if track is None:
            raise SourceUnavailableError("Openverse answers in a form that is not known.")
        return track

    def _take(self, *, spare: bool = False) -> None:
        for bucket in self.buckets:
            bucket.take(spare=spare)

    def as_track(self, record: Any, *, fresh: bool = False) -> Track | None:
        """The record as every catalogue gives a track, with what its licence asks to be shown."""
        key, title = records.key_of(record, "id"), records.text(record, "title")
        if key is None or title is None:
            return None
        creator = records.text(record, "creator")
        genres = records.value_at(record, "genres")
        audio = records.address(record, "url")
        audio = audio if audio and is_fetched(audio) else None
        return Track(
            id=f"{self.id}:{key}",
            source=self.id,
            title=title,
            artists=[creator] if creator else [],
            album=records.text(record, "audio_set", "title"),
            artwork_url=records.address(record, "thumbnail") or records.address(record, "audio_set", "url"),
            duration_ms=records.milliseconds(record, "duration"),
            has_preview=audio is not None,
            external_url=records.address(record, "foreign_landing_url"),
            genre=records.first_text(genres),
            licence=licence(record),
            licence_url=records.address(record, "license_url"),
            credit=records.text(record, "attribution"),
            preview_url=audio if fresh else None,
        )


def is_fetched(audio: str) -> bool:
    """Whether the extractor will bring it: its host is known, or has been named by the operator."""
    netloc = urlsplit(audio).netloc
    return netloc in HOSTS or netloc in settings.PREVIEW_HOSTS


def licence(record: Any) -> str | None:
    """A licence's usual name: CC BY-SA 4.0, CC0 1.0."""
    code, version = records.text(record, "license"), records.text(record, "license_version")
    if code is None:
        return None
    names = {"cc0": "CC0", "pdm": "Public Domain Mark"}
    return " ".join(filter(None, [names.get(code, f"CC {code.upper()}"), version]))
