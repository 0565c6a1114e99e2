"""scripts/run.py ends once and with all it started, however many signals come, of whatever kind, at any moment.

The script runs in a house of its own, whose Procfile holds two small servers, one with a child: that takes a tenth of a
second to start, so that many moments can be tried.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from audiofiler.allocation import KEEP_MEMORY
from tests.product.running import ROOT

SERVER = """
import os, signal, subprocess, sys, threading
from http.server import BaseHTTPRequestHandler, HTTPServer

class Answer(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()

child = subprocess.Popen([sys.executable, "-c", f"import time; time.sleep(600)  # {__file__}"])
HTTPServer(("127.0.0.1", int(os.environ[sys.argv[1]])), Answer).serve_forever()
"""
MIGRATE = "import time; time.sleep(0.3)"
START_S, STOP_S = 10.0, 15.0
"""Bounds of a hang: the script itself takes ten seconds before it ends what does not end."""
SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGQUIT)


class House:
    """A folder with the script, a database to prepare and a Procfile."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("scripts", "backend"):
            (folder / name).mkdir()
        shutil.copy(ROOT / "scripts" / "run.py", folder / "scripts")
        (folder / "backend" / "manage.py").write_text(MIGRATE)
        (folder / "server.py").write_text(SERVER)
        (folder / "Procfile").write_text(
            f"web: python {folder}/server.py PORT\nextractor: python {folder}/server.py EXTRACTOR_PORT\n"
        )

    def start(self) -> "subprocess.Popen[str]":
        """Start the script as the leader of a group, as a shell does, and wait until it listens."""
        ports = [socket.create_server(("127.0.0.1", 0)) for _ in range(2)]
        where = dict(zip(("PORT", "EXTRACTOR_PORT"), (str(port.getsockname()[1]) for port in ports), strict=True))
        for port in ports:
            port.close()
        return subprocess.Popen(
            [sys.executable, self.folder / "scripts" / "run.py"],
            env=os.environ | where,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def left(self) -> list[int]:
        """Find the processes that have this folder in their command."""
        found = []
        for process in Path("/proc").iterdir():
            try:
                if process.name.isdecimal() and str(self.folder) in (process / "cmdline").read_text():
                    found.append(int(process.name))
            except OSError:
                continue
        return found


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Give a house; what a failed test leaves running is ended.

    Tests that run under nohup would hand its wish down, which the script keeps.
    """
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    made = House(tmp_path)
    yield made
    signal.signal(signal.SIGHUP, before)
    for process in made.left():
        os.kill(process, signal.SIGKILL)


def listening(process: "subprocess.Popen[str]") -> None:
    """Wait until signals are taken: /proc says which a process catches."""
    status = Path(f"/proc/{process.pid}/status")
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline:
        caught = next(line for line in status.read_text().splitlines() if line.startswith("SigCgt:"))
        if int(caught.split()[1], 16) >> (SIGNALS[-1] - 1) & 1:
            return
        time.sleep(0.01)
    raise AssertionError("it does not listen to signals")


def serving(process: "subprocess.Popen[str]") -> None:
    assert process.stdout is not None
    assert any("AudioFiler is ready" in line for line in process.stdout)


def once(process: "subprocess.Popen[str]") -> None:
    os.killpg(process.pid, signal.SIGTERM)


def twice(process: "subprocess.Popen[str]") -> None:
    os.killpg(process.pid, signal.SIGTERM)  # as `make` forwards what the group gets, too
    os.kill(process.pid, signal.SIGTERM)


def storm(process: "subprocess.Popen[str]") -> None:
    for number in range(4000):
        if process.poll() is not None:
            break
        os.kill(process.pid, SIGNALS[number % 4])


@pytest.mark.parametrize("send", [once, twice, storm])
@pytest.mark.parametrize("wait", [0.0, 0.2, 0.32, 0.4, 0.5, None])
def test_it_ends_with_all_it_started(
    house: House, send: Callable[["subprocess.Popen[str]"], None], wait: float | None
) -> None:
    process = house.start()
    listening(process)
    if wait is None:
        serving(process)
    else:
        time.sleep(wait)
    send(process)
    said, _ = process.communicate(timeout=STOP_S)
    assert process.returncode == 0, said
    assert "Traceback" not in said
    assert said.count("Stopping") <= 1
    assert house.left() == []


def test_what_it_starts_keeps_its_memory(house: House) -> None:
    process = house.start()
    serving(process)
    for server in house.left():
        if server != process.pid:
            environment = Path(f"/proc/{server}/environ").read_text().split("\0")
            assert {f"{name}={value}" for name, value in KEEP_MEMORY.items()} <= set(environment)
    once(process)
    assert len(process.communicate(timeout=STOP_S)) == 2


def test_it_ends_when_nobody_reads_any_more(house: House) -> None:
    process = house.start()
    serving(process)
    assert process.stdout is not None
    process.stdout.close()
    process.send_signal(signal.SIGHUP)
    process.wait(STOP_S)
    assert house.left() == []


def test_a_wish_of_nohup_is_kept(house: House) -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    process = house.start()
    serving(process)
    process.send_signal(signal.SIGHUP)
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(1)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=STOP_S)
    assert house.left() == []
