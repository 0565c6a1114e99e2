"""Whatever a service does, a source says quickly and truthfully that it cannot answer; and then it recovers."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from backend.catalog.sources.base import RateLimitedError, Source, SourceError, SourceUnavailableError
from backend.catalog.sources.registry import source_named
from tests.standins import StandIn, start

NAMES = ("deezer", "itunes", "spotify", "openverse", "jamendo")
DEADLINE = 0.4
REFUSALS = {
    "rate_limit_hours": RateLimitedError,
    "server_error": SourceUnavailableError,
    "html_200": SourceUnavailableError,
    "slow_headers": SourceUnavailableError,
    "slow_body": SourceUnavailableError,
    "cut": SourceUnavailableError,
    "wrong_length": SourceUnavailableError,
    "huge_body": SourceUnavailableError,
    "redirect_elsewhere": SourceUnavailableError,
    "invalid_utf8": SourceUnavailableError,
}


@pytest.fixture(scope="module")
def standins() -> Iterator[Callable[[str], StandIn]]:
    """Each is started when it is first asked for."""
    running: dict[str, StandIn] = {}
    with ExitStack() as stack:

        def get(name: str) -> StandIn:
            if name not in running:
                running[name] = stack.enter_context(start(name, n=200))
            return running[name]

        yield get


@pytest.fixture(params=NAMES)
def standin(request: Any, standins: Callable[[str], StandIn], settings: Any) -> Iterator[StandIn]:
    found = standins(request.param)
    settings.SOURCE_DEADLINE = DEADLINE
    setattr(settings, f"{request.param.upper()}_API_URL", found.url)
    settings.PREVIEW_HOSTS = [found.preview_host]
    settings.JAMENDO_CLIENT_ID = settings.SPOTIPY_CLIENT_ID = "stand-in"
    settings.SPOTIPY_CLIENT_SECRET = "stand-in-secret"
    if request.param == "spotify":
        settings.SPOTIFY_TOKEN_URL = found.token_url
    found.calls.clear()
    yield found
    found.behave()


@pytest.fixture
def source(standin: StandIn, request: Any) -> Source:
    return source_named(request.node.callspec.params["standin"])


def key_in(source: Source, standin: StandIn) -> str:
    return source.search(text=standin.songs[0].title, limit=1)[0].id.partition(":")[2]


@pytest.mark.parametrize("kind", REFUSALS)
def test_a_fault_is_a_quick_truthful_refusal(source: Source, standin: StandIn, kind: str) -> None:
    key = key_in(source, standin)
    calls: list[Callable[[], object]] = [
        lambda: source.search(text=standin.songs[0].title, limit=5),
        lambda: source.resolve(key=key),
        lambda: source.clip(key=key),
    ]
    for call in calls:
        standin.misbehave(kind)
        began = time.monotonic()
        with pytest.raises(SourceError) as refused:
            call()
        assert time.monotonic() - began < 10  # the slow ones last 20 s
        standin.behave()
        assert isinstance(refused.value, REFUSALS[kind])
        assert source.name in str(refused.value)
        assert standin.preview_host not in str(refused.value)
        if kind == "rate_limit_hours":
            assert refused.value.retry_after > 3600
        assert call()


def test_missing_optional_keys_are_nothing_special(source: Source, standin: StandIn) -> None:
    title = standin.songs[0].title
    usual = source.search(text=title, limit=5)
    standin.misbehave("missing_keys")
    assert [track.id for track in source.search(text=title, limit=5)] == [track.id for track in usual]
    assert source.resolve(key=usual[0].id.partition(":")[2]).title == usual[0].title


def test_nobody_there_is_unavailability(source: Source, request: Any, settings: Any) -> None:
    name = request.node.callspec.params["standin"]
    setattr(settings, f"{name.upper()}_API_URL", "http://127.0.0.1:9")
    with pytest.raises(SourceUnavailableError):
        source_named(name).search(text="anything", limit=5)


def test_what_a_person_typed_goes_there_as_it_is(source: Source, standin: StandIn) -> None:
    source.search(text="a&b=c #1 ünï 東京 100% \"x\" 'y' ../..", limit=3)
    sent = standin.calls[-1]
    assert "a&b=c #1 ünï 東京 100% \"x\" 'y' ../.." in sent.query.values()


def test_nothing_found_is_an_empty_answer(source: Source) -> None:
    assert source.search(text="zzqxj wvkkq", limit=5) == []


def test_it_tells_who_it_is(source: Source, request: Any) -> None:
    assert source.id == request.node.callspec.params["standin"]
    assert source.remote
    assert source.terms_url.startswith("https://")
    assert source.attribution
    assert source.keep_seconds > 0
    assert source.note() is None
