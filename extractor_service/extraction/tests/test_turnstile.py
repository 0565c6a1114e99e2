"""Places are shared by processes, and a killed process gives its own back."""

import multiprocessing
import os
import signal
import time
from contextlib import ExitStack
from multiprocessing.synchronize import Event

import pytest

from extractor_service.extraction.errors import Refusal
from extractor_service.extraction.turnstile import Turnstile

fork = multiprocessing.get_context("fork")


def hold(turnstile: Turnstile, computing: bool, held: Event, release: Event) -> None:
    with turnstile.inside(), ExitStack() as stack:
        if computing:
            stack.enter_context(turnstile.computing(wait_seconds=0))
        held.set()
        release.wait(10)


class Other:
    """Another process inside the turnstile."""

    def __init__(self, turnstile: Turnstile, *, computing: bool = False) -> None:
        held, self.release = fork.Event(), fork.Event()
        self.process = fork.Process(target=hold, args=(turnstile, computing, held, self.release))
        self.process.start()
        assert held.wait(5)

    def kill(self) -> None:
        assert self.process.pid
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.join(5)

    def leave(self) -> None:
        self.release.set()
        self.process.join(5)


def is_full(turnstile: Turnstile) -> bool:
    with ExitStack() as stack:
        try:
            stack.enter_context(turnstile.inside())
        except Refusal:
            return True
    return False


def test_it_is_full_when_all_places_are_taken() -> None:
    turnstile = Turnstile(computing=1, waiting=1)
    first = Other(turnstile)
    assert not is_full(turnstile)
    second = Other(turnstile)
    assert is_full(turnstile)
    first.leave()
    assert not is_full(turnstile)
    second.leave()


def test_a_killed_process_gives_its_place_back() -> None:
    turnstile = Turnstile(computing=1, waiting=0)
    other = Other(turnstile, computing=True)
    assert is_full(turnstile)
    other.kill()
    assert not is_full(turnstile)
    with turnstile.computing(wait_seconds=0):
        pass


def test_one_waits_for_a_place_to_compute_but_not_for_ever() -> None:
    turnstile = Turnstile(computing=1, waiting=1)
    other = Other(turnstile, computing=True)
    began = time.monotonic()
    with turnstile.inside(), pytest.raises(Refusal), turnstile.computing(wait_seconds=0.2):
        pass
    assert 0.2 <= time.monotonic() - began < 1
    other.leave()
    with turnstile.inside(), turnstile.computing(wait_seconds=0):
        pass
