"""GET /readyz: the process can work."""

from collections.abc import Iterator

import pytest
from django.test import Client

from audiofiler.errors import UndecodableAudio
from extractor_service.extraction import readiness


@pytest.fixture(autouse=True)
def forget() -> Iterator[None]:
    readiness._Last.result = None
    yield
    readiness._Last.result = None


def test_it_works(client: Client) -> None:
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {"status": "ok", "checks": {"extraction": "ok"}}


def test_the_test_clip_is_taken_through_once(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client.get("/readyz")
    monkeypatch.setattr(readiness, "extract", None)
    assert client.get("/readyz").status_code == 200


def test_a_failure_is_said_and_tried_again(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(source: bytes) -> None:
        raise UndecodableAudio("no decoder")

    with monkeypatch.context() as patch:
        patch.setattr(readiness, "extract", broken)
        response = client.get("/readyz")
        assert response.status_code == 503
        assert response["Retry-After"]
        assert response.json() == {
            "status": "unavailable",
            "checks": {"extraction": "the test clip is refused: UndecodableAudio"},
        }
    assert client.get("/readyz").status_code == 200
