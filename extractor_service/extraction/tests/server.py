"""The service as it runs: a real gunicorn in processes of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

ROOT = Path(__file__).resolve().parents[3]
PROCESSES = 3
"""One to compute and two that answer meanwhile."""
CONF = "extractor_service/config/gunicorn.conf.py"


@dataclass
class Service:
    """A running service."""

    port: int
    process: "subprocess.Popen[bytes]"
    log_path: Path

    @property
    def address(self) -> tuple[str, int]:
        return "127.0.0.1", self.port

    @property
    def features(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1/features"

    def upload(self, audio: bytes, **options: Any) -> requests.Response:
        return requests.post(self.features, files={"audio": ("clip", audio)}, timeout=30, **options)

    def ask(self, url: str) -> requests.Response:
        return requests.post(self.features, json={"url": url}, timeout=30)

    def health(self) -> float:
        """Ask for /healthz; the answer is how long it took, s."""
        began = time.monotonic()
        assert requests.get(f"http://127.0.0.1:{self.port}/healthz", timeout=10).json() == {"status": "ok"}
        return time.monotonic() - began

    def workers(self) -> list[int]:
        """The process ids of the workers."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(pid) for pid in children.split()]

    def lines(self) -> list[dict[str, Any]]:
        """What was logged so far."""
        return [json.loads(line) for line in self.log_path.read_text().splitlines()]

    def requests_logged(self) -> list[dict[str, Any]]:
        return [line for line in self.lines() if line["event"] == "request"]


def until(condition: Callable[[], bool], seconds: float = 10.0) -> None:
    """Wait for something to become true."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def service(folder: Path, **env: str) -> Iterator[Service]:
    """Run the service, with room for one request, until the test is over."""
    port = free_port()
    env = {"EXTRACTOR_WORKERS": "1", "EXTRACTOR_QUEUE": "0", "LOG_FORMAT": "json"} | env
    clean = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "TMPDIR"}}
    log_path = folder / f"extractor-{port}.log"
    with log_path.open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "-c", CONF, "extractor_service.config.wsgi"],
            cwd=ROOT,
            env=clean | {"EXTRACTOR_PORT": str(port)} | env,
            stdout=log,
            stderr=log,
        )
    running = Service(port=port, process=process, log_path=log_path)
    try:
        until(lambda: _is_up(running), seconds=30)
        yield running
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(5)


def _is_up(running: Service) -> bool:
    assert running.process.poll() is None, running.log_path.read_text()
    with socket.socket() as probe:
        return probe.connect_ex(running.address) == 0 and len(running.workers()) == PROCESSES
