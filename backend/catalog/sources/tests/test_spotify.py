"""Spotify through spotipy: true statuses, no waiting, one token, no secret anywhere."""

import logging
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from backend.catalog.remote.tests.server import Canned, serving
from backend.catalog.sources.base import (
    NoPreviewError,
    RateLimitedError,
    SourceUnavailableError,
    TrackNotFoundError,
)
from backend.catalog.sources.spotify import SpotifySource, artwork
from tests.standins import StandIn, start

SECRET = "stand-in-secret"


@pytest.fixture(scope="module")
def running() -> Iterator[StandIn]:
    with start("spotify", n=300) as standin:
        yield standin


@pytest.fixture
def standin(running: StandIn, settings: Any) -> Iterator[StandIn]:
    settings.SPOTIFY_API_URL, settings.SPOTIFY_TOKEN_URL = running.url, running.token_url
    settings.SPOTIPY_CLIENT_ID, settings.SPOTIPY_CLIENT_SECRET = "stand-in", SECRET
    settings.SOURCE_DEADLINE = 1.0
    running.calls.clear()
    yield running
    running.behave()


@pytest.fixture
def spotify(standin: StandIn) -> SpotifySource:
    return SpotifySource()


@pytest.fixture
def odd(standin: StandIn, settings: Any) -> Iterator[Canned]:
    """A service that gives a token and then says what a test wants."""
    with serving() as server:
        settings.SPOTIFY_API_URL = server.url
        yield server


def tokens_asked(standin: StandIn) -> int:
    return sum(call.path == "/api/token" for call in standin.calls)


def test_it_works(spotify: SpotifySource, standin: StandIn) -> None:
    song = next(song for song in standin.songs if song.number % 25 and len(song.artists) > 1)
    track = spotify.search(text=f"{song.title} {song.artists[0]}", limit=20)[0]
    assert (track.title, track.artists, track.album) == (song.title, list(song.artists), song.album)
    assert (track.isrc, track.duration_ms) == (song.isrc, song.duration_ms)
    assert track.has_preview
    assert track.preview_url is None
    assert track.external_url == f"https://open.spotify.com/track/{track.id.partition(':')[2]}"
    assert standin.calls[-1].query["limit"] == "10"

    key = track.id.partition(":")[2]
    assert (spotify.resolve(key=key).preview_url or "").startswith(f"http://{standin.preview_host}/")
    assert spotify.clip(key=key).url.startswith(f"http://{standin.preview_host}/")
    assert tokens_asked(standin) == 1


def test_fewer_are_cut_here(spotify: SpotifySource) -> None:
    assert len(spotify.search(text="love", limit=2)) <= 2


def test_without_preview_there_is_no_clip(spotify: SpotifySource, standin: StandIn) -> None:
    standin.misbehave("null_preview")
    track = spotify.search(text=standin.songs[0].title, limit=1)[0]
    assert not track.has_preview
    with pytest.raises(NoPreviewError):
        spotify.clip(key=track.id.partition(":")[2])


def test_a_recording_is_found_by_its_code(spotify: SpotifySource, standin: StandIn) -> None:
    song = next(song for song in standin.songs if song.number % 25)
    found = spotify.by_isrc(isrc=song.isrc)
    assert found is not None
    assert found.title == song.title
    assert spotify.by_isrc(isrc="XX0000000000") is None


@pytest.mark.parametrize("key", ["A" * 22, "short", "spotify:track:" + "A" * 22, "../search?q=a", "x" * 22 + "/"])
def test_an_unknown_track_is_not_found(spotify: SpotifySource, key: str) -> None:
    with pytest.raises(TrackNotFoundError):
        spotify.resolve(key=key)


def test_a_used_up_quota_is_told_and_never_slept_out(spotify: SpotifySource, standin: StandIn) -> None:
    spotify.search(text="love", limit=1)
    standin.calls.clear()
    standin.misbehave("rate_limit_hours")
    with pytest.raises(RateLimitedError) as refused:
        spotify.search(text="love", limit=1)
    assert len(standin.calls) == 1
    assert refused.value.retry_after > 3600
    assert "QUOTA_EXCEEDED" in str(refused.value)


def test_a_lapsed_subscription_is_told(spotify: SpotifySource, standin: StandIn) -> None:
    standin.misbehave("premium_lapsed")
    with pytest.raises(SourceUnavailableError, match="403: Active premium subscription required"):
        spotify.search(text="love", limit=1)


def test_wrong_credentials_are_told_without_showing_them(standin: StandIn, settings: Any) -> None:
    settings.SPOTIPY_CLIENT_SECRET = "somethingelse"
    with pytest.raises(SourceUnavailableError, match="SPOTIPY_CLIENT_SECRET: invalid_client") as refused:
        SpotifySource().search(text="love", limit=1)
    assert "somethingelse" not in str(refused.value)
    assert len(standin.calls) == 1


def test_a_token_that_was_taken_back_is_replaced_once(spotify: SpotifySource, standin: StandIn) -> None:
    token = spotify.credentials.get_access_token()
    spotify.credentials.cache_handler.save_token_to_cache(
        {"access_token": token + "x", "expires_at": int(time.time()) + 1000}
    )
    assert spotify.search(text=standin.songs[0].title, limit=1)
    assert tokens_asked(standin) == 2


def test_one_token_for_all_threads(spotify: SpotifySource, standin: StandIn) -> None:
    found: list[int] = []
    threads = [
        threading.Thread(target=lambda: found.append(len(spotify.search(text="love", limit=3)))) for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 6
    assert tokens_asked(standin) == 1


def test_a_slow_token_and_a_slow_answer_share_one_deadline(
    spotify: SpotifySource, standin: StandIn, settings: Any
) -> None:
    settings.SOURCE_DEADLINE = 0.5
    standin.misbehave("slow_headers", on="all")
    began = time.monotonic()
    with pytest.raises(SourceUnavailableError):
        SpotifySource().search(text="love", limit=1)
    assert time.monotonic() - began < 10  # the fault lasts 20 s


@pytest.mark.parametrize(
    ("status", "body", "kind", "expected"),
    [
        (200, b"<html>", "text/html", SourceUnavailableError),
        (200, b"[]", "application/json", SourceUnavailableError),
        (200, b"{}", "application/json", SourceUnavailableError),
        (200, b'{"tracks": {"items": null}}', "application/json", SourceUnavailableError),
        (400, b'{"error": "a text"}', "application/json", SourceUnavailableError),
        (500, b'["a list"]', "application/json", SourceUnavailableError),
        (404, b"{}", "application/json", SourceUnavailableError),
        (401, b"{}", "application/json", SourceUnavailableError),
        (429, b"", "text/plain", RateLimitedError),
        (502, b"bad gateway", "text/plain", SourceUnavailableError),
    ],
)
def test_no_answer_upsets_it(odd: Canned, status: int, body: bytes, kind: str, expected: type[Exception]) -> None:
    odd.say("/search", body, status=status, Content_Type=kind)
    with pytest.raises(expected):
        SpotifySource().search(text="love", limit=1)
    assert len(odd.asked) == (2 if status == 401 else 1)


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, b"{}"),
        (200, b"[]"),
        (200, b"<html>"),
        (200, b'{"access_token": "x"}'),
        (200, b'{"access_token": 5, "expires_in": 5}'),
        (200, b'{"access_token": "x", "expires_in": "soon"}'),
        (404, b"{}"),
        (503, b'{"error": "busy"}'),
    ],
)
def test_no_token_upsets_it(odd: Canned, settings: Any, status: int, body: bytes) -> None:
    settings.SPOTIFY_TOKEN_URL = odd.url + "/api/token"
    odd.say("/api/token", body, status=status)
    with pytest.raises(SourceUnavailableError):
        SpotifySource().search(text="love", limit=1)
    assert len(odd.asked) == 1


def test_a_limit_on_tokens_is_a_limit(odd: Canned, settings: Any) -> None:
    settings.SPOTIFY_TOKEN_URL = odd.url + "/api/token"
    odd.say("/api/token", b"{}", status=429, Retry_After="77")
    with pytest.raises(RateLimitedError) as refused:
        SpotifySource().search(text="love", limit=1)
    assert refused.value.retry_after == 77


def test_nothing_is_written_or_logged(
    spotify: SpotifySource, standin: StandIn, caplog: Any, tmp_path: Path, monkeypatch: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    before = set(tmp_path.rglob("*"))
    with caplog.at_level(logging.DEBUG):
        spotify.search(text="typed words", limit=1)
        standin.misbehave("server_error")
        with pytest.raises(SourceUnavailableError):
            spotify.search(text="typed words", limit=1)
    assert set(tmp_path.rglob("*")) == before
    for word in (SECRET, "typed", "Bearer", "Basic"):
        assert not any(word in record.getMessage() for record in caplog.records if record.name.startswith("spotipy"))
    assert SECRET not in repr(vars(spotify))


def test_a_picture_of_fitting_size_is_chosen() -> None:
    images = [{"url": f"https://a.example/{width}", "width": width} for width in (640, 300, 64)]
    assert artwork(images) == "https://a.example/300"
    assert artwork(images[2:]) == "https://a.example/64"
    assert artwork([]) is None
