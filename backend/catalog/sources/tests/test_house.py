"""The House Band as a catalogue: found, shown, heard and classified like any other song."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from backend.catalog.sources.base import ClipFile, NoPreviewError, TrackNotFoundError
from backend.catalog.sources.house import HouseSource, clearness, entries
from backend.tests.helpers import ExtractorProcess

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on(settings: Any) -> None:
    settings.AUDIOFILER_SOURCES = ["house"]


def test_it_works(client: Client) -> None:
    found = client.get("/api/v1/tracks", {"q": "iron under ice"}).json()["results"][0]
    assert (found["id"], found["artists"], found["duration_ms"]) == ("house:metal", ["House Band"], 30_000)
    assert found["licence"] == "CC0-1.0"
    track = client.get(f"/api/v1/tracks/{found['id']}").json()
    sound = client.get(track["preview_url"])
    assert (sound.status_code, sound["Content-Type"]) == (200, "audio/mpeg")
    assert len(b"".join(sound.streaming_content)) > 400_000
    sound.close()
    picture = client.get(track["artwork_url"])
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/png")


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("irn undr ice", "metal"),
        ("ice under iron", "metal"),
        ("reggae", "reggae"),
        ("house band mirrors", "disco"),
        ("umbrela", "jazz-trio"),
        ("string quartet", "string-quartet"),
        ("two step", "country-two-step"),
    ],
)
def test_it_is_found_as_one_types(typed: str, key: str) -> None:
    assert HouseSource().search(text=typed, limit=5)[0].id == f"house:{key}"


@pytest.mark.parametrize("typed", ["", "?!", "zzzzzz", "bohemian rhapsody"])
def test_what_it_does_not_have(typed: str) -> None:
    assert HouseSource().search(text=typed, limit=5) == []


def test_all_of_it() -> None:
    found = HouseSource().search(text="house band", limit=50)
    assert len(found) == 12
    assert len(HouseSource().search(text="house band", limit=3)) == 3
    for track in found:
        clip = HouseSource().clip(key=track.id.removeprefix("house:"))
        assert isinstance(clip, ClipFile)
        assert hashlib.sha256(clip.path.read_bytes()).hexdigest() == clip.sha256


def test_the_clearest_and_right_come_first_where_the_band_is_asked_for(client: Client) -> None:
    found = client.get("/api/v1/tracks", {"q": "House Band", "source": "house", "limit": 12}).json()["results"]
    pieces = [entries()[track["id"].removeprefix("house:")] for track in found]
    assert len(pieces) == 12
    assert [clearness(piece) for piece in pieces] == sorted(map(clearness, entries().values()), reverse=True)
    assert all(piece["heard"]["answer"] == piece["genre"] for piece in pieces[:3])
    assert pieces[0]["title"] == "Iron Under Ice"


@pytest.mark.parametrize("key", ["", "polka", "../catalogue", "Metal", "metal/", "a" * 5000])
def test_an_unknown_piece(key: str) -> None:
    with pytest.raises(TrackNotFoundError):
        HouseSource().resolve(key=key)


def test_an_installation_without_it(settings: Any, tmp_path: Path) -> None:
    settings.BASE_DIR = tmp_path
    source = HouseSource()
    assert source.search(text="house band", limit=5) == []
    assert source.note() == "Its recordings are missing from this installation."


def test_a_recording_that_is_gone(settings: Any, tmp_path: Path, client: Client) -> None:
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "catalogue.json").write_bytes(
        (Path(settings.BASE_DIR) / "house" / "catalogue.json").read_bytes()
    )
    settings.BASE_DIR = tmp_path
    assert HouseSource().resolve(key="metal").preview_url is None
    with pytest.raises(NoPreviewError):
        HouseSource().clip(key="metal")
    assert client.get("/api/v1/tracks/house:metal/audio").status_code == 404


def test_it_is_classified(client: Client, extractor: ExtractorProcess) -> None:
    answer = client.post("/api/v1/classifications", {"track_id": "house:metal"}, content_type="application/json")
    assert answer.status_code in {200, 201}, answer.content
    assert answer.json()["verdict"]["genre"] == "Metal"
