"""The whole product in processes of its own, on free ports, with its data in a folder of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import requests

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 90
STOP_SECONDS = 30
KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")


class Product:
    """What `make run` serves, for as long as a test needs it."""

    def __init__(self, folder: Path, settings: dict[str, str]) -> None:
        port, extractor_port = _free_ports(2)
        self.address = f"http://127.0.0.1:{port}"
        self.session = requests.Session()
        self.session.trust_env = False
        self.log = folder / "product.log"
        kept = {name: os.environ[name] for name in KEPT if name in os.environ}
        own = {"PORT": str(port), "EXTRACTOR_PORT": str(extractor_port), "DATA_DIR": str(folder), "WEB_WORKERS": "1",
               "EXTRACTOR_WORKERS": "1"}  # fmt: skip
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "scripts/run.py"],
                cwd=ROOT,
                env={**kept, **own, **settings},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def wait_until_ready(self) -> None:
        """Wait until it serves; when it does not, say what it said."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                if self.session.get(f"{self.address}/readyz", timeout=5).ok:
                    return
            except requests.RequestException:
                time.sleep(0.2)
        raise AssertionError(f"The product did not start:\n{self.log.read_text()[-4000:]}")

    def get(self, path: str, **query: Any) -> Any:
        """Ask the API; anything but 200 fails."""
        answer = self.session.get(f"{self.address}/api/v1{path}", params=query, timeout=30)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def classify(self, track_id: str) -> requests.Response:
        """Have a track classified."""
        address = f"{self.address}/api/v1/classifications"
        return self.session.post(address, json={"track_id": track_id}, timeout=60)

    def close(self) -> None:
        """End it as Ctrl-C does."""
        self.session.close()
        self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _free_ports(count: int) -> list[int]:
    probes = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports
