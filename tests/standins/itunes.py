"""Apple's iTunes Search API: JSON served as text/javascript, AAC clips, no ISRC, 403 when it has had enough."""

from functools import cached_property
from typing import Any, ClassVar

from tests.standins.clips import clip
from tests.standins.service import Service
from tests.standins.songs import Song
from tests.standins.wire import ABSENT, Answer, Request, Route, refusal

SITE = "https://music.apple.com/us"
SCRIPT = "text/javascript; charset=utf-8"
MOST = 200  # results in one answer
LENGTHS_MS = (0, 140, -260, 510)  # how much a recording's length differs from what others say


class ITunes(Service):
    """Search, lookup by id, clips and covers."""

    name = "itunes"
    optional_keys = frozenset({"collectionId", "collectionName", "collectionViewUrl", "artworkUrl30", "artworkUrl60",
                               "artworkUrl100", "releaseDate", "primaryGenreName", "contentAdvisoryRating",
                               "isStreamable", "trackTimeMillis", "previewUrl"})  # fmt: skip
    no_preview: ClassVar[dict[str, Any]] = {"previewUrl": ABSENT}
    kinds = frozenset({"forbidden"})

    @cached_property
    def routes(self) -> list[Route]:
        """Every form of path that is answered."""
        return [
            Route(r"/search", self.search),
            Route(r"/lookup", self.lookup),
            Route(r"/image/thumb/Music/v4/(\w+)/(\d+)x\d+bb\.jpg", self.picture, "pictures"),
            Route(r"/itunes-assets/AudioPreview/v4/mzaf_(\d+)\.plus\.aac\.p\.m4a", self.preview, "clips"),
        ]

    def search(self, request: Request) -> Answer:
        """Find songs by what was typed."""
        limit = request.whole("limit", 50)
        if not 1 <= limit <= MOST:
            limit = 50
        songs, _ = self.index.search(request.query.get("term", ""), limit)
        return _results([self._listed(song) for song in songs])

    def lookup(self, request: Request) -> Answer:
        """Give one track, or an empty list."""
        song = self._by_id.get(request.whole("id", 0))
        return _results([self._listed(song)] if song else [])

    def preview(self, _request: Request, key: str) -> Answer:
        """Give a clip; its address stays good."""
        song = self._by_id.get(int(key))
        if song is None:
            return Answer(status=404, body=b"", content_type="text/html")
        return Answer(body=clip(song.clip, "aac", 128), content_type="audio/x-m4a", ranges=True)

    def fault(self, kind: str) -> Answer | None:
        """Refuse as it does: no time is named."""
        return self.too_many(None) if kind == "forbidden" else None

    def too_many(self, retry_after: int | None) -> Answer:
        """Refuse with 403; only on demand with a time to wait."""
        if retry_after is None:
            return Answer(status=403, body=b"<html><body>Forbidden</body></html>", content_type="text/html")
        return refusal(429, {"errorMessage": "Too many requests"}, Retry_After=str(retry_after))

    @cached_property
    def _by_id(self) -> dict[int, Song]:
        return {_id(song): song for song in self.songs}

    def _listed(self, song: Song) -> dict[str, Any]:
        track, album, artist = _id(song), 2_000_000_000 + song.number, 400_000_000 + song.number
        covers = {f"artworkUrl{side}": f"{self.origin}/image/thumb/Music/v4/{song.key}/{side}x{side}bb.jpg"
                  for side in (30, 60, 100)}  # fmt: skip
        return {
            "wrapperType": "track", "kind": "song", "artistId": artist, "collectionId": album, "trackId": track,
            "artistName": _credit(song), "collectionName": song.album, "trackName": song.title,
            "collectionCensoredName": song.album, "trackCensoredName": song.title,
            "artistViewUrl": f"{SITE}/artist/{artist}?uo=4", "collectionViewUrl": f"{SITE}/album/{album}?uo=4",
            "trackViewUrl": f"{SITE}/album/{album}?i={track}&uo=4",
            "previewUrl": f"{self.origin}/itunes-assets/AudioPreview/v4/mzaf_{track}.plus.aac.p.m4a", **covers,
            "collectionPrice": 9.99, "trackPrice": 1.29 if song.number % 9 else -1.0,
            "releaseDate": f"{song.year}-05-01T12:00:00Z", "collectionExplicitness": "notExplicit",
            "trackExplicitness": "notExplicit", "discCount": 1, "discNumber": 1, "trackCount": 12, "trackNumber": 3,
            "trackTimeMillis": song.duration_ms + LENGTHS_MS[song.number % len(LENGTHS_MS)],
            "country": "USA", "currency": "USD", "primaryGenreName": song.genre,
            **({"isStreamable": True} if song.number % 4 else {}),
        }  # fmt: skip


def _results(found: list[dict[str, Any]]) -> Answer:
    return Answer(value={"resultCount": len(found), "results": found}, content_type=SCRIPT)


def _credit(song: Song) -> str:
    *first, last = song.artists
    return f"{', '.join(first)} & {last}" if first else last


def _id(song: Song) -> int:
    return 1_400_000_000 + song.number
