"""GET /api/v1/tracks/{id}."""

from pathlib import Path

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_it_works(track_id: str, client: Client) -> None:
    answer = client.get(f"/api/v1/tracks/{track_id}")
    assert answer.status_code == 200
    assert answer.json()["title"] == "Bohemian Rhapsody"
    assert answer.json()["preview_url"] == f"http://testserver/api/v1/tracks/{track_id}/audio"


def test_a_track_whose_file_is_gone_has_nothing_to_listen_to(track_id: str, library: Path, client: Client) -> None:
    (library / "album" / "one.mp3").unlink()
    assert client.get(f"/api/v1/tracks/{track_id}").json()["preview_url"] is None


@pytest.mark.parametrize("track_id", ["library:0", "library:", "library", "deezer:1", "%00", "library:%00", ":"])
def test_an_unknown_track(client: Client, track_id: str) -> None:
    answer = client.get(f"/api/v1/tracks/{track_id}")
    assert (answer.status_code, answer.json()["code"]) == (404, "track_not_found")
