"""The real processes together: web server, job worker and extractor, as `make run` starts them."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from backend.tests.helpers import ROOT, ExtractorProcess, write_song

WEB = ("-m", "gunicorn", "-c", "backend/config/gunicorn.conf.py", "backend.config.wsgi")
WORKER = ("-m", "backend.manage", "db_worker", "--interval", "0.05", "--no-startup-delay")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, extractor_process: ExtractorProcess, song: bytes) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("site")
    (folder / "music").mkdir()
    write_song(folder / "music" / "one.mp3", song, title="Bohemian Rhapsody", artist="Queen")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    variables = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    variables |= {
        "PORT": str(port),
        "DATA_DIR": str(folder / "data"),
        "LIBRARY_DIRS": str(folder / "music"),
        "AUDIOFILER_SOURCES": "library",  # nothing is asked of the network
        "EXTRACTOR_URL": extractor_process.url,
        "EXTRACTOR_TOKEN": "",
        "LOG_FORMAT": "json",
    }
    subprocess.run(
        [sys.executable, "-m", "backend.manage", "migrate", "--verbosity", "0", "--skip-checks"],
        cwd=ROOT, env=variables, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    with (folder / "log").open("wb") as log:
        children = [
            subprocess.Popen([sys.executable, *command], cwd=ROOT, env=variables, stdout=log, stderr=log)
            for command in (WEB, WORKER)
        ]
    url = f"http://127.0.0.1:{port}"
    try:
        wait_for(lambda: requests.get(f"{url}/readyz", timeout=5).ok, folder / "log")
        yield url
    finally:
        for child in children:
            child.send_signal(signal.SIGTERM)
        assert [child.wait(timeout=30) for child in children] == [0, 0]


def wait_for(done, log: Path | None = None) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            if done():
                return
        except requests.RequestException:
            pass
        time.sleep(0.05)
    raise AssertionError(log.read_text()[-3000:] if log else "it did not happen")


def test_it_works(site: str) -> None:
    """The folders are indexed by themselves; a song is found, heard and classified while one looks on."""
    tracks = f"{site}/api/v1/tracks?q=bohemain+rapsody"
    wait_for(lambda: requests.get(tracks, timeout=5).json()["results"])
    (track,) = requests.get(tracks, timeout=5).json()["results"]
    preview = requests.get(f"{site}/api/v1/tracks/{track['id']}", timeout=5).json()["preview_url"]
    part = requests.get(preview, headers={"Range": "bytes=0-9"}, timeout=5)
    assert (part.status_code, len(part.content)) == (206, 10)
    assert len(requests.get(preview, timeout=5).content) == int(part.headers["Content-Range"].split("/")[1])
    assert requests.head(preview, timeout=5).headers["Content-Length"] == part.headers["Content-Range"].split("/")[1]
    with requests.Session() as person:
        headers = {"Prefer": "respond-async"}
        asked = person.post(
            f"{site}/api/v1/classifications", json={"track_id": track["id"]}, headers=headers, timeout=10
        )
        assert asked.status_code == 202
        address = site + asked.headers["Location"]
        wait_for(lambda: person.get(address, timeout=5).json()["status"] == "done")
        history = person.get(f"{site}/api/v1/classifications", timeout=5).json()["results"]
        assert [row["id"] for row in history] == [asked.json()["id"]]
        assert sum(vote["votes"] for vote in history[0]["votes"]) == 20


def test_a_hundred_megabytes_are_refused_and_the_answer_arrives(site: str, tmp_path: Path) -> None:
    with (tmp_path / "big.mp3").open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    with (tmp_path / "big.mp3").open("rb") as file:
        # curl streams and reads the answer as people's programs do
        sent = subprocess.run(
            ["curl", "-s", "-w", "%{http_code}", "-F", "audio=@-;filename=big.mp3", f"{site}/api/v1/classifications"],
            stdin=file, capture_output=True, text=True, check=True, timeout=60,
        )  # fmt: skip
    assert sent.stdout.endswith("413")
    assert '"code": "too_large"' in sent.stdout


def test_the_documentation_needs_nothing_from_outside(site: str) -> None:
    page = requests.get(f"{site}/api/docs/", timeout=10)
    assert page.status_code == 200
    assert "https://" not in page.text
    addresses = [part.split('"')[0] for part in page.text.split('src="')[1:]]
    assert len(addresses) == 3
    for address in addresses:
        script = requests.get(site + address.replace("&amp;", "&"), timeout=10)
        assert script.status_code == 200, address
        assert "javascript" in script.headers["Content-Type"]
    assert "openapi: 3" in requests.get(f"{site}/api/schema/", timeout=10).text


def test_no_header_tells_too_much(site: str) -> None:
    answer = requests.get(f"{site}/api/v1/nothing", headers={"X-Request-ID": "mine"}, timeout=5)
    assert answer.json()["request_id"] == answer.headers["X-Request-ID"] == "mine"
    assert "X-Powered-By" not in answer.headers
    assert "Access-Control-Allow-Origin" not in answer.headers
