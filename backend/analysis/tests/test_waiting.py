"""POST /api/v1/classifications with `Prefer: respond-async, wait=N`: answered at once when it is quick."""

import threading
import time
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult

from backend.analysis import hands, running, services
from backend.analysis.models import Classification, Status
from backend.catalog.selectors import track_clip_get
from backend.catalog.sources.base import ClipAddress
from backend.tests.fakes import Fake, song, switch_on
from backend.tests.helpers import work

pytestmark = pytest.mark.django_db(transaction=True)
URL = "/api/v1/classifications"
WAIT = {"prefer": "respond-async, wait=10"}


@pytest.fixture(autouse=True)
def _all_hands_are_free_again() -> Iterator[None]:
    yield
    until = time.monotonic() + 20
    taken = 0
    while taken < hands.HANDS and time.monotonic() < until:
        taken += hands.hand_take()
        time.sleep(0.01)
    for _ in range(taken):
        hands.hand_release()
    assert taken == hands.HANDS


def ended(client: Client, address: str) -> Any:
    until = time.monotonic() + 20
    while (row := client.get(address).json())["status"] not in ("done", "failed") and time.monotonic() < until:
        time.sleep(0.02)
    return row


def test_it_works(extractor: object, client: Client, upload, settings) -> None:
    answer = client.post(URL, upload(), headers=WAIT)
    assert answer.status_code == 201
    assert "Preference-Applied" not in answer
    body = answer.json()
    assert body["status"] == "done"
    assert sum(vote["votes"] for vote in body["votes"]) == 20
    assert body == client.get(answer["Location"]).json()
    assert not DBTaskResult.objects.exists()
    assert list(settings.UPLOAD_DIR.iterdir()) == []


def test_a_track(extractor: object, client: Client, track_id: str) -> None:
    answer = client.post(URL, {"track_id": track_id}, "application/json", headers=WAIT)
    assert (answer.status_code, answer.json()["track"]["title"]) == (201, "Bohemian Rhapsody")


def test_each_step_is_written_down(extractor: object, client: Client, upload, monkeypatch) -> None:
    seen = []
    original = running.classification_update

    def written(row: Classification, **new: Any) -> None:
        seen.append((row.status, new["status"]))
        original(row, **new)

    monkeypatch.setattr(running, "classification_update", written)
    client.post(URL, upload(), headers=WAIT)
    steps = [Status.FETCHING, Status.EXTRACTING, Status.VOTING, Status.DONE]
    assert seen == list(pairwise(steps))


def test_what_is_slow_is_polled(extractor: object, client: Client, upload, monkeypatch) -> None:
    gate = threading.Event()
    original = running.extractor.file_features_get

    def slow(**asked: Any) -> Any:
        gate.wait(20)
        return original(**asked)

    monkeypatch.setattr(running.extractor, "file_features_get", slow)
    answer = client.post(URL, upload(), headers={"prefer": "respond-async, wait=1"})
    assert (answer.status_code, answer.json()["status"]) == (202, "extracting")
    assert answer["Preference-Applied"] == "respond-async"
    gate.set()
    assert ended(client, answer["Location"])["status"] == "done"


def test_without_a_free_hand_it_is_queued(extractor: object, client: Client, upload) -> None:
    while hands.hand_take():
        pass
    answer = client.post(URL, upload(), headers=WAIT)
    for _ in range(hands.HANDS):
        hands.hand_release()
    assert (answer.status_code, answer.json()["status"]) == (202, "queued")
    work()
    assert client.get(answer["Location"]).json()["status"] == "done"


def test_a_refusal_is_in_the_row(extractor: object, client: Client) -> None:
    answer = client.post(URL, {"preview_url": "http://127.0.0.1/"}, "application/json", headers=WAIT)
    assert (answer.status_code, answer.json()["status"]) == (202, "failed")
    assert answer.json()["error"]["code"] == "url_not_allowed"


def test_a_short_outage_is_left_to_the_worker(extractor: Any, client: Client, upload, settings) -> None:
    settings.EXTRACTOR_URL = "http://127.0.0.1:9"
    answer = client.post(URL, upload(), headers=WAIT)
    assert (answer.status_code, answer.json()["status"]) == (202, "queued")
    assert DBTaskResult.objects.filter(status="READY").count() == 1
    settings.EXTRACTOR_URL = extractor.url
    DBTaskResult.objects.update(run_after="2020-01-01T00:00:00Z")
    work()
    assert client.get(answer["Location"]).json()["status"] == "done"


def test_a_row_that_cannot_be_kept_frees_its_hand(client: Client, upload, monkeypatch, settings) -> None:
    monkeypatch.setattr(services.Classification, "save", lambda row, **how: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        client.post(URL, upload(), headers=WAIT)
    assert list(settings.UPLOAD_DIR.iterdir()) == []


def test_sent_again_it_is_the_same_answer(extractor: object, client: Client, upload) -> None:
    headers = {**WAIT, "idempotency-key": "k"}
    first, second = (client.post(URL, upload(), headers=headers) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    later = client.post(URL, upload(), headers={"prefer": "respond-async", "idempotency-key": "k"})
    assert (later.status_code, later.json()) == (202, first.json())


@pytest.mark.parametrize("wait", ["wait=0", "wait=soon", "wait", "wait=-1", "wait=1.5", "waiting=5"])
def test_a_wait_that_is_none(client: Client, upload, wait: str) -> None:
    answer = client.post(URL, upload(), headers={"prefer": f"respond-async, {wait}"})
    assert (answer.status_code, answer.json()["status"]) == (202, "queued")


def test_a_song_is_looked_up_once(settings, monkeypatch) -> None:
    fake = Fake("fake", song("fake", "1", preview_url="https://clips.example.org/1.mp3"))
    switch_on(settings, monkeypatch, fake)
    assert track_clip_get(track_id="fake:1", resolved=fake.tracks[0]) == ClipAddress(url=fake.tracks[0].preview_url)
    assert fake.calls == []
    without = song("fake", "1", has_preview=True)
    assert track_clip_get(track_id="fake:1", resolved=without) == ClipAddress(url=fake.tracks[0].preview_url)
    assert fake.calls == ["1"]
