"""What two processes share through Redis: answers, pauses, allowances, throttles. A server of its own is started."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import redis

from backend.catalog.searching import breaker
from tests.standins import StandIn, start

ROOT = Path(__file__).resolve().parents[4]
pytestmark = pytest.mark.needs_redis


@pytest.fixture(scope="module")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    program = shutil.which("redis-server")
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail("Redis is not installed")
        pytest.skip("Redis is not installed")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    server = subprocess.Popen(command, cwd=tmp_path_factory.mktemp("redis"), stdout=subprocess.DEVNULL)
    url = f"redis://127.0.0.1:{port}/0"
    with redis.Redis.from_url(url) as client:
        until = time.monotonic() + 20
        while True:
            try:
                client.ping()
                break
            except redis.ConnectionError:
                assert time.monotonic() < until, "Redis did not start"
                time.sleep(0.05)
    yield url
    server.terminate()
    server.wait()


@pytest.fixture(scope="module")
def deezer() -> Iterator[StandIn]:
    with start("deezer", n=300) as standin:
        yield standin


class Neighbour:
    """A process of the backend with a folder of its own."""

    def __init__(self, folder: Path, **variables: str) -> None:
        folder.mkdir()
        self.child = subprocess.Popen(
            [sys.executable, "-m", "backend.catalog.searching.tests.neighbour"],
            cwd=ROOT,
            env=os.environ
            | {"DJANGO_SETTINGS_MODULE": "backend.config.settings", "DATA_DIR": str(folder)}
            | {"ALLOWED_HOSTS": "testserver", "AUDIOFILER_SOURCES": "deezer", "LOG_LEVEL": "ERROR"}
            | variables,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, **asked: Any) -> Any:
        assert self.child.stdin is not None
        assert self.child.stdout is not None
        self.child.stdin.write(json.dumps(asked) + "\n")
        self.child.stdin.flush()
        return json.loads(self.child.stdout.readline())

    def search(self, text: str) -> Any:
        return self.ask(get="/api/v1/tracks", query={"q": text, "wait": 3})

    def end(self) -> None:
        assert self.child.stdin is not None
        assert self.child.stdout is not None
        self.child.stdin.close()
        self.child.wait(20)
        self.child.stdout.close()


@pytest.fixture(scope="module")
def processes(
    redis_url: str, deezer: StandIn, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Neighbour, Neighbour]]:
    folder = tmp_path_factory.mktemp("neighbours")
    variables = {"REDIS_URL": redis_url, "DEEZER_API_URL": deezer.url, "RATE_API": "40/minute"}
    one, other = (Neighbour(folder / name, **variables) for name in ("one", "other"))
    yield one, other
    one.end()
    other.end()


@pytest.fixture
def two(processes: tuple[Neighbour, Neighbour], redis_url: str, deezer: StandIn) -> tuple[Neighbour, Neighbour]:
    with redis.Redis.from_url(redis_url) as client:
        client.flushall()
    deezer.behave()
    deezer.calls.clear()
    return processes


def test_an_answer_is_shared(two: tuple[Neighbour, Neighbour], deezer: StandIn) -> None:
    one, other = two
    text = deezer.songs[3].title
    assert one.search(text)["results"] == other.search(text)["results"] != []
    assert len(deezer.calls) == 1


def test_one_call_when_both_ask_at_once(two: tuple[Neighbour, Neighbour], deezer: StandIn) -> None:
    deezer.misbehave("slow_headers", seconds=0.5)
    text = deezer.songs[4].title
    with ThreadPoolExecutor(2) as people:
        answers = list(people.map(lambda process: process.search(text)["results"], two))
    assert answers[0] == answers[1] != []
    assert len(deezer.calls) == 1


def test_a_pause_is_shared(two: tuple[Neighbour, Neighbour], deezer: StandIn) -> None:
    one, other = two
    deezer.misbehave("rate_limit_hours")
    assert one.search("anything")["sources"][0]["status"] == "rate_limited"
    (told,) = other.search("something else")["sources"]
    assert (told["status"], told["retry_after"] > 3600) == ("rate_limited", True)
    assert other.ask(get="/api/v1/sources")["results"][0]["status"] == "rate_limited"
    assert len(deezer.calls) == 1


def test_failures_in_a_row_are_counted_together(two: tuple[Neighbour, Neighbour], deezer: StandIn) -> None:
    deezer.misbehave("server_error")
    told = [two[number % 2].search(f"text {number}")["sources"][0] for number in range(breaker.FAILURES + 3)]
    assert {source["status"] for source in told} == {"unavailable"}
    assert len(deezer.calls) == breaker.FAILURES


def test_an_allowance_is_shared(two: tuple[Neighbour, Neighbour]) -> None:
    spare = [two[number % 2].ask(take="spare") for number in range(6)]
    assert spare[:4] == [0] * 4
    assert all(50 < wait <= 60 for wait in spare[4:]), "a search leaves the last fifth"
    last = [two[number % 2].ask(take="any") for number in range(3)]
    assert last[0] == 0
    assert all(50 < wait <= 60 for wait in last[1:])


def test_the_throttle_is_shared(two: tuple[Neighbour, Neighbour]) -> None:
    answers = [two[number % 2].ask(get="/api/v1/sources") for number in range(42)]
    assert [answer["status"] for answer in answers[:40]] == [200] * 40
    assert [(answer["status"], answer["code"]) for answer in answers[40:]] == [(429, "rate_limited")] * 2


def test_without_redis_it_goes_on(deezer: StandIn, tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        nobody = f"redis://127.0.0.1:{probe.getsockname()[1]}/0"
    deezer.behave()
    process = Neighbour(tmp_path / "alone", REDIS_URL=nobody, DEEZER_API_URL=deezer.url)
    try:
        for _ in range(2):
            answer = process.search(deezer.songs[5].title)
            assert (answer["status"], answer["sources"][0]["status"]) == (200, "ok")
            assert answer["results"]
    finally:
        process.end()
