"""A catalogue that fails is left alone, and tried again."""

import pickle
from typing import Any

import pytest
from django.test import Client

from backend.catalog.searching import breaker
from backend.catalog.sources.base import (
    AllowanceUsedError,
    NoPreviewError,
    RateLimitedError,
    SourceUnavailableError,
    TrackNotFoundError,
)
from backend.tests.fakes import Fake, raising, song, switch_on


class Clock:
    """A clock the test moves."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def time(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(breaker, "time", clock)
    return clock


DOWN = SourceUnavailableError("Down.")


def fail(times: int = breaker.FAILURES) -> None:
    for _ in range(times):
        breaker.failed("fake", DOWN)


def is_open() -> bool:
    try:
        breaker.enter("fake")
    except SourceUnavailableError:
        return True
    return False


def test_it_works(clock: Clock) -> None:
    fail(breaker.FAILURES - 1)
    assert not is_open()
    fail(1)
    assert is_open()
    error = breaker.pause_of("fake")
    assert error is not None
    assert (error.status, str(error), error.retry_after) == ("unavailable", "Down.", 5)


def test_failures_in_a_row_are_counted(clock: Clock) -> None:
    for _ in range(5):
        fail(breaker.FAILURES - 1)
        breaker.succeeded("fake")
    assert not is_open()


def test_after_the_pause_one_call_tries(clock: Clock) -> None:
    fail()
    clock.now += 6
    assert breaker.pause_of("fake") is None
    assert [is_open() for _ in range(3)] == [False, True, True]
    breaker.succeeded("fake")
    assert not is_open()
    assert not is_open()


def test_a_trial_that_fails_doubles_the_pause(clock: Clock) -> None:
    fail()
    pauses = []
    for _ in range(8):
        error = breaker.pause_of("fake")
        assert error is not None
        pauses.append(error.retry_after)
        clock.now += error.retry_after + 0.1
        assert not is_open()
        fail(1)
    assert pauses == [5, 10, 20, 40, 80, 120, 120, 120]


def test_it_waits_as_long_as_it_is_told(clock: Clock) -> None:
    breaker.failed("fake", RateLimitedError("Slowly.", retry_after=12_471))
    clock.now += 12_000
    with pytest.raises(RateLimitedError, match="Slowly") as refusal:
        breaker.enter("fake")
    assert refusal.value.retry_after == 471
    clock.now += 471
    breaker.enter("fake")


def test_an_older_call_that_comes_back_changes_nothing(clock: Clock) -> None:
    breaker.failed("fake", RateLimitedError("Slowly.", retry_after=600))
    breaker.succeeded("fake")
    fail()
    breaker.failed("fake", RateLimitedError("Slowly.", retry_after=1))
    error = breaker.pause_of("fake")
    assert isinstance(error, RateLimitedError)
    assert error.retry_after == 600


def test_our_own_allowance_holds_no_call_back(clock: Clock) -> None:
    breaker.failed("fake", AllowanceUsedError("Used up.", retry_after=30))
    told = breaker.pause_of("fake")
    assert told is not None
    assert (told.status, told.retry_after) == ("rate_limited", 30)
    breaker.enter("fake")
    fail()
    assert is_open()
    breaker.failed("fake", AllowanceUsedError("Used up.", retry_after=30))
    assert is_open()


def test_a_pause_can_be_shared() -> None:
    pause = breaker.Pause(limited=True, detail="x", until=1.0, seconds=1.0)
    assert pickle.loads(pickle.dumps(pause)) == pause  # noqa: S301


@pytest.mark.parametrize("answer", [TrackNotFoundError(), NoPreviewError()])
def test_a_catalogue_without_the_track_is_well(answer: Exception) -> None:
    fail(breaker.FAILURES - 1)
    with pytest.raises(type(answer)), breaker.watched(Fake()):
        raise answer
    fail(breaker.FAILURES - 1)
    assert not is_open()


def test_an_unexpected_exception_is_a_refusal() -> None:
    with pytest.raises(SourceUnavailableError), breaker.watched(Fake()):
        raise ZeroDivisionError


@pytest.mark.django_db
def test_over_http(client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    fake = Fake("fake", song("fake", "1"))
    switch_on(settings, monkeypatch, fake)
    fake.behave = raising(RateLimitedError("Its allowance is used up.", retry_after=7200))
    first, second = (client.get("/api/v1/tracks", {"q": text}).json()["sources"][0] for text in ("one", "two"))
    assert first["status"] == second["status"] == "rate_limited"
    assert 7190 < second["retry_after"] <= 7200
    assert second["note"] == "Its allowance is used up."
    assert fake.calls == ["one"]
    (listed,) = client.get("/api/v1/sources").json()["results"]
    assert (listed["status"], listed["note"]) == ("rate_limited", "Its allowance is used up.")
    answer = client.get("/api/v1/tracks/fake:1")
    assert (answer.status_code, answer.json()["code"]) == (429, "rate_limited")
    assert fake.calls == ["one"]
