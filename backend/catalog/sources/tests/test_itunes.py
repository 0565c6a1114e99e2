"""iTunes: a refusal that is a 403, and keys that are simply absent."""

from collections.abc import Iterator
from typing import Any

import pytest

from backend.catalog.sources.base import NoPreviewError, RateLimitedError, TrackNotFoundError
from backend.catalog.sources.itunes import ItunesSource
from tests.standins import StandIn, start


@pytest.fixture(scope="module")
def running() -> Iterator[StandIn]:
    with start("itunes", n=300) as standin:
        yield standin


@pytest.fixture
def standin(running: StandIn, settings: Any) -> Iterator[StandIn]:
    settings.ITUNES_API_URL = running.url
    running.calls.clear()
    yield running
    running.behave()


@pytest.fixture
def itunes(standin: StandIn) -> ItunesSource:
    return ItunesSource()


def test_it_works(itunes: ItunesSource, standin: StandIn) -> None:
    song = standin.songs[3]
    track = itunes.search(text=f"{song.title} {song.artists[0]}", limit=5)[0]
    assert (track.title, track.album, track.genre) == (song.title, song.album, song.genre)
    assert track.has_preview
    assert track.preview_url is None
    assert track.isrc is None
    key = track.id.partition(":")[2]
    assert itunes.resolve(key=key).title == song.title
    assert itunes.clip(key=key).url.endswith(".m4a")


@pytest.mark.parametrize("key", ["7", "0", "x", "1,2", "1&term=a", "-1", "9" * 30])
def test_an_unknown_track_is_not_found(itunes: ItunesSource, key: str) -> None:
    with pytest.raises(TrackNotFoundError):
        itunes.resolve(key=key)


def test_its_refusal_is_a_limit_and_never_an_empty_answer(itunes: ItunesSource, standin: StandIn) -> None:
    standin.misbehave("forbidden")
    with pytest.raises(RateLimitedError) as refused:
        itunes.search(text="love", limit=5)
    assert refused.value.retry_after == 60


def test_without_preview_there_is_no_clip(itunes: ItunesSource, standin: StandIn) -> None:
    standin.misbehave("no_preview")
    track = itunes.search(text=standin.songs[0].title, limit=1)[0]
    assert not track.has_preview
    with pytest.raises(NoPreviewError):
        itunes.clip(key=track.id.partition(":")[2])


def test_twenty_calls_a_minute_and_not_one_more(itunes: ItunesSource, standin: StandIn) -> None:
    for _ in range(20):
        itunes.bucket.take()
    with pytest.raises(RateLimitedError):
        itunes.search(text="love", limit=5)
    assert not standin.calls
