"""Openverse and Jamendo: licence and credit with every piece, and only files that can be fetched."""

from collections.abc import Iterator
from typing import Any

import pytest

from backend.catalog.sources.base import (
    NoPreviewError,
    RateLimitedError,
    Source,
    SourceUnavailableError,
    TrackNotFoundError,
)
from backend.catalog.sources.jamendo import JamendoSource, check, licence_name
from backend.catalog.sources.openverse import OpenverseSource, licence
from backend.catalog.sources.registry import source_named
from tests.standins import StandIn, start

NAMES = ("openverse", "jamendo")


@pytest.fixture(scope="module")
def running() -> Iterator[dict[str, StandIn]]:
    with start("openverse", n=400) as openverse, start("jamendo", n=400) as jamendo:
        yield {"openverse": openverse, "jamendo": jamendo}


@pytest.fixture(params=NAMES)
def name(request: Any, running: dict[str, StandIn], settings: Any) -> Iterator[str]:
    settings.OPENVERSE_API_URL, settings.JAMENDO_API_URL = running["openverse"].url, running["jamendo"].url
    settings.JAMENDO_CLIENT_ID = "stand-in"
    settings.PREVIEW_HOSTS = [standin.preview_host for standin in running.values()]
    yield request.param
    running[request.param].behave()


@pytest.fixture
def source(name: str) -> Source:
    return source_named(name)


@pytest.fixture
def standin(name: str, running: dict[str, StandIn]) -> StandIn:
    return running[name]


def test_it_works(source: Source, standin: StandIn) -> None:
    song = standin.songs[2]
    track = source.search(text=f"{song.title} {song.artists[0]}", limit=30)[0]
    assert (track.title, track.album) == (song.title, song.album)
    assert track.licence is not None
    assert track.licence.startswith("CC")
    assert (track.licence_url or "").startswith("https://creativecommons.org/")
    assert song.title in (track.credit or "")
    assert abs((track.duration_ms or 0) - song.duration_ms) < 1000
    assert track.has_preview
    assert track.preview_url is None
    key = track.id.partition(":")[2]
    assert source.clip(key=key).url.startswith(f"http://{standin.preview_host}/")
    assert source.resolve(key=key).preview_url == source.clip(key=key).url


@pytest.mark.parametrize("key", ["7", "x", "", "00000000-0000-0000-0000-000000000000", "../tracks", "1 2"])
def test_an_unknown_track_is_not_found(source: Source, key: str) -> None:
    with pytest.raises(TrackNotFoundError):
        source.resolve(key=key)


def test_without_a_file_there_is_no_clip(source: Source, standin: StandIn) -> None:
    standin.misbehave("no_preview")
    track = source.search(text=standin.songs[0].title, limit=1)[0]
    assert not track.has_preview
    with pytest.raises(NoPreviewError):
        source.clip(key=track.id.partition(":")[2])


@pytest.mark.parametrize("name", ["openverse"], indirect=True)
def test_a_file_elsewhere_is_not_offered(source: Source, standin: StandIn, settings: Any) -> None:
    settings.PREVIEW_HOSTS = []
    assert not OpenverseSource().search(text=standin.songs[0].title, limit=1)[0].has_preview


@pytest.mark.parametrize("name", ["openverse"], indirect=True)
def test_both_allowances_hold(source: Source, standin: StandIn) -> None:
    openverse = OpenverseSource()
    a_minute, a_day = openverse.buckets
    for _ in range(200):
        a_day.take()
    with pytest.raises(RateLimitedError) as refused:
        openverse.search(text="love", limit=1)
    assert refused.value.retry_after > 3600
    for _ in range(19):
        a_minute.take()
    with pytest.raises(RateLimitedError) as refused:
        openverse.search(text="love", limit=1)
    assert refused.value.retry_after <= 60


@pytest.mark.parametrize("name", ["jamendo"], indirect=True)
def test_failure_inside_success_is_told(source: Source, standin: StandIn, settings: Any) -> None:
    settings.JAMENDO_CLIENT_ID = "wrong"
    with pytest.raises(SourceUnavailableError, match="not authorized"):
        JamendoSource().search(text="love", limit=1)


def test_jamendo_without_headers_says_nothing() -> None:
    for answer in ({}, {"headers": None}, {"headers": []}, {"headers": {"status": "failed"}}):
        with pytest.raises(SourceUnavailableError):
            check(answer)
    with pytest.raises(RateLimitedError):
        check({"headers": {"status": "failed", "code": 6}})


def test_licences_have_their_usual_names() -> None:
    assert licence_name("https://creativecommons.org/licenses/by-nc-nd/3.0/") == "CC BY-NC-ND 3.0"
    assert licence_name("https://creativecommons.org/publicdomain/zero/1.0/") == "CC0 1.0"
    assert licence_name("https://elsewhere.example/") is None
    assert licence({"license": "by-sa", "license_version": "4.0"}) == "CC BY-SA 4.0"
    assert licence({"license": "cc0", "license_version": "1.0"}) == "CC0 1.0"
    assert licence({}) is None
