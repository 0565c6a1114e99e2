"""Jamendo: free music, whole songs, errors inside HTTP 200 with a status of their own."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, ClassVar

from tests.standins.clips import full_length
from tests.standins.service import Service
from tests.standins.songs import Song
from tests.standins.wire import Answer, Request, Route, refusal

SITE = "https://www.jamendo.com"
LICENCES = ("by/3.0", "by-sa/3.0", "by-nc-nd/3.0", "by-nc-sa/4.0")
MOST = 200  # results in one answer
KBIT = {"mp31": 96, "mp32": 128}


class Jamendo(Service):
    """Tracks by words or by id, the files and covers."""

    name = "jamendo"
    api_root = "/v3.0"
    optional_keys = frozenset({"musicinfo", "album_name", "album_id", "album_image", "image", "license_ccurl",
                               "releasedate", "position", "prourl", "shorturl", "shareurl", "artist_idstr",
                               "content_id_free", "audiodownload", "audiodownload_allowed"})  # fmt: skip
    no_preview: ClassVar[dict[str, Any]] = {"audio": "", "audiodownload": "", "audiodownload_allowed": False}
    kinds = frozenset({"failed_200"})

    def __init__(self, songs: Sequence[Song], *, client_id: str = "stand-in", **options: Any) -> None:
        super().__init__(songs, **options)
        self.client_id = client_id

    @cached_property
    def routes(self) -> list[Route]:
        """Every form of path that is answered."""
        return [
            Route(r"/v3\.0/tracks/?", self.tracks),
            Route(r"/cover/(\d+)/(\d+)\.jpg", self.picture, "pictures"),
            Route(r"/stream/(\d+)/(mp31|mp32)", self.file, "clips"),
            Route(r"/download/track/(\d+)/(mp31|mp32)/", self.file, "clips"),
        ]

    def tracks(self, request: Request) -> Answer:
        """Find tracks by what was typed, or give those with an id."""
        if request.query.get("client_id") != self.client_id:
            return _failed(5, "Your credential is not authorized.")
        limit, offset = request.whole("limit", 10), max(0, request.whole("offset", 0))
        if not 0 <= limit <= MOST:
            return _failed(3, f"The parameter limit must be between 0 and {MOST}.")
        audio_format = request.query.get("audioformat", "mp31")
        if audio_format not in KBIT:
            return _failed(3, "Wrong value for the parameter audioformat.")
        text = request.query.get("search") or request.query.get("namesearch") or ""
        if "id" in request.query:
            keys = request.query["id"].replace("+", " ").split()
            songs = [self._by_key[key] for key in keys if key in self._by_key]
        else:
            songs, _ = self.index.search(text, limit, offset)
        has_info = "musicinfo" in request.query.get("include", "")
        return _results([self._listed(song, audio_format, has_info) for song in songs])

    def file(self, _request: Request, key: str, audio_format: str) -> Answer:
        """Give the whole song."""
        song = self._by_key.get(key)
        if song is None:
            return Answer(status=404, body=b"", content_type="text/html")
        body = full_length(song.clip, song.duration_ms, KBIT[audio_format])
        return Answer(body=body, content_type="audio/mpeg", ranges=True)

    def fault(self, kind: str) -> Answer | None:
        """Fail with HTTP 200."""
        return _failed(5, "Your credential is not authorized.") if kind == "failed_200" else None

    def too_many(self, retry_after: int | None) -> Answer:
        """Refuse a caller who used up the month's allowance, or, when a time is to be named, with a 429."""
        value = _failed(6, "Rate limit exceeded.").value
        return refusal(200, value) if retry_after is None else refusal(429, value, Retry_After=str(retry_after))

    @cached_property
    def _by_key(self) -> dict[str, Song]:
        return {song.key: song for song in self.songs}

    def _listed(self, song: Song, audio_format: str, has_info: bool) -> dict[str, Any]:
        cover, is_free = f"{self.origin}/cover/{song.key}/300.jpg", song.number % 10 != 0
        download = f"{self.origin}/download/track/{song.key}/{audio_format}/"
        info = {"vocalinstrumental": "vocal", "lang": "en", "gender": "", "acousticelectric": "", "speed": "medium",
                "tags": {"genres": [song.genre.lower()], "instruments": [], "vartags": ["happy"]}}  # fmt: skip
        return {
            "id": song.key, "name": song.title, "duration": song.duration_ms // 1000,
            "artist_id": str(song.number + 7), "artist_name": " & ".join(song.artists),
            "artist_idstr": song.artists[0].lower().replace(" ", "_"), "album_name": song.album,
            "album_id": str(song.number + 9),
            "license_ccurl": f"http://creativecommons.org/licenses/{LICENCES[song.number // 4 % len(LICENCES)]}/",
            "position": 1, "releasedate": f"{song.year}-05-01", "album_image": cover,
            "audio": f"{self.origin}/stream/{song.key}/{audio_format}",
            "audiodownload": download if is_free else "", "prourl": "",
            "shorturl": f"https://jamen.do/t/{song.key}", "shareurl": f"{SITE}/track/{song.key}", "image": cover,
            **({"musicinfo": info} if has_info else {}),
            "audiodownload_allowed": is_free, "content_id_free": False,
        }  # fmt: skip


def _results(found: list[dict[str, Any]]) -> Answer:
    return Answer(value={"headers": _headers("success", 0, "", len(found)), "results": found})


def _failed(code: int, message: str) -> Answer:
    return refusal(200, {"headers": _headers("failed", code, message, 0), "results": []})


def _headers(status: str, code: int, message: str, count: int) -> dict[str, Any]:
    return {"status": status, "code": code, "error_message": message, "warnings": "", "results_count": count}
