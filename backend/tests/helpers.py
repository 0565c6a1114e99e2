"""What tests do to the outside: the real extractor as a process, files with tags, the job worker's work."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from unittest import mock

import mutagen
import requests
from django_tasks_db.management.commands.db_worker import Worker

from backend.catalog import services
from backend.catalog.models import LibraryScan

ROOT = Path(__file__).resolve().parents[2]
GUNICORN = ("-m", "gunicorn", "-c", "extractor_service/config/gunicorn.conf.py", "extractor_service.config.wsgi")


class ExtractorProcess:
    """The real service, started and killed as an operator would."""

    def __init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.child: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it is ready."""
        variables = os.environ | {
            "EXTRACTOR_PORT": str(self.port),
            "EXTRACTOR_WORKERS": "1",
            "EXTRACTOR_QUEUE": "8",
            "DJANGO_SETTINGS_MODULE": "extractor_service.config.settings",
            "EXTRACTOR_TOKEN": "",
            "LOG_FORMAT": "json",
        }
        self.child = subprocess.Popen(
            [sys.executable, *GUNICORN],
            cwd=ROOT,
            env=variables,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                if requests.get(f"{self.url}/readyz", timeout=5).ok:
                    return
            except requests.RequestException:
                time.sleep(0.1)
        raise RuntimeError("the extractor did not get ready")

    def freeze(self) -> None:
        """Let it stand still in whatever it does: what is sent now is taken, but not answered."""
        if self.child is not None:
            os.killpg(self.child.pid, signal.SIGSTOP)

    def kill(self) -> None:
        """Kill it with all its workers, in the middle of whatever they do."""
        if self.child is not None:
            os.killpg(self.child.pid, signal.SIGKILL)
            self.child.wait()
            self.child = None


def write_song(path: Path, data: bytes, **tags: str) -> None:
    """A file with tags."""
    path.write_bytes(data)
    file = mutagen.File(path, easy=True)
    for name, value in tags.items():
        file[name] = value
    file.save()


def scan() -> LibraryScan:
    """Index the folders now."""
    found = services.library_scan_create()
    services.library_scan_continue(scan=found)
    return found


def work() -> None:
    """Let a job worker do all that is queued."""
    worker = Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="test",
        excluded_queue_names=[],
    )
    # it would close the connection that holds the test's transaction
    with mock.patch("django_tasks_db.management.commands.db_worker.close_old_connections"):
        worker.run()
