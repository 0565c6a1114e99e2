"""Looks tracks up in a catalogue through a running AudioFiler, and fetches previews where that is allowed.

One call at a time, a pause after each, and whatever wait the server asks for; every answer is kept at once, so a run
that is stopped goes on where it was. Addresses of previews expire and are not kept: they are asked for again when a
clip is fetched.

Whether previews may be fetched for training is said by the catalogue's terms (docs/terms.md). Spotify, iTunes and
YouTube forbid it outright and are refused here; for every other one the person who runs this says that they have read
the terms.
"""

import hashlib
import json
import re
import sqlite3
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.datasets.base import DataError
from training.datasets.index import folded

FORBIDDEN = {
    "spotify": "Spotify's terms (IV.2.1) forbid using its content to train a machine-learning model",
    "itunes": "Apple's terms let previews be streamed, not downloaded or saved",
    "youtube": "YouTube's terms forbid downloading the sound of a video",
}
"""Catalogues whose previews are never fetched here, and why."""

TERMS = """Fetching previews for training is between you and the catalogue: read its terms first (docs/terms.md quotes
them). Deezer limits use to non-commercial purposes and forbids reproduction without its leave; pieces at Openverse and
Jamendo have a Creative Commons licence each. Spotify, iTunes and YouTube forbid this and are never asked. The clips
are for your own training; do not pass them on."""

PAUSE_SECONDS = 1.0
_LONGEST_WAIT = 120.0
_LARGEST_CLIP = 16 * 2**20
_TIMEOUT = 30.0
_BRACKETS = re.compile(r"\s*[(\[].*?[)\]]|\s+(feat|ft)\.? .*", re.IGNORECASE)


class Waiting(Exception):
    """The server asks to wait so many seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"wait {seconds:g} s")
        self.seconds = seconds


@dataclass
class Catalogue:
    """One catalogue behind a running AudioFiler.

    Attributes
    ----------
    server : str
        Its address, such as ``http://localhost:8000``.
    source : str
        Id of the catalogue.
    pause : float
        Seconds after each call.
    sleep : callable
        Waits; replaced by tests.
    """

    server: str
    source: str
    pause: float = PAUSE_SECONDS
    sleep: Callable[[float], None] = time.sleep

    def find(self, artist: str, title: str) -> dict[str, Any] | None:
        """Return the track of that artist and title, or None."""
        query = urllib.parse.urlencode({"q": f"{artist} {title}"[:200], "limit": 10, "source": self.source, "wait": 5})
        answer = self._json(f"/api/v1/tracks?{query}")
        found = [track for track in answer.get("results", []) if _is(track, artist, title)]
        return max(found, key=lambda track: bool(track.get("has_preview")), default=None)

    def preview(self, track: str) -> bytes | None:
        """Return the clip of a track, or None if it has none."""
        address = self._json(f"/api/v1/tracks/{urllib.parse.quote(track, safe=':')}").get("preview_url")
        if not address:
            return None
        local = urllib.parse.urlsplit(address).netloc == urllib.parse.urlsplit(self.server).netloc
        if not address.startswith("https://") and not local:
            raise DataError(f"{track}: {address} is no https address")
        return self._bytes(address)

    def _json(self, path: str) -> dict[str, Any]:
        answer = json.loads(self._bytes(self.server.rstrip("/") + path))
        for source in answer.get("sources") or []:
            mine = isinstance(source, dict) and source.get("id") == self.source
            if mine and source.get("status") in {"rate_limited", "unavailable", "pending"}:
                raise Waiting(float(source.get("retry_after") or 5))
        return dict(answer)

    def _bytes(self, address: str) -> bytes:
        request = urllib.request.Request(address, headers={"User-Agent": "AudioFiler training"})  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=_TIMEOUT) as answer:  # noqa: S310 - http(s) by the caller
                data: bytes = answer.read(_LARGEST_CLIP + 1)
        except urllib.error.HTTPError as error:
            if error.code in {429, 503}:
                raise Waiting(float(error.headers.get("Retry-After") or 5)) from error
            raise
        finally:
            self.sleep(self.pause)
        if len(data) > _LARGEST_CLIP:
            raise DataError(f"{address} is larger than {_LARGEST_CLIP // 2**20} MiB")
        return data

    def patiently(self, ask: Callable[[], Any], tries: int = 5) -> Any:
        """Ask, waiting as long as the server wants; after five times give up for now."""
        for _ in range(tries):
            try:
                return ask()
            except Waiting as waiting:
                self.sleep(min(waiting.seconds, _LONGEST_WAIT))
        raise DataError(f"{self.source} asks to wait again and again; the same command goes on later")


def look_up(connection: sqlite3.Connection, catalogue: Catalogue, most: int, on_track: Callable[[str], None]) -> int:
    """Look up to `most` tracks with a genre up that have not been yet, in mixed order; return how many."""
    asked = (
        "SELECT id, artist, title FROM track WHERE genre IS NOT NULL AND id NOT IN (SELECT track FROM lookup) "
        "ORDER BY substr(id, -6), id LIMIT ?"
    )
    rows = connection.execute(asked, (most,)).fetchall()
    for track, artist, title in rows:
        found = _or_refuse(catalogue, lambda a=artist, t=title: catalogue.find(a, t))  # type: ignore[misc]
        source, name, has = (None, None, False) if found is None else _facts(found)
        with connection:
            connection.execute("INSERT INTO lookup VALUES (?, ?, ?, ?)", (track, source, name, has))
        on_track(track)
    return len(rows)


def fetch(
    connection: sqlite3.Connection, catalogue: Catalogue, folder: Path, most: int, on_track: Callable[[str], None]
) -> int:
    """Fetch up to `most` clips that are found and not here yet; return how many were tried.

    Raises
    ------
    DataError
        If the catalogue's terms forbid it, or the server cannot be reached.
    """
    if catalogue.source in FORBIDDEN:
        raise DataError(FORBIDDEN[catalogue.source])
    asked = (
        "SELECT track.id, genre, found FROM lookup JOIN track ON track.id = lookup.track WHERE has_preview "
        "AND source = ? AND genre IS NOT NULL AND track.id NOT IN (SELECT track FROM clip) "
        "ORDER BY substr(track.id, -6) LIMIT ?"
    )
    rows = connection.execute(asked, (catalogue.source, most)).fetchall()
    for track, genre, found in rows:
        data = _or_refuse(catalogue, lambda f=found: catalogue.preview(f))  # type: ignore[misc]
        entry = (track, None, None, "no preview") if data is None else (track, *_keep(data, folder, genre, track), None)
        with connection:
            connection.execute("INSERT INTO clip VALUES (?, ?, ?, ?)", entry)
        on_track(track)
    return len(rows)


def _or_refuse(catalogue: Catalogue, ask: Callable[[], Any]) -> Any:
    """Ask patiently; 404 and the like are an answer, a server that is not there ends the run."""
    try:
        return catalogue.patiently(ask)
    except urllib.error.HTTPError as error:
        if 400 <= error.code < 500:
            return None
        raise DataError(f"{catalogue.server} answers {error.code}; the same command goes on later") from error
    except (OSError, ValueError) as error:
        raise DataError(f"{catalogue.server} gives no answer ({error}); the same command goes on later") from error


def _keep(data: bytes, folder: Path, genre: str, track: str) -> tuple[str, str]:
    """Write a clip whole or not at all; return its place and sha256."""
    name = Path("clips") / re.sub(r"[^\w&-]", "_", genre) / f"{re.sub(r'[^A-Za-z0-9]', '_', track)}.mp3"
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(".new")
    fresh.write_bytes(data)
    fresh.replace(file)
    return name.as_posix(), hashlib.sha256(data).hexdigest()


def _facts(track: dict[str, Any]) -> tuple[str, str, bool]:
    return str(track["source"]), str(track["id"]), bool(track.get("has_preview"))


def _is(track: dict[str, Any], artist: str, title: str) -> bool:
    """Tell whether a track is that song, brackets and guests aside."""
    names = [_plain(str(name)) for name in track.get("artists") or []]
    return _plain(str(track.get("title") or "")) == _plain(title) and _plain(artist) in names


def _plain(name: str) -> str:
    return folded(_BRACKETS.sub("", name)) or folded(name)
