"""Serve the whole product: run the processes of the Procfile until Ctrl-C, restart one that ends, end all together.

Usage: make run   (PORT, EXTRACTOR_PORT and DATA_DIR say where; every other setting is in .env.example)
       make run STANDINS=1   with invented catalogues on loopback in place of the network's
"""

import contextlib
import json
import os
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

ROOT = Path(__file__).resolve().parent.parent
RESTART_SECONDS = 1.0
STOP_SECONDS = 10.0
READY_SECONDS = 60.0

stopping = threading.Event()


class Process:
    """One line of the Procfile, kept running."""

    def __init__(self, name: str, command: str) -> None:
        self.name = name
        self.command = [str(Path(sys.executable).parent / word) if i == 0 else word
                        for i, word in enumerate(shlex.split(command))]  # fmt: skip
        self.child: subprocess.Popen[str] | None = None
        self.thread = threading.Thread(target=self._keep_running, daemon=True)

    def _keep_running(self) -> None:
        while not stopping.is_set():
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
            threading.Thread(target=self._show, args=(self.child,), daemon=True).start()
            code = self.child.wait()
            if not stopping.is_set():
                self._end_group(signal.SIGKILL)  # its children would go on without it, and hold its port
                print(f"{self.name:>9} | ended with {code}; starting it again", flush=True)
                stopping.wait(RESTART_SECONDS)

    def _show(self, child: "subprocess.Popen[str]") -> None:
        for line in child.stdout or ():
            print(f"{self.name:>9} | {line}", end="", flush=True)

    def _end_group(self, number: int) -> None:
        if self.child is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.child.pid, number)

    def signal(self, number: int) -> None:
        """Send a signal to the process and its children, as long as it runs."""
        if self.child is not None and self.child.poll() is None:
            self._end_group(number)


def main() -> int:
    """Prepare the database, start everything, say where it is, wait."""
    port, extractor_port = os.environ.setdefault("PORT", "8000"), os.environ.setdefault("EXTRACTOR_PORT", "8001")
    os.environ.setdefault("EXTRACTOR_URL", f"http://127.0.0.1:{extractor_port}")
    os.environ["PYTHONUNBUFFERED"] = "1"
    for busy in (number for number in (port, extractor_port) if not _is_free(int(number))):
        print(f"Port {busy} is taken. Stop what uses it, or choose others: make run PORT=8080 EXTRACTOR_PORT=8081")
        return 1
    standins = _start_standins() if os.environ.get("STANDINS", "0") not in ("", "0") else None
    try:
        return _serve(port)
    finally:
        if standins is not None:
            standins.terminate()


def _serve(port: str) -> int:
    migrate = subprocess.run([sys.executable, "-m", "backend.manage", "migrate", "--verbosity", "0"],
                             cwd=ROOT, check=False)  # fmt: skip
    if migrate.returncode:
        return migrate.returncode
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: stopping.set())
    lines = (ROOT / "Procfile").read_text().splitlines()
    processes = [Process(*(part.strip() for part in line.split(":", 1))) for line in lines if ":" in line]
    for process in processes:
        process.thread.start()
    _announce(f"http://localhost:{port}", f"http://127.0.0.1:{port}/readyz")
    stopping.wait()
    _stop(processes)
    return 0


def _start_standins() -> "subprocess.Popen[str]":
    """Start the stand-in catalogues and set what points the services at them; what a person chose is kept."""
    print("Starting stand-ins for the catalogues on the network: invented songs, on loopback …", flush=True)
    child = subprocess.Popen([sys.executable, "-m", "tests.standins", "--json"], cwd=ROOT, text=True,
                             stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, start_new_session=True)  # fmt: skip
    line = child.stdout.readline() if child.stdout else ""
    if not line:
        raise SystemExit("The stand-ins did not start; python -m tests.standins shows why.")
    settings = json.loads(line)
    hosts = [settings.pop("PREVIEW_HOSTS", ""), os.environ.get("PREVIEW_HOSTS", "")]
    os.environ.setdefault("AUDIOFILER_SOURCES", settings.pop("AUDIOFILER_SOURCES", ""))
    os.environ.update(settings, PREVIEW_HOSTS=",".join(filter(None, hosts)))
    for name, address in settings.items():
        if name.endswith("_API_URL"):
            print(f" standins | {name.removesuffix('_API_URL').lower():>9} {address}", flush=True)
    print(" standins | type for example: marble pigeon, huricane station, or hungry mirrors", flush=True)
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
    while time.monotonic() < deadline and not stopping.wait(0.2):
        if _answers(ready):
            print(f"\n  AudioFiler is ready: {address}   (Ctrl-C ends it)\n", flush=True)
            return
    if not stopping.is_set():
        print(f"\n  AudioFiler is not ready yet; {ready} says why.\n", flush=True)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2):  # noqa: S310  a loopback address made above
            return True
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def _stop(processes: list[Process]) -> None:
    print("\nStopping …", flush=True)
    for process in processes:
        process.signal(signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    for process in processes:
        process.thread.join(max(0.1, deadline - time.monotonic()))
        process.signal(signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main())
