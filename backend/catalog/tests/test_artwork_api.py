"""GET /api/v1/tracks/{id}/artwork."""

import base64
from pathlib import Path

import mutagen
import pytest
from django.test import Client
from mutagen.flac import Picture
from mutagen.id3 import APIC
from mutagen.mp4 import MP4Cover

from audiofiler.testing import encode, tone
from backend.tests.helpers import scan

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)


def add_picture(path: Path, data: bytes) -> None:
    """A cover, in the way of the file's kind of tags."""
    file = mutagen.File(path)
    picture = Picture()
    picture.data = data
    if path.suffix in {".mp3", ".wav", ".aiff"}:
        if file.tags is None:
            file.add_tags()
        file.tags.add(APIC(mime="text/html", data=data))
    elif path.suffix == ".m4a":
        file.tags["covr"] = [MP4Cover(data)]
    elif path.suffix == ".flac":
        file.add_picture(picture)
    else:
        file.tags["metadata_block_picture"] = [base64.b64encode(picture.write()).decode()]
    file.save()


@pytest.mark.parametrize(
    ("codec", "suffix"), [("mp3", ".mp3"), ("flac", ".flac"), ("aac", ".m4a"), ("vorbis", ".ogg"), ("wav", ".wav")]
)
def test_it_works(client: Client, settings, tmp_path: Path, codec: str, suffix: str) -> None:
    settings.LIBRARY_DIRS = [tmp_path]
    path = tmp_path / f"Somebody - Something{suffix}"
    path.write_bytes(encode(tone(seconds=1), codec=codec))
    add_picture(path, PNG)
    scan()
    (track,) = client.get("/api/v1/tracks", {"q": "something"}).json()["results"]
    assert track["artwork_url"] == f"http://testserver/api/v1/tracks/{track['id']}/artwork"
    answer = client.get(track["artwork_url"])
    assert answer.status_code == 200
    assert answer.content == PNG
    assert answer["Content-Type"] == "image/png"


def test_a_track_without_a_picture(track_id: str, client: Client) -> None:
    assert client.get(f"/api/v1/tracks/{track_id}").json()["artwork_url"] is None
    answer = client.get(f"/api/v1/tracks/{track_id}/artwork")
    assert (answer.status_code, answer.json()["code"]) == (404, "track_not_found")


def test_what_is_no_picture_is_not_served(client: Client, settings, tmp_path: Path) -> None:
    settings.LIBRARY_DIRS = [tmp_path]
    path = tmp_path / "Somebody - Something.mp3"
    path.write_bytes(encode(tone(seconds=1)))
    add_picture(path, b"<script>alert(1)</script>")
    scan()
    (track,) = client.get("/api/v1/tracks", {"q": "something"}).json()["results"]
    assert track["artwork_url"] is None
    assert client.get(f"/api/v1/tracks/{track['id']}/artwork").status_code == 404
