"""Serve the whole product: run the processes of the Procfile until Ctrl-C, restart one that ends, end all together.

Usage: make run   (PORT, EXTRACTOR_PORT and DATA_DIR say where; every other setting is in .env.example)
       make run STANDINS=1   with invented catalogues on loopback in place of the network's
"""

import contextlib
import json
import os
import select
import shlex
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

from audiofiler.allocation import keep_memory

ROOT = Path(__file__).resolve().parent.parent
RESTART_SECONDS = 1.0
STOP_SECONDS = 10.0
READY_SECONDS = 60.0
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)


class Stop:
    """Whether this script was told to end: any number of signals say so, any number of threads wait for it.

    A pipe and not a `threading.Event`: a handler runs between any two steps of the main thread, also between those of
    the handler before it, and the second `Event.set` would wait for a lock that the first holds. The byte is written by
    the interpreter's own handler, so a signal is not missed either that comes just before a wait; it is never read.
    """

    def __init__(self) -> None:
        self._reader, self._writer = os.pipe()
        os.set_blocking(self._writer, False)

    def listen(self) -> None:
        """Take every signal that ends a program for a wish to stop, from now on."""
        signal.set_wakeup_fd(self._writer, warn_on_full_buffer=False)
        for number in SIGNALS:
            if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:  # nohup's wish is kept
                signal.signal(number, lambda *_: None)

    def fileno(self) -> int:
        """Return what becomes readable, for `select`."""
        return self._reader

    def wait(self, seconds: float | None = None) -> bool:
        """Tell whether it was, after waiting for it so long; for ever with None."""
        return bool(select.select([self], [], [], seconds)[0])

    @property
    def wanted(self) -> bool:
        """Whether it was, up to now."""
        return self.wait(0)


stop = Stop()


class Process:
    """One line of the Procfile, kept running."""

    def __init__(self, name: str, command: str) -> None:
        self.name = name
        self.command = [str(Path(sys.executable).parent / word) if i == 0 else word
                        for i, word in enumerate(shlex.split(command))]  # fmt: skip
        self.child: subprocess.Popen[str] | None = None
        self.starting = threading.Lock()
        self.thread = threading.Thread(target=self._keep_running, daemon=True)

    def _keep_running(self) -> None:
        while (child := self._start()) is not None:
            shown = threading.Thread(target=self._show, args=(child,), daemon=True)
            shown.start()
            code = child.wait()
            _signal(child, signal.SIGKILL)  # its children would go on without it, and hold its port
            shown.join(1)
            if not stop.wanted:
                _say(f"{self.name:>9} | ended with {code}; starting it again")
                stop.wait(RESTART_SECONDS)

    def _start(self) -> "subprocess.Popen[str] | None":
        with self.starting:  # so that `signal` meets what was started, or nothing is started after it
            if stop.wanted:
                return None
            self.child = subprocess.Popen(
                self.command,
                cwd=ROOT,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                text=True,
                errors="replace",
                start_new_session=True,  # Ctrl-C reaches this script alone, which then ends them in order
            )
            return self.child

    def _show(self, child: "subprocess.Popen[str]") -> None:
        for line in child.stdout or ():
            _say(f"{self.name:>9} | {line}", end="")

    def signal(self, number: int) -> None:
        """Send a signal to the process and its children, as long as it runs."""
        with self.starting:
            if self.child is not None and self.child.poll() is None:
                _signal(self.child, number)


def main() -> int:
    """Prepare the database, start everything, say where it is, wait."""
    stop.listen()
    port, extractor_port = os.environ.setdefault("PORT", "8000"), os.environ.setdefault("EXTRACTOR_PORT", "8001")
    os.environ.setdefault("EXTRACTOR_URL", f"http://127.0.0.1:{extractor_port}")
    os.environ["PYTHONUNBUFFERED"] = "1"
    keep_memory()
    for busy in (number for number in (port, extractor_port) if not _is_free(int(number))):
        print(f"Port {busy} is taken. Stop what uses it, or choose others: make run PORT=8080 EXTRACTOR_PORT=8081")
        return 1
    standins = _start_standins() if os.environ.get("STANDINS", "0") not in ("", "0") else None
    try:
        return _serve(port)
    finally:
        if standins is not None:
            _end(standins)
        for number in SIGNALS:
            signal.signal(number, signal.SIG_IGN)  # all is ended: one more changes nothing, not even the exit status


def _serve(port: str) -> int:
    if stop.wanted:
        return 0
    migrate = subprocess.Popen([sys.executable, "-m", "backend.manage", "migrate", "--verbosity", "0"],
                               cwd=ROOT, stdin=subprocess.DEVNULL, start_new_session=True)  # fmt: skip
    while migrate.poll() is None and not stop.wait(0.05):
        pass
    if stop.wanted:
        _end(migrate)
        return 0
    if migrate.returncode:
        return migrate.returncode
    lines = (ROOT / "Procfile").read_text().splitlines()
    processes = [Process(*(part.strip() for part in line.split(":", 1))) for line in lines if ":" in line]
    for process in processes:
        process.thread.start()
    try:
        _announce(f"http://localhost:{port}", f"http://127.0.0.1:{port}/readyz")
        stop.wait()
    finally:
        _stop(processes)
    return 0


def _start_standins() -> "subprocess.Popen[str]":
    """Start the stand-in catalogues and set what points the services at them; what a person chose is kept."""
    _say("Starting stand-ins for the catalogues on the network: invented songs, on loopback …")
    child = subprocess.Popen([sys.executable, "-m", "tests.standins", "--json"], cwd=ROOT, text=True,
                             stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, start_new_session=True)  # fmt: skip
    select.select([stop.fileno(), *([child.stdout.fileno()] if child.stdout else [])], [], [])
    if stop.wanted:
        return child
    line = child.stdout.readline() if child.stdout else ""
    if not line:
        raise SystemExit("The stand-ins did not start; .venv/bin/python -m tests.standins shows why.")
    settings = json.loads(line)
    hosts = [settings.pop("PREVIEW_HOSTS", ""), os.environ.get("PREVIEW_HOSTS", "")]
    os.environ.setdefault("AUDIOFILER_SOURCES", settings.pop("AUDIOFILER_SOURCES", ""))
    os.environ.update(settings, PREVIEW_HOSTS=",".join(filter(None, hosts)))
    for name, address in settings.items():
        if name.endswith("_API_URL"):
            _say(f" standins | {name.removesuffix('_API_URL').lower():>9} {address}")
    _say(" standins | type for example: marble pigeon, huricane station, or hungry mirrors")
    return child


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _announce(address: str, ready: str) -> None:
    """Wait until the product answers, then say where it is."""
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline and not stop.wait(0.2):
        if _answers(ready):
            _say(f"\n  AudioFiler is ready: {address}   (Ctrl-C ends it)\n")
            return
    if not stop.wanted:
        _say(f"\n  AudioFiler is not ready yet; {ready} says why.\n")


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2):  # noqa: S310  a loopback address made above
            return True
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def _stop(processes: list[Process]) -> None:
    _say("\nStopping …")
    for process in processes:
        process.signal(signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    for process in processes:
        process.thread.join(max(0.1, deadline - time.monotonic()))
        process.signal(signal.SIGKILL)
    for process in processes:
        process.thread.join(STOP_SECONDS)  # a moment: until the last of them is gone


def _end(child: "subprocess.Popen[str] | subprocess.Popen[bytes]") -> None:
    """End a process and its children, and wait until it is gone."""
    if child.poll() is None:
        _signal(child, signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(STOP_SECONDS)
    _signal(child, signal.SIGKILL)
    child.wait()


def _signal(child: "subprocess.Popen[str] | subprocess.Popen[bytes]", number: int) -> None:
    """Send a signal to the group that a process leads."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, number)


def _say(text: str, end: str = "\n") -> None:
    """Print; where nobody reads any more, as after a terminal is closed, the work goes on all the same."""
    with contextlib.suppress(OSError):
        print(text, end=end, flush=True)


if __name__ == "__main__":
    sys.exit(main())
