"""GET /healthz: the process answers."""

from django.test import Client

from extractor_service.extraction.tests.conftest import Configure


def test_it_works(client: Client) -> None:
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json() == {"status": "ok"}


def test_it_needs_no_token(client: Client, configure: Configure) -> None:
    configure(token="secret")
    assert client.get("/healthz").status_code == 200


def test_it_only_reads(client: Client) -> None:
    response = client.post("/healthz")
    assert response.status_code == 405
    assert response.json()["code"] == "method_not_allowed"
