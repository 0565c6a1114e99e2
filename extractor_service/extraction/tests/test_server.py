"""Real gunicorn: full, killed, flooded, starved and at its limits, and serving again every time."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Self

import numpy as np
import pytest
import requests

from audiofiler.testing import encode, music
from extractor_service.extraction.tests.server import Service, service, until
from extractor_service.extraction.tests.standin import Standin, says, standin

MEGABYTES_100 = 100 * 1000 * 1000
SMALL_CAP = 9_000_000
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


@pytest.fixture(scope="module")
def source() -> Iterator[Standin]:
    with standin() as running:
        yield running


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory, source: Standin) -> Iterator[Service]:
    """A service with room for one request, and not much patience."""
    with service(
        tmp_path_factory.mktemp("tiny"),
        EXTRACTOR_RECEIVE_SECONDS="1",
        EXTRACTOR_CPU_SECONDS="0.4",
        PREVIEW_HOSTS=source.entry,
    ) as running:
        yield running


@pytest.fixture(scope="module")
def spool(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("spool")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, spool: Path) -> Iterator[Service]:
    """A service that may use little memory and takes small files."""
    with service(
        tmp_path_factory.mktemp("small"),
        EXTRACTOR_WORKER_MEMORY_MB="48",
        EXTRACTOR_MAX_BYTES=str(SMALL_CAP),
        TMPDIR=str(spool),
    ) as running:
        yield running


@pytest.fixture(scope="module")
def long_song() -> bytes:
    """Legal, but expensive: it is decoded and resampled whole."""
    return encode(np.tile(music(60, rate=8000), 15), rate=8000, codec="flac", channels=1)


class Held:
    """A request that is inside the service for as long as its host keeps it waiting."""

    def __init__(self, tiny: Service, source: Standin, song: bytes) -> None:
        self.result: requests.Response | Exception | None = None
        self._go = threading.Event()
        self._source = source
        self._answer = says("200 OK", song)
        self._thread = threading.Thread(target=self._ask, args=(tiny, source.url("/held")))

    def __enter__(self) -> Self:
        asked = len(self._source.asked)
        self._source.routes["/held"] = self._wait
        self._thread.start()
        until(lambda: len(self._source.asked) > asked)
        return self

    def __exit__(self, *args: object) -> None:
        self._go.set()
        self._thread.join(10)

    def _wait(self, connection: socket.socket) -> None:
        self._go.wait(8)
        self._answer(connection)

    def _ask(self, tiny: Service, url: str) -> None:
        try:
            self.result = tiny.ask(url)
        except requests.RequestException as error:
            self.result = error


def test_it_works(tiny: Service, song: bytes) -> None:
    answer = tiny.upload(song)
    assert answer.status_code == 200
    assert len(answer.json()["values"]) == 70
    ready = requests.get(f"http://127.0.0.1:{tiny.port}/readyz", timeout=10)
    assert ready.json() == {"status": "ok", "checks": {"extraction": "ok"}}


def soft_limits(pid: int) -> dict[str, str]:
    lines = Path(f"/proc/{pid}/limits").read_text().splitlines()[1:]
    return {line[:26].strip(): line[26:].split()[0] for line in lines}


def test_every_worker_is_limited_before_it_serves(tiny: Service) -> None:
    for pid in tiny.workers():
        until(lambda pid=pid: int(soft_limits(pid)["Max open files"]) <= 256)  # it may still be starting
        soft = soft_limits(pid)
        assert soft["Max core file size"] == "0"
        assert int(soft["Max data size"]) < 3 * 1024**3
        assert soft["Max cpu time"] == "unlimited"  # given anew for each clip


def test_workers_share_what_they_have_in_common(tmp_path: Path) -> None:
    with service(tmp_path) as running:
        time.sleep(1)  # the self-test of the last one
        for pid in running.workers():
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
            kilobytes = {line.split(":")[0]: int(line.split()[1]) for line in lines}
            own = kilobytes["Private_Clean"] + kilobytes["Private_Dirty"]
            assert own < 0.45 * kilobytes["Anonymous"]


def test_a_full_service_says_so_at_once_and_stays_well(tiny: Service, source: Standin, song: bytes) -> None:
    with Held(tiny, source, song) as held:
        for _ in range(3):
            began = time.monotonic()
            refused = tiny.upload(song)
            assert time.monotonic() - began < 1
            assert (refused.status_code, refused.json()["code"]) == (503, "busy")
            assert int(refused.headers["Retry-After"]) > 0
            assert tiny.health() < 1
    assert isinstance(held.result, requests.Response)
    assert held.result.status_code == 200
    assert tiny.upload(song).status_code == 200


@pytest.mark.parametrize("death", [signal.SIGKILL, signal.SIGXCPU, signal.SIGSEGV])
def test_a_worker_that_dies_takes_only_its_own_request_with_it(
    tiny: Service, source: Standin, song: bytes, death: signal.Signals
) -> None:
    before = tiny.workers()
    with Held(tiny, source, song) as held:
        victim = next(pid for pid in before if _is_connected_to(pid, source.port))
        os.kill(victim, death)
    assert isinstance(held.result, requests.ConnectionError)
    assert tiny.upload(song).status_code == 200  # the place it held is free again
    until(lambda: len(tiny.workers()) == len(before) and victim not in tiny.workers())


def _is_connected_to(pid: int, port: int) -> bool:
    """Whether a process has an open connection to a port on loopback."""
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    inodes = {row[9] for row in rows if row[2] == f"0100007F:{port:04X}" and row[3] == "01"}
    targets = {str(entry.readlink()) for entry in Path(f"/proc/{pid}/fd").iterdir() if entry.is_symlink()}
    return any(f"socket:[{inode}]" in targets for inode in inodes)


@pytest.fixture(scope="module")
def big_file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    path = tmp_path_factory.mktemp("big") / "big.wav"
    with path.open("wb") as file:
        file.truncate(MEGABYTES_100)  # sparse
    yield path
    path.unlink()


@pytest.mark.parametrize("expect", ["Expect: 100-continue", "Expect:"])
def test_100_megabytes_with_curl(tiny: Service, big_file: Path, expect: str) -> None:
    curl = shutil.which("curl")
    if curl is None:
        pytest.skip("curl is not here")
    done = subprocess.run(
        [curl, "-sS", "-m", "20", "-H", expect, "-w", " %{http_code}", "-F", f"audio=@{big_file}", tiny.features],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert '"code": "too_large"' in done.stdout
    assert done.stdout.endswith(" 413")


def test_100_megabytes_with_a_client_that_sends_everything_first(tiny: Service, big_file: Path) -> None:
    head = (
        f"POST /v1/features HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {MEGABYTES_100}\r\n"
        "Content-Type: multipart/form-data; boundary=b\r\n\r\n"
    )
    began = time.monotonic()
    with socket.create_connection(tiny.address, timeout=10) as connection, big_file.open("rb") as file:
        connection.sendall(head.encode())
        connection.sendfile(file)
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert time.monotonic() - began < 5
    with big_file.open("rb") as file:
        refused = requests.post(tiny.features, files={"audio": file}, timeout=20)
    assert (refused.status_code, refused.json()["code"]) == (413, "too_large")


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"POST /v1/fea",
        b"POST /v1/features HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9999\r\n"
        b"Content-Type: multipart/form-data; boundary=b\r\n\r\n--b\r\n",
    ],
    ids=["nothing", "half a line", "half a body"],
)
def test_callers_who_stop_sending_hold_nobody_up_for_long(tiny: Service, song: bytes, sent: bytes) -> None:
    with ExitStack() as stack:
        for _ in tiny.workers():
            stack.enter_context(socket.create_connection(tiny.address)).sendall(sent)
        began = time.monotonic()
        until(lambda: tiny.upload(song).status_code == 200)
        assert time.monotonic() - began < 6


def test_a_caller_who_drips_meets_the_deadline(tiny: Service) -> None:
    head = b"POST /v1/features HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9999\r\n"
    began = time.monotonic()
    with socket.create_connection(tiny.address, timeout=10) as connection:
        connection.sendall(head + b"Content-Type: multipart/form-data; boundary=b\r\n\r\n")
        answer = b""
        connection.settimeout(0.1)
        while time.monotonic() - began < 8 and not answer:
            try:
                connection.sendall(b"-")
                answer = connection.recv(65536) or b"closed"
            except TimeoutError:
                continue
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert time.monotonic() - began < 3


def test_a_body_that_is_cut_off_is_no_clip(tiny: Service, song: bytes) -> None:
    body = b'--b\r\nContent-Disposition: form-data; name="audio"; filename="a"\r\n\r\n' + song + b"\r\n--b--\r\n"
    head = f"POST /v1/features HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(body)}\r\n"
    with socket.create_connection(tiny.address, timeout=10) as connection:
        connection.sendall(head.encode() + b"Content-Type: multipart/form-data; boundary=b\r\n\r\n" + body[:-20_000])
        connection.shutdown(socket.SHUT_WR)
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert b'"validation_error"' in answer


def test_too_much_computing_is_a_refusal_and_a_fresh_worker(tiny: Service, song: bytes, long_song: bytes) -> None:
    before = tiny.workers()
    refused = tiny.upload(long_song)
    assert (refused.status_code, refused.json()["code"]) == (413, "too_long")
    until(lambda: tiny.workers() != before and len(tiny.workers()) == len(before))
    assert tiny.upload(song).status_code == 200


def test_the_log_has_one_line_a_request_and_no_secrets(tiny: Service, source: Standin, song: bytes) -> None:
    source.routes["/a.mp3?hmac=topsecret"] = says("200 OK", song)
    secret = {"Authorization": "Bearer topsecret", "X-Request-ID": "my-id"}
    url = source.url("/a.mp3?hmac=topsecret")
    assert requests.post(tiny.features, json={"url": url}, headers=secret, timeout=10).status_code == 200
    refused = requests.post(f"{tiny.features}?include=topsecret", json={"url": "topsecret"}, headers=secret, timeout=10)
    assert refused.status_code == 400
    requests.post(tiny.features, json={"url": "https://topsecret:pw@p.scdn.co/"}, headers=secret, timeout=10)
    mine = [line for line in tiny.requests_logged() if line["request_id"] == "my-id"]
    assert [line["status"] for line in mine] == [200, 400, 422]
    assert mine[0]["source"] == "url"
    assert mine[0]["host"] == "127.0.0.1"
    assert mine[1]["code"] == "validation_error"
    assert "topsecret" not in tiny.log_path.read_text()


def test_too_much_memory_is_a_refusal_and_a_fresh_worker(small: Service, song: bytes, long_song: bytes) -> None:
    before = small.workers()
    refused = small.upload(long_song)
    assert (refused.status_code, refused.json()["code"]) == (413, "too_large")
    assert "memory" in refused.json()["detail"]
    until(lambda: small.workers() != before and len(small.workers()) == len(before))
    assert small.upload(song).status_code == 200


def test_the_file_itself_is_counted(small: Service) -> None:
    assert small.upload(b"x" * SMALL_CAP).status_code == 415
    refused = small.upload(b"x" * (SMALL_CAP + 1))  # what the form adds hides the byte from the declared length
    assert (refused.status_code, refused.json()["code"]) == (413, "too_large")


def test_a_chunked_body_is_refused_in_words(small: Service, song: bytes) -> None:
    refused = requests.post(small.features, data=iter([song]), timeout=10)
    assert (refused.status_code, refused.json()["code"]) == (400, "validation_error")
    assert "Content-Length" in refused.json()["detail"]


def test_nothing_is_left_behind(small: Service, spool: Path) -> None:
    assert small.upload(b"x" * 8_000_000).status_code == 415  # larger than what is kept in memory
    assert list(spool.iterdir()) == []
