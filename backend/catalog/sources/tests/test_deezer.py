"""Deezer: errors inside success, and previews that die."""

import time
from collections.abc import Iterator
from typing import Any

import pytest

from backend.catalog.sources.base import (
    NoPreviewError,
    RateLimitedError,
    SourceUnavailableError,
    TrackNotFoundError,
)
from backend.catalog.sources.deezer import DeezerSource, check, is_fresh
from tests.standins import StandIn, start


@pytest.fixture(scope="module")
def running() -> Iterator[StandIn]:
    with start("deezer", n=300) as standin:
        yield standin


@pytest.fixture
def standin(running: StandIn, settings: Any) -> Iterator[StandIn]:
    settings.DEEZER_API_URL = running.url
    running.calls.clear()
    yield running
    running.behave()


@pytest.fixture
def deezer(standin: StandIn) -> DeezerSource:
    return DeezerSource()


def test_it_works(deezer: DeezerSource, standin: StandIn) -> None:
    song = standin.songs[5]
    found = deezer.search(text=f"{song.title} {song.artists[0]}", limit=10)
    assert 0 < len(found) <= 10
    track = next(track for track in found if track.isrc == song.isrc)
    assert (track.title, track.artists[0], track.album) == (song.title, song.artists[0], song.album)
    assert track.duration_ms == song.duration_ms // 1000 * 1000
    assert track.has_preview
    assert track.preview_url is None
    assert len(standin.calls) == 1

    key = track.id.removeprefix("deezer:")
    resolved = deezer.resolve(key=key)
    assert resolved.artists == list(song.artists)
    assert (resolved.preview_url or "").startswith(f"http://{standin.preview_host}/")
    assert deezer.clip(key=key).url.startswith(f"http://{standin.preview_host}/")
    assert len(standin.calls) == 3, "a preview's address is asked for anew each time"


def test_a_recording_is_found_by_its_code(deezer: DeezerSource, standin: StandIn) -> None:
    song = standin.songs[7]
    found = deezer.by_isrc(isrc=song.isrc)
    assert found is not None
    assert found.title == song.title
    assert deezer.by_isrc(isrc="XX0000000000") is None


@pytest.mark.parametrize("key", ["999", "0", "-1", "isrc:XX0000000000", "../genre", "1?x=", "1" * 40, "१२"])
def test_an_unknown_track_is_not_found(deezer: DeezerSource, key: str) -> None:
    with pytest.raises(TrackNotFoundError):
        deezer.resolve(key=key)


def test_an_empty_preview_is_none(deezer: DeezerSource, standin: StandIn) -> None:
    standin.misbehave("no_preview")
    track = deezer.search(text=standin.songs[0].title, limit=5)[0]
    assert not track.has_preview
    with pytest.raises(NoPreviewError):
        deezer.clip(key=track.id.removeprefix("deezer:"))


def test_a_preview_about_to_die_is_not_handed_out(settings: Any) -> None:
    with start("deezer", n=5, preview_seconds=50) as standin:
        settings.DEEZER_API_URL = standin.url
        deezer = DeezerSource()
        key = deezer.search(text=standin.songs[0].title, limit=1)[0].id.removeprefix("deezer:")
        track = deezer.resolve(key=key)
        assert track.has_preview
        assert track.preview_url is None
        with pytest.raises(SourceUnavailableError):
            deezer.clip(key=key)


def test_the_end_is_read_from_the_address() -> None:
    address = "https://cdn.example/a.mp3?hdnea=exp={}~acl=/a.mp3*~hmac=00"
    assert is_fresh(address.format(int(time.time()) + 90))
    assert not is_fresh(address.format(int(time.time()) + 30))
    assert not is_fresh(address.format(1))
    assert is_fresh("https://cdn.example/unsigned.mp3")


def test_the_quota_inside_success_is_a_limit(deezer: DeezerSource, standin: StandIn) -> None:
    standin.misbehave("quota_200")
    with pytest.raises(RateLimitedError):
        deezer.search(text="anything", limit=10)


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        ("Not Found", SourceUnavailableError),
        ({"code": 700, "message": "Service busy"}, SourceUnavailableError),
        ({"code": "x"}, SourceUnavailableError),
        ([1], SourceUnavailableError),
        ({"code": 800, "message": "no data"}, TrackNotFoundError),
        ({"code": 4, "message": "Quota limit exceeded"}, RateLimitedError),
    ],
)
def test_every_form_of_error_is_understood(error: Any, expected: type[Exception]) -> None:
    with pytest.raises(expected):
        check({"error": error})


def test_fifty_calls_in_five_seconds_and_not_one_more(deezer: DeezerSource, standin: StandIn) -> None:
    for _ in range(50):
        deezer.bucket.take()
    with pytest.raises(RateLimitedError) as refused:
        deezer.search(text="anything", limit=10)
    assert refused.value.retry_after <= 5
    assert not standin.calls
