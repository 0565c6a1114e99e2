"""The environment is read strictly."""

import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from backend.catalog.sources.registry import SOURCES
from backend.config import env


def read(tmp_path: Path, **variables: str) -> env.Environment:
    return env.read({"DATA_DIR": str(tmp_path), **variables})


def test_it_works(tmp_path: Path) -> None:
    found = read(tmp_path)
    assert found.debug is False
    assert found.allowed_hosts == ["localhost", "127.0.0.1", "[::1]"]
    assert found.database["NAME"] == str(tmp_path / "audiofiler.sqlite3")
    assert found.extractor_url == "http://127.0.0.1:8001"
    assert found.catalogues.names == ["library", "house", "deezer"]


def test_a_key_is_made_once_and_kept_for_the_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    first = read(folder).secret_key
    assert len(first) >= 50
    assert read(folder).secret_key == first
    assert (folder / "secret_key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in folder.iterdir()] == ["secret_key"]


def test_production_without_a_key_does_not_start(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY"):
        read(tmp_path, PRODUCTION="true")
    assert read(tmp_path, PRODUCTION="true", SECRET_KEY="x" * 32).secret_key == "x" * 32


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "maybe"),
        ("SECRET_KEY", "short"),
        ("EXTRACTOR_TIMEOUT", "soon"),
        ("MAX_UPLOAD_MB", "0"),
        ("RATE_API", "fast"),
        ("LOG_FORMAT", "xml"),
        ("EXTRACTOR_URL", "ftp://x"),
        ("REDIS_URL", "http://x"),
        ("DATABASE_URL", "mysql://x/y"),
        ("DEEZER_API_URL", "api.deezer.com"),
        ("SPOTIFY_API_URL", "https://"),
        ("SPOTIFY_TOKEN_URL", "https://host/token?x=1"),
        ("PREVIEW_HOSTS", "a.example,b.example; script-src *"),
        ("AUDIOFILER_SOURCES", "library,napster"),
    ],
)
def test_a_wrong_value_stops_the_start_by_name(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=name):
        read(tmp_path, **{name: value})


def test_empty_means_not_set(tmp_path: Path) -> None:
    assert read(tmp_path, RATE_API="", DEBUG="", DATABASE_URL="").rate_api == "6000/minute"


def test_folders_are_separated_by_commas_or_colons(tmp_path: Path) -> None:
    found = read(tmp_path, LIBRARY_DIRS="/a/b:/c d, /e").library_dirs
    assert found == [Path("/a/b"), Path("/c d"), Path("/e")]


def test_limits_can_be_taken_off(tmp_path: Path) -> None:
    assert read(tmp_path, RATE_CLASSIFY="off").rate_classify is None


def test_postgresql(tmp_path: Path) -> None:
    found = read(tmp_path, DATABASE_URL="postgres://me:pass@host:5433/name").database
    assert (found["ENGINE"], found["PORT"]) == ("django.db.backends.postgresql", 5433)


def test_the_server_has_its_own_variables() -> None:
    found = env.read_server({"PORT": "8123", "WEB_WORKERS": "3"})
    assert (found.bind, found.port, found.workers, found.threads) == ("127.0.0.1", 8123, 3, 16)


@pytest.mark.parametrize(("redis", "processes"), [("", 1), ("redis://127.0.0.1:6379/0", 2)])
def test_one_process_serves_where_nothing_can_be_shared(redis: str, processes: int) -> None:
    assert env.read_server({"REDIS_URL": redis}).workers == processes


def test_spotify_is_on_as_soon_as_its_credentials_are_there(tmp_path: Path) -> None:
    both = {"SPOTIPY_CLIENT_ID": "invented", "SPOTIPY_CLIENT_SECRET": "alsoinvented"}
    found = read(tmp_path, **both)
    assert found.catalogues.names[-1] == "spotify"
    assert "invented" not in repr(found.catalogues)
    assert "spotify" not in read(tmp_path, SPOTIPY_CLIENT_ID="invented").catalogues.names
    assert read(tmp_path, AUDIOFILER_SOURCES="itunes, library,itunes", **both).catalogues.names == ["itunes", "library"]


@pytest.mark.parametrize(("name", "missing"), [("spotify", "SPOTIPY_CLIENT_SECRET"), ("jamendo", "JAMENDO_CLIENT_ID")])
def test_a_catalogue_without_what_it_needs_stops_the_start(tmp_path: Path, name: str, missing: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=missing):
        read(tmp_path, AUDIOFILER_SOURCES=name, SPOTIPY_CLIENT_ID="invented")


def test_youtube_without_its_extra_stops_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "yt_dlp", None)  # as if it were not installed
    with pytest.raises(ImproperlyConfigured, match=r"requirements/youtube\.txt"):
        read(tmp_path, AUDIOFILER_SOURCES="youtube")


def test_every_source_can_be_named(tmp_path: Path) -> None:
    assert set(env.SOURCE_NAMES) == set(SOURCES)


def test_an_address_without_a_path_gets_the_path_of_the_service(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        DEEZER_API_URL="http://127.0.0.1:9000/",
        SPOTIFY_API_URL="http://127.0.0.1:9001",
        SPOTIFY_TOKEN_URL="http://127.0.0.1:9001/",
        JAMENDO_API_URL="http://127.0.0.1:9002/other/",
    ).catalogues
    assert found.deezer_api_url == "http://127.0.0.1:9000"
    assert found.spotify_api_url == "http://127.0.0.1:9001/v1"
    assert found.spotify_token_url == "http://127.0.0.1:9001/api/token"
    assert found.jamendo_api_url == "http://127.0.0.1:9002/other"


def test_hosts_of_previews_are_exact(tmp_path: Path) -> None:
    given = "127.0.0.1:9000,[::1]:9001,media.example.org"
    assert read(tmp_path, PREVIEW_HOSTS=given).catalogues.preview_hosts == given.split(",")
