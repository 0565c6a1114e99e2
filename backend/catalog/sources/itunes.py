"""Apple's iTunes Search API: no key, about 20 calls a minute for everybody, 30 s previews in AAC."""

import re
from typing import Any

from django.conf import settings

from backend.catalog.remote import records
from backend.catalog.remote.bucket import TokenBucket
from backend.catalog.remote.client import JsonClient
from backend.catalog.remote.source import RemoteSource
from backend.catalog.sources.base import Track, TrackNotFoundError

SEARCH_MAX = 200
KEY = re.compile(r"[1-9][0-9]{0,18}")


class ItunesSource(RemoteSource):
    """Its refusal is a 403 without a time to wait, and lasts a minute or much longer."""

    id = "itunes"
    name = "iTunes"
    attribution = "Previews provided courtesy of iTunes"
    terms_url: str | None = "https://performance-partners.apple.com/search-api"
    notice: str | None = "Provided courtesy of iTunes. Previews promote the songs in Apple's store."
    keep_seconds = 24 * 3600

    def __init__(self) -> None:
        self.client = JsonClient(self.name, settings.ITUNES_API_URL, limit_statuses=frozenset({403, 429}), patience=60)
        self.bucket = TokenBucket(self.id, calls=20, seconds=60)

    def search(self, *, text: str, limit: int) -> list[Track]:
        self.bucket.take(spare=True)
        asked: dict[str, str | int] = {
            "term": text,
            "media": "music",
            "entity": "song",
            "limit": min(limit, SEARCH_MAX),
        }
        found = records.records(self.client.search("/search", asked), "results", name=self.name)
        return records.tracks_from(found, self.as_track, limit=limit)

    def resolve(self, *, key: str) -> Track:
        if not KEY.fullmatch(key):
            raise TrackNotFoundError
        self.bucket.take()
        found = records.records(self.client.get("/lookup", {"id": key}), "results", name=self.name)
        for track in records.tracks_from(found, self.as_resolved, limit=len(found)):
            if track.id == f"{self.id}:{key}":
                return track
        raise TrackNotFoundError

    def as_resolved(self, record: Any) -> Track | None:
        """The track with its preview's address."""
        return self.as_track(record, fresh=True)

    def as_track(self, record: Any, *, fresh: bool = False) -> Track | None:
        """The record as every catalogue gives a track; keys are simply absent when there is nothing to say."""
        key, title = records.key_of(record, "trackId"), records.text(record, "trackName")
        if key is None or title is None or records.text(record, "kind") not in {"song", None}:
            return None
        artist = records.text(record, "artistName")
        preview = records.address(record, "previewUrl")
        return Track(
            id=f"{self.id}:{key}",
            source=self.id,
            title=title,
            artists=[artist] if artist else [],
            album=records.text(record, "collectionName"),
            artwork_url=records.address(record, "artworkUrl100"),
            duration_ms=records.milliseconds(record, "trackTimeMillis"),
            has_preview=preview is not None,
            external_url=records.address(record, "trackViewUrl"),
            genre=records.text(record, "primaryGenreName"),
            preview_url=preview if fresh else None,
        )
