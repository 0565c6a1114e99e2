"""What is wrong with the clip that a catalogue gives is not the caller's mistake."""

from typing import Any

import pytest
from django.test import Client

from backend.analysis import extractor
from backend.common.problems import ProblemError
from backend.tests.fakes import Fake, song, switch_on
from backend.tests.helpers import work

pytestmark = pytest.mark.django_db
URL = "/api/v1/classifications"


def refuse(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    def get(*, url: str, schema: str) -> None:
        raise ProblemError(code, "In the extractor's words.")

    monkeypatch.setattr(extractor, "url_features_get", get)


@pytest.fixture
def _catalogues(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    fields: dict[str, Any] = {"has_preview": True, "duration_ms": 200_000}
    first = Fake("first", song("first", "1", preview_url="https://first.example/1.mp3", **fields))
    switch_on(settings, monkeypatch, first, Fake("other", song("other", "1", **fields)))


def ask(client: Client, *, later: bool) -> dict[str, Any]:
    headers = {"Prefer": "respond-async"} if later else {}
    answer = client.post(URL, {"track_id": "first:1"}, "application/json", headers=headers)
    if not later:
        assert answer.status_code == answer.json()["status"]
        return answer.json()
    assert answer.status_code == 202
    work()
    return client.get(answer["Location"]).json()["error"]


@pytest.mark.usefixtures("_catalogues")
@pytest.mark.parametrize("later", [False, True])
@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("unsupported_media", "not audio"),
        ("undecodable_audio", "decoded"),
        ("url_not_allowed", "address"),
        ("too_large", "too large"),
        ("source_unavailable", "its host did not deliver it"),
    ],
)
def test_a_clip_that_cannot_be_used(
    client: Client, monkeypatch: pytest.MonkeyPatch, code: str, why: str, later: bool
) -> None:
    refuse(monkeypatch, code)
    problem = ask(client, later=later)
    assert (problem["status"], problem["code"]) == (409, "preview_unavailable")
    assert problem["detail"].startswith("The clip that First gives of this song cannot be used just now (")
    assert why in problem["detail"]
    assert [other["track"]["id"] for other in problem["alternatives"]] == ["other:1"]


@pytest.mark.usefixtures("_catalogues")
@pytest.mark.parametrize("later", [False, True])
@pytest.mark.parametrize("code", ["too_short", "silent_audio"])
def test_too_little_to_hear_keeps_its_name(
    client: Client, monkeypatch: pytest.MonkeyPatch, code: str, later: bool
) -> None:
    refuse(monkeypatch, code)
    problem = ask(client, later=later)
    assert problem["code"] == code
    assert [other["track"]["id"] for other in problem["alternatives"]] == ["other:1"]


@pytest.mark.usefixtures("_catalogues")
@pytest.mark.parametrize("code", ["extractor_unavailable", "busy"])
def test_a_service_that_is_away_is_not_the_clip(client: Client, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    refuse(monkeypatch, code)
    problem = ask(client, later=False)
    assert problem["code"] == code
    assert "alternatives" not in problem


def test_an_address_of_the_callers_own_is(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse(monkeypatch, "unsupported_media")
    answer = client.post(URL, {"preview_url": "https://first.example/1.mp3"}, "application/json")
    assert answer.json()["code"] == "unsupported_media"
