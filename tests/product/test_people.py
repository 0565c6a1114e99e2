"""From what a person says to a new version that answers: on the running product, without a restart."""

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from audiofiler.ensemble import bundle
from audiofiler.schema import SCHEMA_ID
from tests.product.running import ROOT, Product
from training.datasets.feedback import clean

NAME = "audiofiler-26"
TRAIN = Path(sys.executable).parent / "audiofiler-train"
PATIENCE_SECONDS = 150


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """One of its own, asked as often as we like, that knows the house's songs alone."""
    folder: Path = tmp_path_factory.mktemp("product")
    running = Product(folder, {"AUDIOFILER_SOURCES": "house", "RATE_CLASSIFY": "off", "RATE_API": "off"})
    try:
        running.wait_until_ready()
        yield running
    finally:
        running.close()


@pytest.fixture(scope="module")
def songs(product: Product) -> list[str]:
    found = product.get("/tracks", q="house band", source="house", limit=5)["results"]
    return [track["id"] for track in found]


def train(product: Product, *words: str) -> str:
    """Call `audiofiler-train` as an operator does."""
    models = ["--models", str(product.log.parent / "models")]
    done = subprocess.run([TRAIN, *words, *models], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return done.stdout


def variant(folder: Path, version: str) -> str:
    """The shipped bundle under another version."""
    shutil.copytree(bundle.find(NAME), folder)
    manifest = folder / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"version": version}))
    return str(folder)


def test_what_people_say_is_what_is_learnt_from(product: Product, songs: list[str], tmp_path: Path) -> None:
    said = {}
    for song in songs[:3]:
        row = product.classify(song).json()
        address = f"{product.address}/api/v1/classifications/{row['id']}/feedback"
        assert product.session.put(address, json={"genre": "Ska"}, timeout=30).status_code == 200
        said[row["id"]] = row
    shown = product.get("/classifications")["results"]
    assert [row["feedback"]["genre"] for row in shown if row["id"] in said] == ["Ska"] * 3
    file = tmp_path / "feedback.jsonl"
    subprocess.run(
        [sys.executable, "-m", "backend.manage", "feedback_export", str(file)],
        cwd=ROOT, env=os.environ | {"DATA_DIR": str(product.log.parent)}, check=True, capture_output=True,
    )  # fmt: skip
    found = clean(file)
    assert (found.answers, found.voices, found.songs, found.unknown) == (3, 3, 3, 0)
    assert {found.table.genres[y] for y in found.table.y} == {"Ska"}
    assert all(json.loads(line)["schema"] == SCHEMA_ID for line in file.read_text().splitlines())


def test_a_promoted_version_answers_without_a_restart(product: Product, songs: list[str], tmp_path: Path) -> None:
    """People go on asking while versions come and go: nobody is refused, and later answers are the new version's."""
    first = json.loads((bundle.find(NAME) / "manifest.json").read_text())["version"]
    answers: list[tuple[int, str]] = []
    done = threading.Event()

    def ask(song: str) -> None:
        with requests.Session() as person:
            while not done.is_set():
                sent = {"track_id": song}
                answer = person.post(f"{product.address}/api/v1/classifications", json=sent, timeout=60)
                body = answer.json()
                answers.append((answer.status_code, body["model"]["version"] if answer.ok else answer.text))

    def wait_for(version: str) -> None:
        until, start = time.monotonic() + PATIENCE_SECONDS, len(answers)
        while version not in {said for _, said in answers[start:]}:
            assert time.monotonic() < until, answers[-5:]
            time.sleep(0.05)

    people = [threading.Thread(target=ask, args=(song,)) for song in songs[:4]]
    for person in people:
        person.start()
    try:
        wait_for(first)
        train(product, "promote", variant(tmp_path / "a", "9.1"), "--force", "--why", "a trial")
        wait_for("9.1")
        train(product, "promote", variant(tmp_path / "b", "9.2"), "--force", "--why", "another")
        wait_for("9.2")
        train(product, "rollback")
        wait_for("9.1")
    finally:
        done.set()
        for person in people:
            person.join()
    statuses = Counter(status for status, _ in answers)
    assert set(statuses) == {201}, [said for status, said in answers if status != 201][:3]
    assert {said for _, said in answers} == {first, "9.1", "9.2"}
    model = product.get(f"/models/{NAME}")
    assert (model["version"], model["trouble"]) == ("9.1", None)
    assert "9.2" in train(product, "versions")
    assert product.classify(songs[0]).json()["model"]["version"] == "9.1"


def test_a_broken_one_changes_nothing_but_what_models_says(product: Product, songs: list[str], tmp_path: Path) -> None:
    before = product.get(f"/models/{NAME}")["version"]
    broken = Path(variant(tmp_path / "c", "9.9"))
    (broken / "axis.npy").write_bytes(b"cut")
    link = product.log.parent / "models" / NAME
    kept = link.readlink() if link.is_symlink() else None
    link.parent.mkdir(exist_ok=True)
    (link.parent / ".broken").symlink_to(broken)
    (link.parent / ".broken").replace(link)
    try:
        until = time.monotonic() + PATIENCE_SECONDS
        while (model := product.get(f"/models/{NAME}"))["trouble"] is None:
            assert time.monotonic() < until
            time.sleep(0.1)
        assert "goes on answering" in model["trouble"]
        assert product.classify(songs[0]).json()["model"]["version"] == model["version"] == before
        assert product.session.get(f"{product.address}/readyz", timeout=10).ok
    finally:
        link.unlink()
        if kept is not None:
            link.symlink_to(kept)
