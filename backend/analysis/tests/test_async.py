"""POST /api/v1/classifications with `Prefer: respond-async`, and the job worker."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from backend.analysis import running, services, tasks
from backend.analysis.models import Classification, Status
from backend.common.problems import ProblemError
from backend.common.queue import enqueue_once
from backend.tests.helpers import work

pytestmark = pytest.mark.django_db
URL = "/api/v1/classifications"
ASYNC = {"prefer": "respond-async"}


def queue(client: Client, upload, **fields: Any) -> Any:
    answer = client.post(URL, upload(**fields), headers=ASYNC)
    assert answer.status_code == 202
    return answer


def test_it_works(extractor: object, client: Client, upload, settings) -> None:
    answer = queue(client, upload)
    assert answer["Preference-Applied"] == "respond-async"
    assert answer["Retry-After"] == "1"
    body = answer.json()
    assert (body["status"], body["votes"], body["verdict"], body["error"]) == ("queued", [], None, None)
    assert [path.name for path in settings.UPLOAD_DIR.iterdir()] == [body["id"]]
    work()
    done = client.get(answer["Location"]).json()
    assert done["status"] == "done"
    assert sum(vote["votes"] for vote in done["votes"]) == 20
    assert list(settings.UPLOAD_DIR.iterdir()) == []


def test_a_track(extractor: object, client: Client, track_id: str) -> None:
    answer = client.post(URL, json.dumps({"track_id": track_id}), "application/json", headers=ASYNC)
    assert answer.json()["track"]["title"] == "Bohemian Rhapsody"
    work()
    assert client.get(answer["Location"]).json()["status"] == "done"


def test_each_step_is_written_down(extractor: object, client: Client, upload, monkeypatch) -> None:
    seen = []
    original = running.classification_update
    monkeypatch.setattr(
        running, "classification_update", lambda row, **new: (seen.append(new["status"]), original(row, **new))
    )
    queue(client, upload)
    work()
    assert seen == [Status.FETCHING, Status.EXTRACTING, Status.VOTING, Status.DONE]


@pytest.mark.parametrize(
    ("body", "code"),
    [({"preview_url": "http://127.0.0.1/"}, "url_not_allowed"), ({"preview_url": "x"}, "url_not_allowed")],
)
def test_a_refusal_is_in_the_row(extractor: object, client: Client, body: object, code: str) -> None:
    answer = client.post(URL, json.dumps(body), "application/json", headers=ASYNC)
    work()
    row = client.get(answer["Location"]).json()
    assert row["status"] == "failed"
    assert row["error"]["code"] == code
    assert row["error"]["detail"]
    assert row["finished_at"]


def next_try() -> None:
    """Do what waits for its time as if it had come."""
    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())
    work()


def test_without_the_extractor(client: Client, upload, settings, monkeypatch) -> None:
    answer = queue(client, upload)
    work()
    assert client.get(answer["Location"]).json()["status"] == "queued"
    assert len(list(settings.UPLOAD_DIR.iterdir())) == 1
    monkeypatch.setitem(tasks.PATIENCE, "extractor_unavailable", 0.0)
    next_try()
    row = client.get(answer["Location"]).json()
    assert (row["status"], row["error"]["code"]) == ("failed", "extractor_unavailable")
    assert row["error"]["retry_after"] > 0
    assert list(settings.UPLOAD_DIR.iterdir()) == []
    assert not DBTaskResult.objects.filter(status="READY").exists()


def test_a_short_outage_of_the_extractor_is_waited_for(extractor, client: Client, upload, settings) -> None:
    settings.EXTRACTOR_URL = "http://127.0.0.1:9"
    answer = queue(client, upload)
    work()
    settings.EXTRACTOR_URL = extractor.url
    work()
    assert client.get(answer["Location"]).json()["status"] == "queued", "its time has not come"
    next_try()
    assert client.get(answer["Location"]).json()["status"] == "done"
    assert list(settings.UPLOAD_DIR.iterdir()) == []


@pytest.mark.parametrize(
    ("code", "retry_after", "waited", "pause"),
    [
        ("extractor_unavailable", None, 0, 1),
        ("extractor_unavailable", None, 4.5, 0.5),
        ("extractor_unavailable", None, 60, 0),
        ("source_unavailable", 3, 0, 3),
        ("busy", 20, 10, 5),
        ("busy", 0, 10, 1),
        ("busy", 1, 30, 0),
        ("too_short", None, 0, 0),
    ],
)
def test_how_long_it_waits(code: str, retry_after: int | None, waited: float, pause: float) -> None:
    assert tasks.pause_for(ProblemError(code, retry_after=retry_after), waited=waited) == pause


def test_a_mistake_of_ours_ends_in_the_row(client: Client, upload, monkeypatch) -> None:
    monkeypatch.setattr(running, "_listen", lambda row, material: 1 / 0)
    answer = queue(client, upload)
    work()
    assert client.get(answer["Location"]).json()["error"]["code"] == "internal_error"


def test_the_worker_is_patient_with_a_busy_extractor(client: Client, upload, extractor, monkeypatch) -> None:
    calls = []
    original = running.extractor.file_features_get

    def busy_twice(**asked):
        calls.append(1)
        if len(calls) < 3:
            raise ProblemError("busy", retry_after=0)
        return original(**asked)

    monkeypatch.setattr(running.extractor, "file_features_get", busy_twice)
    answer = client.post(URL, upload())
    assert (answer.status_code, answer.json()["code"]) == (503, "busy")
    answer = queue(client, upload)
    work()
    next_try()
    assert client.get(answer["Location"]).json()["status"] == "done"


@pytest.mark.parametrize(("status", "factor"), [(Status.EXTRACTING, 1), (Status.QUEUED, 10)])
def test_what_a_dead_worker_left_is_marked_as_failed(
    client: Client, upload, settings, status: Status, factor: int
) -> None:
    answer = queue(client, upload)
    rows = Classification.objects.filter(pk=answer.json()["id"])
    patience = settings.STALLED_SECONDS * factor
    rows.update(status=status, touched_at=timezone.now() - timedelta(seconds=patience - 5))
    assert client.get(answer["Location"]).json()["status"] == status
    rows.update(touched_at=timezone.now() - timedelta(seconds=patience + 5))
    row = client.get(answer["Location"]).json()
    assert (row["status"], row["error"]["code"]) == ("failed", "busy")
    assert list(settings.UPLOAD_DIR.iterdir()) == []
    work()  # an end that was told is not taken back
    assert client.get(answer["Location"]).json() == row


def test_housekeeping(client: Client, upload, settings) -> None:
    answer = queue(client, upload)
    Classification.objects.update(status=Status.VOTING, touched_at=timezone.now() - timedelta(days=1))
    leftover, fresh = settings.UPLOAD_DIR / "leftover", settings.UPLOAD_DIR / "fresh"
    leftover.touch()
    fresh.touch()
    import os  # noqa: PLC0415

    os.utime(leftover, (0, 0))
    DBTaskResult.objects.all().delete()
    enqueue_once(tasks.housekeeping)
    work()
    assert client.get(answer["Location"]).json()["status"] == "failed"
    assert [path.name for path in settings.UPLOAD_DIR.iterdir()] == ["fresh"]
    waiting = DBTaskResult.objects.get(status="READY")
    assert timedelta(minutes=50) < waiting.run_after - timezone.now() < timedelta(minutes=70)
    DBTaskResult.objects.finished().update(finished_at=timezone.now() - timedelta(days=2))
    enqueue_once(tasks.housekeeping)
    work()
    assert DBTaskResult.objects.finished().count() == 1
    assert DBTaskResult.objects.filter(status="READY").count() == 1
    assert services.stalled_fail() == 0
