"""Spotify through spotipy, with an app's own credentials. It lists songs; a clip of them is a rare thing by now.

spotipy's own handling of errors would sleep for hours, report other statuses than came, or give None: so what comes
back is checked in the session that spotipy is given, before it looks at it.
"""

import re
import threading
from collections.abc import Callable
from typing import Any

import requests
from django.conf import settings
from spotipy import Spotify, SpotifyClientCredentials, SpotifyException, SpotifyOauthError
from spotipy.cache_handler import MemoryCacheHandler

from backend.catalog.remote import records
from backend.catalog.remote.answers import json_object, message_of, reachable, status_check
from backend.catalog.remote.deadline import deadline, seconds_left
from backend.catalog.remote.session import BoundedSession
from backend.catalog.remote.source import RemoteSource
from backend.catalog.sources.base import (
    SourceUnavailableError,
    Track,
    TrackNotFoundError,
)

NAME = "Spotify"
RESULTS = 10  # its maximum; fewer are ranked worse
ROLLING_WINDOW = 30  # seconds over which it counts calls
CREDENTIALS_PATIENCE = 300
KEY = re.compile(r"[0-9A-Za-z]{22}")


class _TokenRefusedError(SourceUnavailableError):
    """The token has been taken back before its time."""


class _CheckedSession(BoundedSession):
    """Lets only answers through that are what spotipy takes them for: successes that hold a JSON object."""

    def request(self, method: Any, url: Any, *args: Any, **kwargs: Any) -> requests.Response:
        response = super().request(method, url, *args, **kwargs)
        if url == settings.SPOTIFY_TOKEN_URL:
            if response.status_code in {400, 401}:
                raise SourceUnavailableError(
                    f"Spotify refuses SPOTIPY_CLIENT_ID and SPOTIPY_CLIENT_SECRET{message_of(response)}.",
                    retry_after=CREDENTIALS_PATIENCE,
                )
        elif response.status_code == 401:
            raise _TokenRefusedError(f"Spotify no longer takes its token{message_of(response)}.")
        status_check(response, NAME, patience=ROLLING_WINDOW)
        json_object(response, NAME)
        return response


class _Credentials(SpotifyClientCredentials):  # type: ignore[misc]
    """One token for all threads, in memory, asked for by one of them at a time."""

    def __init__(self, session: requests.Session) -> None:
        super().__init__(
            client_id=settings.SPOTIPY_CLIENT_ID,
            client_secret=settings.SPOTIPY_CLIENT_SECRET,
            requests_session=session,
            requests_timeout=settings.SOURCE_DEADLINE,
            cache_handler=MemoryCacheHandler(),
        )
        self.OAUTH_TOKEN_URL = settings.SPOTIFY_TOKEN_URL
        self._asking = threading.Lock()

    def get_access_token(self, as_dict: bool = False, check_cache: bool = True) -> str:
        """The token; whoever comes while it is being asked for waits for it, as long as there is time."""
        if not self._asking.acquire(timeout=seconds_left() or settings.SOURCE_DEADLINE):
            raise SourceUnavailableError("Spotify did not give a token in time.")
        try:
            return str(super().get_access_token(as_dict=False, check_cache=check_cache))
        finally:
            self._asking.release()

    def _request_access_token(self) -> dict[str, Any]:
        try:
            token = super()._request_access_token()
        except TrackNotFoundError:
            token = None
        if not records.text(token, "access_token") or not isinstance(records.value_at(token, "expires_in"), int):
            raise SourceUnavailableError("Spotify gives no token.")
        found: dict[str, Any] = token
        return found

    def forget(self) -> None:
        """The next call asks for a new token."""
        self.cache_handler.save_token_to_cache(None)


class SpotifySource(RemoteSource):
    """Plain-text search, the one that forgives."""

    id = "spotify"
    name = NAME
    attribution = "Song data by Spotify"
    terms_url: str | None = "https://developer.spotify.com/policy"
    notice: str | None = "Song data by Spotify. Its terms restrict analysing what it gives."
    keep_seconds = 300

    def __init__(self) -> None:
        session = _CheckedSession(seconds=settings.SOURCE_DEADLINE)
        self.credentials = _Credentials(session)
        self.api = Spotify(
            auth_manager=self.credentials, requests_session=session, requests_timeout=settings.SOURCE_DEADLINE
        )
        self.api.prefix = settings.SPOTIFY_API_URL.rstrip("/") + "/"

    def search(self, *, text: str, limit: int) -> list[Track]:
        try:
            answer = self._ask(lambda: self.api.search(q=text, limit=RESULTS, type="track"))
        except TrackNotFoundError:
            raise SourceUnavailableError("Spotify has no search at its address.") from None
        found = records.records(answer, "tracks", "items", name=self.name)
        return records.tracks_from(found, self.as_track, limit=limit)

    def resolve(self, *, key: str) -> Track:
        if not KEY.fullmatch(key):
            raise TrackNotFoundError
        track = self.as_track(self._ask(lambda: self.api.track(key)), fresh=True)
        if track is None:
            raise SourceUnavailableError("Spotify answers in a form that is not known.")
        return track

    def by_isrc(self, *, isrc: str) -> Track | None:
        """The recording with this code."""
        return next(iter(self.search(text=f"isrc:{isrc}", limit=1)), None)

    def _ask(self, call: Callable[[], Any]) -> Any:
        """Token and answer together within the deadline; a token that was taken back is replaced once."""
        try:
            with deadline(settings.SOURCE_DEADLINE), reachable(self.name):
                try:
                    return call()
                except _TokenRefusedError:
                    self.credentials.forget()
                    return call()
        except TimeoutError:
            raise SourceUnavailableError("Spotify did not answer in time.") from None
        except (SpotifyException, SpotifyOauthError):
            # what the session lets through gives spotipy no reason for these, but its next release may find one
            raise SourceUnavailableError("Spotify cannot be asked.") from None

    def as_track(self, record: Any, *, fresh: bool = False) -> Track | None:
        """The record as every catalogue gives a track."""
        key, title = records.key_of(record, "id"), records.text(record, "name")
        if key is None or title is None:
            return None
        images = records.value_at(record, "album", "images")
        preview = records.address(record, "preview_url")
        return Track(
            id=f"{self.id}:{key}",
            source=self.id,
            title=title,
            artists=records.texts(records.value_at(record, "artists"), "name"),
            album=records.text(record, "album", "name"),
            artwork_url=artwork(images) if isinstance(images, list) else None,
            duration_ms=records.milliseconds(record, "duration_ms"),
            has_preview=preview is not None,
            external_url=records.address(record, "external_urls", "spotify") or f"https://open.spotify.com/track/{key}",
            isrc=records.isrc(record, "external_ids", "isrc"),
            preview_url=preview if fresh else None,
        )


def artwork(images: list[Any]) -> str | None:
    """The smallest picture that is not a stamp; they come widest first."""
    wide = [image for image in images if (records.number(image, "width") or 0) >= 200]
    return records.address((wide or images or [None])[-1], "url")
