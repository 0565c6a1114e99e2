"""Spotify's Web API for an app of its own: a token first, ten results at most, previews as a rule null."""

import base64
import binascii
import hashlib
import time
from collections.abc import Sequence
from functools import cached_property
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlencode

from tests.standins.clips import clip
from tests.standins.service import Service
from tests.standins.songs import Song
from tests.standins.wire import Answer, Request, Route, refusal

SITE = "https://open.spotify.com"
MOST, LAST = 10, 1000  # results in one answer; the greatest offset
LIFETIME = 3600
PREMIUM = (
    "Active premium subscription required for the owner of the app. When the subscription status changes, it can take "
    "a few hours before requests are allowed again."
)
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


class Spotify(Service):
    """Tokens, search, one track, clips and covers."""

    name = "spotify"
    api_root = "/v1"
    token_path = "/api/token"
    optional_keys = frozenset({"external_ids", "images", "release_date", "release_date_precision", "preview_url",
                               "explicit", "is_playable", "track_number", "disc_number"})  # fmt: skip
    no_preview: ClassVar[dict[str, Any]] = {"preview_url": None}
    kinds = frozenset({"null_preview", "premium_lapsed", "invalid_client"})

    def __init__(
        self,
        songs: Sequence[Song],
        *,
        previews: bool = True,
        client_id: str = "stand-in",
        client_secret: str = "stand-in-secret",  # noqa: S107
        **options: Any,
    ) -> None:
        super().__init__(songs, **options)
        self.previews = previews
        self.client = (client_id, client_secret)
        self._tokens: dict[str, float] = {}

    @cached_property
    def routes(self) -> list[Route]:
        """Every form of path that is answered."""
        return [
            Route(r"/api/token", self.token, "token", "POST"),
            Route(r"/v1/search", self.search),
            Route(r"/v1/tracks/([^/]+)", self.track),
            Route(r"/image/([0-9a-f]{34})([0-9a-f]{6})", self.cover, "pictures"),
            Route(r"/mp3-preview/([0-9a-f]{40})", self.preview, "clips"),
        ]

    def token(self, request: Request) -> Answer:
        """Give a token for an id and a secret."""
        if self._client(request) != self.client:
            return refusal(400, {"error": "invalid_client", "error_description": "Invalid client"})
        if parse_qs(request.body.decode()).get("grant_type") != ["client_credentials"]:
            return refusal(400, {"error": "unsupported_grant_type", "error_description": "grant_type is missing"})
        token = hashlib.sha256(f"{time.monotonic_ns()}".encode()).hexdigest()
        self._tokens[token] = time.monotonic() + LIFETIME
        return Answer(value={"access_token": token, "token_type": "Bearer", "expires_in": LIFETIME})

    def search(self, request: Request) -> Answer:
        """Find tracks by plain text."""
        if refused := self._without_token(request):
            return refused
        text, limit, offset = request.query.get("q", ""), request.whole("limit", 5), request.whole("offset", 0)
        if not text:
            return _error(400, "No search query")
        if not 0 <= limit <= MOST or not 0 <= offset <= LAST:
            return _error(400, "Invalid limit" if not 0 <= limit <= MOST else "Invalid offset")
        if request.query.get("type") != "track":
            return _error(400, "Bad search type field" if "type" in request.query else "Missing parameter type")
        songs, total = self._found(text, limit, offset)
        items = [self._listed(song) for song in songs]
        return Answer(value={"tracks": {**self._page(request, limit, offset, total), "items": items}})

    def track(self, request: Request, key: str) -> Answer:
        """Give one track."""
        if refused := self._without_token(request):
            return refused
        if len(key) != 22 or not key.isalnum():
            return _error(400, "Invalid base62 id")
        song = self._by_id.get(key)
        return Answer(value=self._listed(song)) if song else _error(404, "Resource not found")

    def preview(self, _request: Request, digest: str) -> Answer:
        """Give a clip."""
        song = self._by_digest.get(digest)
        if song is None or not self.previews:
            return Answer(status=404, body=b"", content_type="text/html")
        return Answer(body=clip(song.clip, "mp3", 96), content_type="audio/mpeg", ranges=True)

    def cover(self, request: Request, seed: str, side: str) -> Answer:
        """Give a cover; the end of its name says how large."""
        return self.picture(request, seed, str(int(side, 16) or 64))

    def not_found(self) -> Answer:
        """Answer in the form of every error."""
        return _error(404, "Service not found")

    def fault(self, kind: str) -> Answer | None:
        """Refuse because the app's owner no longer pays, or because its secret was changed."""
        if kind == "premium_lapsed":
            text = (
                "Active premium subscription required for the owner of the app. When the subscription status changes, "
            )
            return _error(403, text + "it can take a few hours before requests are allowed again.")
        if kind == "invalid_client":
            return refusal(400, {"error": "invalid_client", "error_description": "Invalid client"})
        return None

    def too_many(self, retry_after: int | None) -> Answer:
        """Refuse because the account's quota is used up."""
        value = {"error": {"status": 429, "message": "Too many requests", "reason": "QUOTA_EXCEEDED"}}
        return refusal(429, value, Retry_After=str(30 if retry_after is None else retry_after))

    @cached_property
    def _by_id(self) -> dict[str, Song]:
        return {_id("track", song.key): song for song in self.songs}

    @cached_property
    def _by_digest(self) -> dict[str, Song]:
        return {_digest("preview", song): song for song in self.songs}

    def _found(self, text: str, limit: int, offset: int) -> tuple[list[Song], int]:
        if text.lower().startswith("isrc:"):
            wanted = text[5:].strip().upper()
            songs = [song for song in self.songs if song.isrc == wanted]
            return songs[offset : offset + limit], len(songs)
        return self.index.search(text, limit, offset)

    def _client(self, request: Request) -> tuple[str, str] | None:
        scheme, _, coded = request.headers.get("authorization", "").partition(" ")
        try:
            name, _, secret = base64.b64decode(coded, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return None
        return (name, secret) if scheme == "Basic" else None

    def _without_token(self, request: Request) -> Answer | None:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme != "Bearer" or not token:
            return _error(401, "No token provided")
        if self._tokens.get(token, 0) < time.monotonic():
            return _error(401, "Invalid access token")
        return None

    def _page(self, request: Request, limit: int, offset: int, total: int) -> dict[str, Any]:
        def address(start: int) -> str:
            query = {"query": request.query["q"], "type": "track", "offset": start, "limit": limit}
            return f"{self.origin}/v1/search?{urlencode(query)}"

        return {"href": address(offset), "limit": limit, "offset": offset, "total": total,
                "next": address(offset + limit) if limit and offset + limit < total else None,
                "previous": address(max(0, offset - limit)) if offset else None}  # fmt: skip

    def _listed(self, song: Song) -> dict[str, Any]:
        artists = [self._object("artist", name, name=name) for name in song.artists]
        picture = _digest("cover", song)[:34]
        images = [{"height": side, "width": side, "url": f"{self.origin}/image/{picture}{side:06x}"}
                  for side in (640, 300, 64)]  # fmt: skip
        album = self._object("album", song.key, name=song.album, album_type="album", total_tracks=12, images=images,
                             artists=artists[:1], release_date=f"{song.year}-05-01",
                             release_date_precision="day")  # fmt: skip
        preview = f"{self.origin}/mp3-preview/{_digest('preview', song)}" if self.previews else None
        return self._object("track", song.key, name=song.title, artists=artists, album=album,
                            duration_ms=song.duration_ms, explicit=False, is_local=False, disc_number=1,
                            track_number=3, preview_url=preview,
                            **({"external_ids": {"isrc": song.isrc}} if song.number % 25 else {}))  # fmt: skip

    def _object(self, kind: str, seed: str, **more: Any) -> dict[str, Any]:
        key = _id(kind, seed)
        return {**more, "id": key, "type": kind, "uri": f"spotify:{kind}:{key}",
                "href": f"{self.origin}/v1/{kind}s/{key}",
                "external_urls": {"spotify": f"{SITE}/{kind}/{key}"}}  # fmt: skip


def _error(status: int, message: str) -> Answer:
    return refusal(status, {"error": {"status": status, "message": message}})


def _id(kind: str, seed: str) -> str:
    number = int.from_bytes(hashlib.sha256(f"{kind} {seed}".encode()).digest()[:16])
    signs = ""
    for _ in range(22):
        number, place = divmod(number, 62)
        signs += DIGITS[place]
    return signs


def _digest(kind: str, song: Song) -> str:
    return hashlib.sha256(f"{kind} {song.key}".encode()).hexdigest()[:40]
