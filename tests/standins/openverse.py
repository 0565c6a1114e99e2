"""Openverse: Creative Commons sound of several collections, whole songs, with the credit each licence asks for."""

import uuid
from functools import cached_property
from math import ceil
from typing import Any, ClassVar

from tests.standins.clips import full_length
from tests.standins.service import Service
from tests.standins.songs import Song
from tests.standins.wire import Answer, Request, Route, refusal

SPACE = uuid.UUID("6e0f3a0c-0d43-4bb2-9a5e-5a1f0d1a2b3c")
LICENCES = (("by", "4.0"), ("by-sa", "4.0"), ("by-nc-sa", "3.0"), ("cc0", "1.0"), ("by-nc-nd", "4.0"))
MOST = 20  # results in one answer to a caller without a name
KBIT = 128


class Openverse(Service):
    """Search, one piece by id, the files and covers."""

    name = "openverse"
    api_root = "/v1"
    optional_keys = frozenset({"creator", "creator_url", "genres", "tags", "thumbnail", "audio_set", "filesize",
                               "filetype", "bit_rate", "sample_rate", "attribution", "license_url", "license_version",
                               "category", "alt_files", "waveform", "fields_matched", "duration"})  # fmt: skip
    no_preview: ClassVar[dict[str, Any]] = {"url": None}

    @cached_property
    def routes(self) -> list[Route]:
        """Every form of path that is answered."""
        return [
            Route(r"/v1/audio/", self.search),
            Route(r"/v1/audio/([0-9a-f-]{36})/", self.detail),
            Route(r"/v1/audio/([0-9a-f-]{36})/thumb/", self.picture, "pictures"),
            Route(r"/download/track/(\d+)/mp32", self.file, "clips"),
        ]

    def search(self, request: Request) -> Answer:
        """Find pieces by what was typed."""
        size, page = request.whole("page_size", MOST), request.whole("page", 1)
        if size > MOST:
            detail = f"page_size must be between 0 & {MOST} for unauthenticated requests."
            return refusal(401, {"detail": detail})
        if size < 1 or page < 1:
            return refusal(400, {"detail": {"page_size" if size < 1 else "page": ["A valid integer is required."]}})
        is_music = request.query.get("category", "music") == "music"
        songs, total = self.index.search(request.query.get("q", ""), size, (page - 1) * size) if is_music else ([], 0)
        return Answer(value={"result_count": total, "page_count": ceil(total / size), "page_size": size, "page": page,
                             "results": [self._listed(song) for song in songs]})  # fmt: skip

    def detail(self, _request: Request, key: str) -> Answer:
        """Give one piece."""
        song = self._by_id.get(key)
        return Answer(value=self._listed(song)) if song else self.not_found()

    def file(self, _request: Request, key: str) -> Answer:
        """Give the whole song."""
        song = self._by_key.get(key)
        if song is None:
            return Answer(status=404, body=b"", content_type="text/html")
        body = full_length(song.clip, song.duration_ms, KBIT)
        return Answer(body=body, content_type="audio/mpeg", ranges=True)

    def not_found(self) -> Answer:
        """Answer in the form of every error."""
        return refusal(404, {"detail": "Not found."})

    def too_many(self, retry_after: int | None) -> Answer:
        """Refuse a caller who used up the allowance."""
        seconds = 60 if retry_after is None else retry_after
        detail = f"Request was throttled. Expected available in {seconds} seconds."
        return refusal(429, {"detail": detail}, Retry_After=str(seconds))

    @cached_property
    def _by_id(self) -> dict[str, Song]:
        return {_id(song): song for song in self.songs}

    @cached_property
    def _by_key(self) -> dict[str, Song]:
        return {song.key: song for song in self.songs}

    def _listed(self, song: Song) -> dict[str, Any]:
        key, creator = _id(song), " & ".join(song.artists)
        licence, version = LICENCES[song.number // 4 % len(LICENCES)]
        form = f"publicdomain/zero/{version}" if licence == "cc0" else f"licenses/{licence}/{version}"
        address = f"https://creativecommons.org/{form}/"
        name = f"CC0 {version}" if licence == "cc0" else f"CC {licence.upper()} {version}"
        verb = "is marked with" if licence == "cc0" else "is licensed under"
        page = f"https://www.jamendo.com/track/{song.number}"
        return {
            "id": key, "title": song.title, "indexed_on": "2025-11-06T06:54:25Z", "foreign_landing_url": page,
            "url": f"{self.origin}/download/track/{song.key}/mp32", "creator": creator,
            "creator_url": f"https://www.jamendo.com/artist/{song.number}", "license": licence,
            "license_version": version, "license_url": address, "provider": "jamendo", "source": "jamendo",
            "category": "music", "genres": [song.genre.lower()], "filesize": song.duration_ms * KBIT // 8,
            "filetype": "mp3", "tags": [{"accuracy": None, "name": "vocal"}], "alt_files": None,
            "attribution": f'"{song.title}" by {creator} {verb} {name}. '
                           f"To view a copy of this license, visit {address}.",
            "fields_matched": ["title"], "mature": False,
            "audio_set": {"title": song.album, "foreign_landing_url": f"{page}/album", "creator": creator,
                          "creator_url": None, "url": f"{self.origin}/v1/audio/{key}/thumb/", "filesize": None,
                          "filetype": None},
            "thumbnail": f"{self.origin}/v1/audio/{key}/thumb/", "duration": song.duration_ms,
            "bit_rate": 1000 * KBIT, "sample_rate": 44100,
            "detail_url": f"{self.origin}/v1/audio/{key}/", "related_url": f"{self.origin}/v1/audio/{key}/related/",
            "unstable__sensitivity": [],
        }  # fmt: skip


def _id(song: Song) -> str:
    return str(uuid.uuid5(SPACE, song.key))
