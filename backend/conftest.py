"""What the backend's tests share: a database file, a client, sound, and the real extractor as a process."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from audiofiler.testing import encode, music
from backend.catalog.vocabulary import VOCABULARY
from backend.tests.helpers import ExtractorProcess, scan, write_song


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """SQLite in a file, as in use: in memory there is neither WAL nor a second connection."""
    database = django_settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(autouse=True)
def _own_settings(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the developer has set must not matter, nor one test to the next."""
    monkeypatch.setenv("AUDIOFILER_MODELS", str(tmp_path / "models"))
    settings.DATA_DIR = tmp_path
    settings.UPLOAD_DIR = settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "uploads"
    settings.UPLOAD_DIR.mkdir()
    settings.LIBRARY_DIRS = []
    settings.AUDIOFILER_SOURCES = ["library"]
    settings.AUDIOFILER_MODEL = "audiofiler-26"
    settings.EXTRACTOR_URL = "http://127.0.0.1:9"  # nothing listens there
    settings.EXTRACTOR_TOKEN = ""
    settings.ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
    cache.clear()
    VOCABULARY.forget()


@pytest.fixture(scope="session")
def extractor_process() -> Iterator[ExtractorProcess]:
    """One for all tests."""
    process = ExtractorProcess()
    try:
        process.start()
        yield process
    finally:
        process.kill()


@pytest.fixture
def extractor(extractor_process: ExtractorProcess, settings: Any) -> ExtractorProcess:
    """The running extractor, with the backend pointed to it."""
    settings.EXTRACTOR_URL = extractor_process.url
    return extractor_process


@pytest.fixture(scope="session")
def song() -> bytes:
    """A short MP3."""
    return encode(music(seconds=6, seed=3), codec="mp3")


@pytest.fixture(scope="session")
def other_song() -> bytes:
    """Another one."""
    return encode(music(seconds=5, seed=4), codec="mp3")


@pytest.fixture
def upload(song: bytes) -> Callable[..., dict[str, Any]]:
    """Makes the fields of a multipart upload."""

    def make(data: bytes = song, name: str = "song.mp3", **fields: str) -> dict[str, Any]:
        return {"audio": SimpleUploadedFile(name, data, "audio/mpeg"), **fields}

    return make


@pytest.fixture
def library(tmp_path: Path, settings: Any, song: bytes, other_song: bytes, db: None) -> Path:
    """A folder with two tagged songs, indexed."""
    folder = tmp_path / "music"
    (folder / "album").mkdir(parents=True)
    settings.LIBRARY_DIRS = [folder]
    write_song(folder / "album" / "one.mp3", song, title="Bohemian Rhapsody", artist="Queen", album="A Night")
    write_song(folder / "two.mp3", other_song, title="Jóga", artist="Björk", album="Homogenic")
    scan()
    return folder


@pytest.fixture
def track_id(library: Path, client: Client) -> str:
    """The id of one of the songs."""
    return str(client.get("/api/v1/tracks", {"q": "bohemian"}).json()["results"][0]["id"])


@pytest.fixture
def page(tmp_path: Path, settings: Any) -> Path:
    """A built page."""
    folder = tmp_path / "dist"
    (folder / "assets").mkdir(parents=True)
    (folder / "pages").mkdir()
    for name in ("index", "pages/c", "pages/about"):
        (folder / f"{name}.html").write_text(
            '<!doctype html><html><head><title>AudioFiler</title><meta name="description" content="Pick a song" />'
            f"<!-- {name} --></head><body></body></html>"
        )
    (folder / "assets" / "index-a1b2c3d4.js").write_text("export {};")
    settings.FRONTEND_DIST = settings.WHITENOISE_ROOT = folder
    return folder
