"""One call for one question, answers that come late, catalogues that hang."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.cache import cache

from backend.catalog.searching import flights
from backend.catalog.searching.asking import sources_ask
from backend.catalog.searching.flights import Answer
from backend.catalog.sources.base import SourceUnavailableError, Track
from backend.tests.fakes import Fake, Gate, all_landed, raising, song


def ask(source: Fake, text: str = "far away", *, wait: float = 2.0, limit: int = 10) -> Answer:
    (answer,) = sources_ask([source], text=text, limit=limit, wait=wait)
    return answer


@pytest.fixture
def fake() -> Fake:
    return Fake("fake", song("fake", "1"))


@pytest.fixture
def gate(fake: Fake):
    fake.behave = gate = Gate()
    yield gate
    gate.opened.set()
    all_landed()


def test_it_works(fake: Fake) -> None:
    assert ask(fake) == Answer(tracks=fake.tracks)


def test_an_answer_is_kept_however_the_question_is_written(fake: Fake) -> None:
    for text in ("far away", "  Far  AWAY "):
        assert ask(fake, text, limit=7).tracks == fake.tracks
    assert fake.calls == ["far away"]
    ask(fake, "far away", limit=50)
    assert len(fake.calls) == 2


def test_an_answer_is_kept_as_long_as_its_source_allows(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: dict[str, int] = {}

    class Recorder:
        """The cache, and how long it is told to keep things."""

        def __getattr__(self, name: str) -> Any:
            return getattr(cache, name)

        def set(self, key: str, value: Answer, timeout: int) -> None:
            kept[key] = timeout

    monkeypatch.setattr(flights, "cache", Recorder())
    fake.keep_seconds = 1234
    ask(fake)
    assert list(kept.values()) == [1234]
    fake.behave = raising(SourceUnavailableError())
    ask(fake, "another")
    assert list(kept.values()) == [1234, flights.AT_LEAST_SECONDS]


def test_nothing_found_is_an_answer(fake: Fake) -> None:
    fake.tracks = []
    assert [ask(fake), ask(fake)] == [Answer(), Answer()]
    assert len(fake.calls) == 1


def test_a_late_answer_comes_when_it_is_asked_for_again(fake: Fake, gate: Gate) -> None:
    assert ask(fake, wait=0.1) == Answer(pending=True)
    assert ask(fake, wait=0) == Answer(pending=True)
    threading.Timer(0.1, gate.opened.set).start()
    assert ask(fake) == Answer(tracks=fake.tracks)
    assert len(fake.calls) == 1


def test_a_late_answer_is_there_even_if_nobody_waited(fake: Fake, gate: Gate) -> None:
    fake.keep_seconds = 0
    assert ask(fake, wait=0).pending
    gate.opened.set()
    all_landed()
    assert ask(fake, wait=0) == Answer(tracks=fake.tracks)
    assert len(fake.calls) == 1


def test_a_late_failure_is_told(fake: Fake, gate: Gate) -> None:
    def fail() -> None:
        gate()
        raise SourceUnavailableError("Down.")

    fake.behave = fail
    assert ask(fake, wait=0).pending
    gate.opened.set()
    all_landed()
    assert str(ask(fake, wait=0).error) == "Down."
    assert len(fake.calls) == 1


def test_many_who_ask_the_same_make_one_call(fake: Fake, gate: Gate) -> None:
    threading.Timer(0.3, gate.opened.set).start()
    with ThreadPoolExecutor(20) as people:
        answers = list(people.map(lambda _: ask(fake, wait=2), range(20)))
    assert answers == [Answer(tracks=fake.tracks)] * 20
    assert len(fake.calls) == 1


def test_after_its_deadline_a_call_is_given_up(fake: Fake, gate: Gate, settings: Any) -> None:
    settings.SOURCE_DEADLINE = 0.1
    answer = ask(fake, wait=3)
    assert (answer.pending, answer.error and answer.error.status) == (False, "unavailable")
    assert ask(fake, wait=0).error is not None
    assert len(fake.calls) == 1


def test_a_hanging_source_leaves_room_for_the_others(fake: Fake, gate: Gate) -> None:
    other = Fake("other", song("other", "1"))
    answers = [ask(fake, f"text {number}", wait=0) for number in range(flights.MOST_CALLS + 20)]
    assert sum(answer.pending for answer in answers) == flights.MOST_CALLS
    assert {answer.error.status for answer in answers if answer.error} == {"unavailable"}
    assert ask(other) == Answer(tracks=other.tracks)


def test_any_exception_stays_in_its_source(fake: Fake) -> None:
    other = Fake("other", song("other", "1"))
    for error in (ZeroDivisionError(), RuntimeError("x"), KeyError("y")):
        fake.behave = raising(error)
        first, second = sources_ask([fake, other], text=str(error), limit=10, wait=3)
        assert first.error is not None
        assert second.tracks == other.tracks


def test_sources_on_this_machine_are_asked_here(fake: Fake) -> None:
    here: list[int] = []

    def search(*, text: str, limit: int) -> list[Track]:
        here.append(threading.get_ident())
        return fake.tracks

    fake.remote, fake.search = False, search  # type: ignore[method-assign]
    assert ask(fake).tracks == ask(fake).tracks == fake.tracks
    assert here == [threading.get_ident()] * 2
