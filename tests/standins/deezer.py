"""Deezer's public API: errors inside HTTP 200, previews whose signed address dies within minutes."""

import hashlib
import hmac
import re
import time
from collections.abc import Sequence
from functools import cached_property
from typing import Any, ClassVar
from urllib.parse import urlencode

from tests.standins.clips import clip
from tests.standins.service import Service
from tests.standins.songs import Song
from tests.standins.wire import Answer, Request, Route, refusal

SITE = "https://www.deezer.com"
SIZES = {"small": 56, "medium": 250, "big": 500, "xl": 1000}
SIGNING_KEY = b"stand-in"
MOST = 100  # results in one answer


class Deezer(Service):
    """Search, one track by id or ISRC, one album, the genres, and the clips."""

    name = "deezer"
    optional_keys = frozenset({"title_version", "isrc", "md5_image", "cover_small", "cover_medium", "cover_big",
                               "cover_xl", "picture_small", "picture_medium", "picture_big", "picture_xl"})  # fmt: skip
    no_preview: ClassVar[dict[str, Any]] = {"preview": ""}
    kinds = frozenset({"quota_200"})

    def __init__(self, songs: Sequence[Song], *, preview_seconds: float = 900, **options: Any) -> None:
        super().__init__(songs, **options)
        self.preview_seconds = preview_seconds

    @cached_property
    def routes(self) -> list[Route]:
        """Every form of path that is answered."""
        return [
            Route(r"/search(?:/track)?", self.search),
            Route(r"/track/isrc:([A-Za-z0-9]+)", self.track_by_isrc),
            Route(r"/track/(-?\d+)", self.track),
            Route(r"/album/(\d+)", self.album),
            Route(r"/genre", self.genres),
            Route(r"/album/(\d+)/image", self.picture, "pictures"),
            Route(r"/images/cover/(\w+)/(\d+)x\d+-\S+", self.picture, "pictures"),
            Route(r"/api/1/1/\w/\w/\w/0/(\w{32})\.mp3", self.preview, "clips"),
        ]

    def search(self, request: Request) -> Answer:
        """Find songs by plain text; what is scoped to a field finds nothing, as reported of late."""
        text = request.query.get("q", "")
        if not text:
            return refusal(200, _error("MissingParameterException", "Missing parameters: q", 501))
        limit, index = min(request.whole("limit", 25), MOST), max(0, request.whole("index", 0))
        is_scoped = re.search(r'\b(?:artist|track|album):"', text)
        songs, total = ([], 0) if is_scoped else self.index.search(text, max(0, limit), index)
        value: dict[str, Any] = {"data": [self._listed(song) for song in songs], "total": total}
        if index + limit < total:
            query = urlencode({"q": text, "limit": limit, "index": index + limit})
            value["next"] = f"{self.origin}{request.path}?{query}"
        return Answer(value=value)

    def track(self, _request: Request, key: str) -> Answer:
        """Give one track with everything known of it."""
        return self._one(self._by_id.get(int(key)))

    def track_by_isrc(self, _request: Request, isrc: str) -> Answer:
        """Give one track by its recording's code."""
        return self._one(next((song for song in self.songs if song.isrc == isrc.upper()), None))

    def album(self, _request: Request, key: str) -> Answer:
        """Give an album, which alone knows a genre."""
        song = self._by_id.get(int(key) - 1_000_000)
        if song is None:
            return refusal(200, NO_DATA)
        genre = {"id": 100, "name": song.genre, "picture": f"{self.origin}/genre/100/image", "type": "genre"}
        return Answer(value={**self._album(song), "upc": f"{song.number:012}", "genre_id": 100,
                             "genres": {"data": [genre]}, "label": "Stand-in", "nb_tracks": 1,
                             "release_date": f"{song.year}-05-01", "record_type": "album"})  # fmt: skip

    def genres(self, _request: Request) -> Answer:
        """List the genres."""
        names = ["All", *sorted({song.genre for song in self.songs})]
        return Answer(value={"data": [{"id": place, "name": name, "type": "genre",
                                       "picture": f"{self.origin}/genre/{place}/image"}
                                      for place, name in enumerate(names)]})  # fmt: skip

    def preview(self, request: Request, digest: str) -> Answer:
        """Give a clip while its signature lasts."""
        song = self._by_digest.get(digest)
        signed = re.fullmatch(r"exp=(\d+)~acl=(.*)~hmac=(\w{64})", request.query.get("hdnea", ""))
        if not signed or signed[3] != _signature(f"exp={signed[1]}~acl={signed[2]}") or int(signed[1]) < time.time():
            return Answer(status=403, body=b"<HTML><TITLE>Access Denied</TITLE></HTML>", content_type="text/html")
        if song is None:
            return Answer(status=404, body=b"", content_type="text/html")
        return Answer(body=clip(song.clip, "mp3", 128), content_type="audio/mpeg", ranges=True)

    def not_found(self) -> Answer:
        """Answer as the router does: here the error is a text."""
        return refusal(404, {"error": "Not Found"})

    def fault(self, kind: str) -> Answer | None:
        """Refuse with HTTP 200 when the quota is used up."""
        return refusal(200, QUOTA) if kind == "quota_200" else None

    def too_many(self, retry_after: int | None) -> Answer:
        """Refuse as is usual here, or, when a time is to be named, with a 429."""
        return refusal(200, QUOTA) if retry_after is None else refusal(429, QUOTA, Retry_After=str(retry_after))

    @cached_property
    def _by_id(self) -> dict[int, Song]:
        return {_id(song): song for song in self.songs}

    @cached_property
    def _by_digest(self) -> dict[str, Song]:
        return {_digest(song): song for song in self.songs}

    def _one(self, song: Song | None) -> Answer:
        if song is None:
            return refusal(200, NO_DATA)
        more = {
            "isrc": song.isrc, "share": f"{SITE}/track/{_id(song)}?utm_source=deezer", "track_position": 1,
            "disk_number": 1, "release_date": f"{song.year}-05-01", "bpm": 0, "gain": -9.5,
            "available_countries": ["DE", "FR", "GB"],
            "contributors": [{**self._artist(name), "role": "Main"} for name in song.artists],
        }  # fmt: skip
        return Answer(value={**self._listed(song), **more})

    def _listed(self, song: Song) -> dict[str, Any]:
        """Write a track as searches list it; every third comes without a version, as some do."""
        version = {"title_version": f"({song.version})" if song.version else ""}
        return {
            "id": _id(song), "readable": True, "title": song.title,
            "title_short": song.title.removesuffix(f" ({song.version})"),
            **(version if song.version or song.number % 3 else {}), "isrc": song.isrc,
            "link": f"{SITE}/track/{_id(song)}", "duration": song.duration_ms // 1000, "rank": song.rank,
            "explicit_lyrics": False, "explicit_content_lyrics": 0, "explicit_content_cover": 2,
            "preview": self._signed(song), "md5_image": _digest(song),
            "artist": self._artist(song.artists[0]), "album": self._album(song), "type": "track",
        }  # fmt: skip

    def _signed(self, song: Song) -> str:
        digest = _digest(song)
        path = f"/api/1/1/{digest[0]}/{digest[1]}/{digest[2]}/0/{digest}.mp3"
        until = int(time.time() + self.preview_seconds)
        token = f"exp={until}~acl={path}*~data=user_id=0,application_id=42"
        return f"{self.origin}{path}?hdnea={token}~hmac={_signature(token)}"

    def _artist(self, name: str) -> dict[str, Any]:
        number = int(hashlib.sha256(name.encode()).hexdigest()[:7], 16)
        return {"id": number, "name": name, "link": f"{SITE}/artist/{number}",
                "picture": f"{self.origin}/artist/{number}/image",
                "tracklist": f"{self.origin}/artist/{number}/top?limit=50", "type": "artist"}  # fmt: skip

    def _album(self, song: Song) -> dict[str, Any]:
        number, digest = 1_000_000 + _id(song), _digest(song)
        covers = {f"cover_{size}": f"{self.origin}/images/cover/{digest}/{side}x{side}-000000-80-0-0.jpg"
                  for size, side in SIZES.items()}  # fmt: skip
        return {"id": number, "title": song.album, "cover": f"{self.origin}/album/{number}/image", **covers,
                "md5_image": digest, "tracklist": f"{self.origin}/album/{number}/tracks", "type": "album"}  # fmt: skip


def _error(kind: str, message: str, code: int) -> dict[str, Any]:
    return {"error": {"type": kind, "message": message, "code": code}}


NO_DATA = _error("DataException", "no data", 800)
QUOTA = _error("Exception", "Quota limit exceeded", 4)


def _id(song: Song) -> int:
    return 3_000_000 + song.number


def _digest(song: Song) -> str:
    return hashlib.md5(f"deezer {song.key}".encode(), usedforsecurity=False).hexdigest()


def _signature(token: str) -> str:
    return hmac.new(SIGNING_KEY, token.encode(), "sha256").hexdigest()
