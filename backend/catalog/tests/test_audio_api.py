"""GET /api/v1/tracks/{id}/audio."""

from pathlib import Path

import pytest
from django.test import Client
from django.utils.http import http_date

from backend.catalog import files

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(track_id: str) -> str:
    return f"/api/v1/tracks/{track_id}/audio"


@pytest.fixture
def whole(library: Path) -> bytes:
    return (library / "album" / "one.mp3").read_bytes()


def body_of(answer) -> bytes:
    return b"".join(answer.streaming_content)  # the test client closes the file behind it


def test_it_works(url: str, whole: bytes, client: Client) -> None:
    answer = client.get(url)
    assert answer.status_code == 200
    assert body_of(answer) == whole
    assert answer["Content-Type"] == "audio/mpeg"
    assert answer["Content-Length"] == str(len(whole))
    assert answer["Accept-Ranges"] == "bytes"
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-99", slice(0, 100)),
        ("bytes=100-", slice(100, None)),
        ("bytes=-50", slice(-50, None)),
        ("bytes=5-99999999", slice(5, None)),
        ("bytes=0-0", slice(0, 1)),
    ],
)
def test_a_part(url: str, whole: bytes, client: Client, asked: str, part: slice) -> None:
    answer = client.get(url, headers={"range": asked})
    first, (sent, whole_size) = part.indices(len(whole))[0], (whole[part], len(whole))
    assert answer.status_code == 206
    assert body_of(answer) == sent
    assert answer["Content-Length"] == str(len(sent))
    assert answer["Content-Range"] == f"bytes {first}-{first + len(sent) - 1}/{whole_size}"


@pytest.mark.parametrize("asked", ["bytes=999999999-", "bytes=-0"])
def test_a_part_that_is_not_there(url: str, whole: bytes, client: Client, asked: str) -> None:
    answer = client.get(url, headers={"range": asked})
    assert answer.status_code == 416
    assert answer["Content-Range"] == f"bytes */{len(whole)}"


@pytest.mark.parametrize("asked", ["bytes=9-5", "bytes=-", "bytes=a-b", "lines=1-2", "bytes=0-1,4-5"])
def test_what_is_not_understood_is_ignored(url: str, whole: bytes, client: Client, asked: str) -> None:
    answer = client.get(url, headers={"range": asked})
    assert answer.status_code == 200
    assert body_of(answer) == whole


def test_an_open_part_is_bounded(url: str, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "OPEN_RANGE", 1000)
    answer = client.get(url, headers={"range": "bytes=10-"})
    assert len(body_of(answer)) == 1000


def test_head(url: str, whole: bytes, client: Client) -> None:
    answer = client.head(url)
    assert (answer.status_code, answer["Content-Length"]) == (200, str(len(whole)))
    assert body_of(answer) == b""


def test_what_the_caller_has_is_not_sent_again(url: str, client: Client) -> None:
    first = client.get(url)
    body_of(first)
    assert client.get(url, headers={"if-none-match": first["ETag"]}).status_code == 304


def test_if_range(url: str, library: Path, client: Client) -> None:
    first = client.head(url)
    body_of(first)
    for condition, status in (
        (first["ETag"], 206),
        (first["Last-Modified"], 206),
        ('"other"', 200),
        (http_date(0), 200),
        ("nonsense", 200),
    ):
        answer = client.get(url, headers={"range": "bytes=0-9", "if-range": condition})
        body_of(answer)
        assert answer.status_code == status, condition


def test_a_file_outside_the_folders_is_never_served(url: str, library: Path, client: Client, settings) -> None:
    settings.LIBRARY_DIRS = [library / "elsewhere"]
    answer = client.get(url)
    assert (answer.status_code, answer.json()["code"]) == (404, "track_not_found")


def test_a_link_put_in_the_files_place_is_not_followed(url: str, library: Path, tmp_path: Path, client: Client) -> None:
    secret = tmp_path / "secret.mp3"
    secret.write_bytes(b"secret")
    (library / "album" / "one.mp3").unlink()
    (library / "album" / "one.mp3").symlink_to(secret)
    assert client.get(url).status_code == 404


def test_a_linked_folder_in_its_place_is_not_followed(url: str, library: Path, tmp_path: Path, client: Client) -> None:
    (library / "album").rename(tmp_path / "moved")
    (library / "album").symlink_to(tmp_path / "moved")
    assert client.get(url).status_code == 404
