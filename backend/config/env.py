"""Every environment variable the backend reads: here, once, and strictly. Nothing else looks at the environment."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

from backend.config import reading
from backend.config.reading import HTTP
from backend.config.secret import kept_key

LOG_FORMATS = ("console", "json")
LOG_LEVELS = ("INFO", "DEBUG", "WARNING", "ERROR")
SOURCE_NAMES = ("library", "house", "deezer", "spotify", "itunes", "openverse", "jamendo", "youtube")
DEFAULT_SOURCES = ("library", "house", "deezer")


@dataclass(frozen=True)
class Catalogues:
    """Which catalogues are on, and how those on the network are reached."""

    names: list[str]
    deadline: float
    preview_hosts: list[str]
    deezer_api_url: str
    itunes_api_url: str
    openverse_api_url: str
    jamendo_api_url: str
    jamendo_client_id: str = field(repr=False)
    spotify_api_url: str
    spotify_token_url: str
    spotify_client_id: str = field(repr=False)
    spotify_client_secret: str = field(repr=False)


@dataclass(frozen=True)
class Environment:
    """What the operator may turn, with its type. `.env.example` lists the same names."""

    secret_key: str
    debug: bool
    data_dir: Path
    database: dict[str, Any]
    redis_url: str
    allowed_hosts: list[str]
    trust_proxy_headers: bool
    catalogues: Catalogues
    library_dirs: list[Path]
    library_scan_minutes: int
    model: str
    models_dir: Path
    extractor_url: str
    extractor_token: str
    extractor_timeout: int
    max_upload_mb: int
    rate_api: str | None
    rate_classify: str | None
    stalled_seconds: int
    frontend_dist: Path
    log_format: str
    log_level: str


@dataclass(frozen=True)
class Server:
    """How gunicorn serves."""

    bind: str
    port: int
    workers: int
    threads: int
    log_format: str
    log_level: str


def read_server(variables: Mapping[str, str] | None = None) -> Server:
    """The variables that only the server needs."""
    env = reading.variables_set(variables)
    return Server(
        bind=env.str("BIND", "127.0.0.1"),
        port=reading.number(env, "PORT", 8000),
        workers=reading.number(env, "WEB_WORKERS", 2 if env.str("REDIS_URL", "") else 1),
        threads=reading.number(env, "WEB_THREADS", 16),
        log_format=reading.choice(env, "LOG_FORMAT", LOG_FORMATS),
        log_level=reading.choice(env, "LOG_LEVEL", LOG_LEVELS),
    )


def read(variables: Mapping[str, str] | None = None) -> Environment:
    """Read and check the variables; a wrong one stops the start with its name and what was expected."""
    env = reading.variables_set(variables)
    data_dir = reading.path(env.str("DATA_DIR", "var"))
    return Environment(
        secret_key=_secret_key(env, data_dir),
        debug=reading.boolean(env, "DEBUG"),
        data_dir=data_dir,
        database=_database(env, data_dir),
        redis_url=reading.url(env, "REDIS_URL", "", {"redis", "rediss", "unix"}),
        allowed_hosts=reading.words(env.str("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")),
        trust_proxy_headers=reading.boolean(env, "TRUST_PROXY_HEADERS"),
        catalogues=_catalogues(env),
        library_dirs=reading.folders(env.str("LIBRARY_DIRS", "")),
        library_scan_minutes=reading.number(env, "LIBRARY_SCAN_MINUTES", 10),
        model=env.str("AUDIOFILER_MODEL", "audiofiler-26"),
        models_dir=reading.path(env.str("AUDIOFILER_MODELS", "") or str(data_dir / "models")),
        extractor_url=reading.url(env, "EXTRACTOR_URL", "http://127.0.0.1:8001", HTTP).rstrip("/"),
        extractor_token=env.str("EXTRACTOR_TOKEN", ""),
        extractor_timeout=reading.number(env, "EXTRACTOR_TIMEOUT", 60),
        max_upload_mb=reading.number(env, "MAX_UPLOAD_MB", 64),
        rate_api=reading.rate(env, "RATE_API", "6000/minute"),
        rate_classify=reading.rate(env, "RATE_CLASSIFY", "240/minute"),
        stalled_seconds=reading.number(env, "STALLED_SECONDS", 120),
        frontend_dist=reading.path(env.str("FRONTEND_DIST", "frontend/dist")),
        log_format=reading.choice(env, "LOG_FORMAT", LOG_FORMATS),
        log_level=reading.choice(env, "LOG_LEVEL", LOG_LEVELS),
    )


def _catalogues(env: environ.Env) -> Catalogues:
    found = Catalogues(
        names=reading.words(env.str("AUDIOFILER_SOURCES", "")),
        deadline=float(reading.number(env, "SOURCE_DEADLINE", 3)),
        preview_hosts=reading.hosts(env, "PREVIEW_HOSTS"),
        deezer_api_url=reading.api_url(env, "DEEZER_API_URL", "https://api.deezer.com"),
        itunes_api_url=reading.api_url(env, "ITUNES_API_URL", "https://itunes.apple.com"),
        openverse_api_url=reading.api_url(env, "OPENVERSE_API_URL", "https://api.openverse.org/v1"),
        jamendo_api_url=reading.api_url(env, "JAMENDO_API_URL", "https://api.jamendo.com/v3.0"),
        jamendo_client_id=env.str("JAMENDO_CLIENT_ID", ""),
        spotify_api_url=reading.api_url(env, "SPOTIFY_API_URL", "https://api.spotify.com/v1"),
        spotify_token_url=reading.api_url(env, "SPOTIFY_TOKEN_URL", "https://accounts.spotify.com/api/token"),
        spotify_client_id=env.str("SPOTIPY_CLIENT_ID", ""),
        spotify_client_secret=env.str("SPOTIPY_CLIENT_SECRET", ""),
    )
    spotify_ready = bool(found.spotify_client_id and found.spotify_client_secret)
    if not found.names:
        return replace(found, names=[*DEFAULT_SOURCES, *(["spotify"] if spotify_ready else [])])
    return replace(found, names=_names_checked(found, spotify_ready=spotify_ready))


def _names_checked(found: Catalogues, *, spotify_ready: bool) -> list[str]:
    """What a named catalogue needs must be there at the start, not be missed at the first search."""
    needs = {
        "spotify": (spotify_ready, "SPOTIPY_CLIENT_ID and SPOTIPY_CLIENT_SECRET, from Spotify's developer dashboard"),
        "jamendo": (found.jamendo_client_id, "JAMENDO_CLIENT_ID, from Jamendo's developer portal"),
        "youtube": (find_spec("yt_dlp"), "yt-dlp: pip install -r requirements/youtube.txt"),
    }
    for name in found.names:
        if name not in SOURCE_NAMES:
            raise ImproperlyConfigured(f"AUDIOFILER_SOURCES must name some of {', '.join(SOURCE_NAMES)}, not {name!r}")
        there, what = needs.get(name, (True, ""))
        if not there:
            raise ImproperlyConfigured(f"AUDIOFILER_SOURCES names {name}, which needs {what}")
    return list(dict.fromkeys(found.names))


def _database(env: environ.Env, data_dir: Path) -> dict[str, Any]:
    url = env.str("DATABASE_URL", "") or f"sqlite:///{data_dir / 'audiofiler.sqlite3'}"
    config = dict(environ.Env.db_url_config(url))
    if config.get("ENGINE") not in {"django.db.backends.sqlite3", "django.db.backends.postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL must start with sqlite:/// or postgres://")
    return config


def _secret_key(env: environ.Env, data_dir: Path) -> str:
    """The given key; else, outside production, one made once and kept in DATA_DIR for this machine alone."""
    given: str = env.str("SECRET_KEY", "")
    if given:
        if len(given) < 32:
            raise ImproperlyConfigured("SECRET_KEY must have at least 32 characters")
        return given
    if reading.boolean(env, "PRODUCTION"):
        raise ImproperlyConfigured("PRODUCTION needs SECRET_KEY: a random text of at least 32 characters")
    return kept_key(data_dir / "secret_key")
