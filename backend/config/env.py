"""Every environment variable the backend reads: here, once, and strictly. Nothing else looks at the environment."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from backend.config.secret import kept_key

ROOT = Path(__file__).resolve().parents[2]
LOG_FORMATS = ("console", "json")
LOG_LEVELS = ("INFO", "DEBUG", "WARNING", "ERROR")
RATE = re.compile(r"[1-9][0-9]*/(second|minute|hour|day)")


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
    sources: list[str]
    library_dirs: list[Path]
    library_scan_minutes: int
    model: str
    extractor_url: str
    extractor_token: str
    extractor_timeout: int
    max_upload_mb: int
    rate_api: str | None
    rate_classify: str | None
    stalled_seconds: int
    source_deadline: float
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
    env = _environ(variables)
    return Server(
        bind=env.str("BIND", "127.0.0.1"),
        port=_number(env, "PORT", 8000),
        workers=_number(env, "WEB_WORKERS", 2),
        threads=_number(env, "WEB_THREADS", 4),
        log_format=_choice(env, "LOG_FORMAT", LOG_FORMATS),
        log_level=_choice(env, "LOG_LEVEL", LOG_LEVELS),
    )


def _environ(variables: Mapping[str, str] | None) -> environ.Env:
    """Without the variables that are set to nothing: compose files cannot leave one out."""
    env = environ.Env()
    found = os.environ if variables is None else variables
    env.ENVIRON = {name: value for name, value in found.items() if value}
    return env


def read(variables: Mapping[str, str] | None = None) -> Environment:
    """Read and check the variables; a wrong one stops the start with its name and what was expected."""
    env = _environ(variables)
    data_dir = _path(env.str("DATA_DIR", "var"))
    return Environment(
        secret_key=_secret_key(env, data_dir),
        debug=_boolean(env, "DEBUG"),
        data_dir=data_dir,
        database=_database(env, data_dir),
        redis_url=_url(env, "REDIS_URL", "", {"redis", "rediss", "unix"}),
        allowed_hosts=_words(env.str("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")),
        trust_proxy_headers=_boolean(env, "TRUST_PROXY_HEADERS"),
        sources=_words(env.str("AUDIOFILER_SOURCES", "library")),
        library_dirs=_folders(env.str("LIBRARY_DIRS", "")),
        library_scan_minutes=_number(env, "LIBRARY_SCAN_MINUTES", 10),
        model=env.str("AUDIOFILER_MODEL", "audiofiler-26"),
        extractor_url=_url(env, "EXTRACTOR_URL", "http://127.0.0.1:8001", {"http", "https"}).rstrip("/"),
        extractor_token=env.str("EXTRACTOR_TOKEN", ""),
        extractor_timeout=_number(env, "EXTRACTOR_TIMEOUT", 60),
        max_upload_mb=_number(env, "MAX_UPLOAD_MB", 64),
        rate_api=_rate(env, "RATE_API", "6000/minute"),
        rate_classify=_rate(env, "RATE_CLASSIFY", "240/minute"),
        stalled_seconds=_number(env, "STALLED_SECONDS", 120),
        source_deadline=float(_number(env, "SOURCE_DEADLINE", 3)),
        frontend_dist=_path(env.str("FRONTEND_DIST", "frontend/dist")),
        log_format=_choice(env, "LOG_FORMAT", LOG_FORMATS),
        log_level=_choice(env, "LOG_LEVEL", LOG_LEVELS),
    )


def _path(text: str) -> Path:
    """A folder; a relative one is meant from the top of the checkout."""
    return ROOT / Path(text).expanduser()


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def _folders(text: str) -> list[Path]:
    """Folders separated by commas or by the system's path separator (a colon here)."""
    parts = re.split(f"[,{re.escape(os.pathsep)}]", text)
    return [_path(part.strip()) for part in parts if part.strip()]


def _boolean(env: environ.Env, name: str) -> bool:
    value = env.str(name, "false").lower()
    if value not in {"true", "false", "1", "0", "yes", "no"}:
        raise ImproperlyConfigured(f"{name} must be true or false, not {value!r}")
    return value in {"true", "1", "yes"}


def _number(env: environ.Env, name: str, default: int) -> int:
    value = env.str(name, str(default))
    if not value.isdecimal() or int(value) < 1:
        raise ImproperlyConfigured(f"{name} must be a whole number above zero, not {value!r}")
    return int(value)


def _choice(env: environ.Env, name: str, choices: tuple[str, ...]) -> str:
    value: str = env.str(name, choices[0])
    if value not in choices:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(choices)}, not {value!r}")
    return value


def _rate(env: environ.Env, name: str, default: str) -> str | None:
    value = env.str(name, default)
    if value == "off":
        return None
    if not RATE.fullmatch(value):
        raise ImproperlyConfigured(f"{name} must look like 100/minute, or be off; not {value!r}")
    return str(value)


def _url(env: environ.Env, name: str, default: str, schemes: set[str]) -> str:
    value: str = env.str(name, default)
    if value and urlsplit(value).scheme not in schemes:
        raise ImproperlyConfigured(f"{name} must be an address that starts with {' or '.join(sorted(schemes))}")
    return value


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
    if _boolean(env, "PRODUCTION"):
        raise ImproperlyConfigured("PRODUCTION needs SECRET_KEY: a random text of at least 32 characters")
    return kept_key(data_dir / "secret_key")
