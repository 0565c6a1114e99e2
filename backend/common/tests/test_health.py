"""GET /healthz and /readyz."""

import pytest
from django.test import Client


def test_it_works(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


@pytest.mark.django_db
def test_it_is_ready_when_all_parts_answer(client: Client, extractor: object) -> None:
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ready",
        "checks": {"database": "ok", "model": "ok", "extractor": "ok"},
    }


@pytest.mark.django_db
def test_it_names_the_part_that_does_not_answer(client: Client, settings) -> None:
    settings.AUDIOFILER_MODEL = "nope"
    answer = client.get("/readyz")
    assert answer.status_code == 503
    checks = answer.json()["checks"]
    assert checks["database"] == "ok"
    assert "extractor" in checks["extractor"]
    assert "nope" in checks["model"]
