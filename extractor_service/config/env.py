"""The only place that reads the environment; every value is checked here, so that a wrong one stops the start."""

import os
from typing import Final

import environ
from django.core.exceptions import ImproperlyConfigured

_env = environ.Env()
MIB: Final = 1024 * 1024


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS has no affinity
        return os.cpu_count() or 1


def _int(name: str, default: int, low: int, high: int) -> int:
    try:
        value = int(_env.str(name, default="") or default)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be a whole number from {low} to {high}") from error
    if not low <= value <= high:
        raise ImproperlyConfigured(f"{name} must be a whole number from {low} to {high}, not {value}")
    return value


def _seconds(name: str, default: float, low: float, high: float) -> float:
    try:
        value = float(_env.str(name, default="") or default)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be a number of seconds from {low} to {high}") from error
    if not low <= value <= high:
        raise ImproperlyConfigured(f"{name} must be a number of seconds from {low} to {high}, not {value}")
    return value


def _bool(name: str) -> bool:
    value = _env.str(name, default="").lower()
    if value not in {"", "0", "1", "false", "true", "no", "yes"}:
        raise ImproperlyConfigured(f"{name} must be true or false, not {value!r}")
    return value in {"1", "true", "yes"}


def _choice(name: str, default: str, choices: tuple[str, ...]) -> str:
    value: str = _env.str(name, default="") or default
    if value not in choices:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(choices)}, not {value!r}")
    return value


def _list(name: str) -> list[str]:
    return [part.strip() for part in _env.str(name, default="").split(",") if part.strip()]


DEBUG: Final = _bool("DEBUG")
SECRET_KEY: Final[str] = _env.str("SECRET_KEY", default="")
ALLOWED_HOSTS: Final = _list("ALLOWED_HOSTS")
LOG_FORMAT: Final = _choice("LOG_FORMAT", "console", ("console", "json"))
LOG_LEVEL: Final = _choice("LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR"))

BIND: Final[str] = _env.str("EXTRACTOR_BIND", default="") or "127.0.0.1"
PORT: Final = _int("EXTRACTOR_PORT", 8001, 1, 65535)
TOKEN: Final[str] = _env.str("EXTRACTOR_TOKEN", default="")
PREVIEW_HOSTS: Final = _list("PREVIEW_HOSTS")

WORKERS: Final = _int("EXTRACTOR_WORKERS", _cores(), 1, 256)
QUEUE: Final = _int("EXTRACTOR_QUEUE", 4 * WORKERS, 0, 1024)
WAIT_SECONDS: Final = _seconds("EXTRACTOR_WAIT_SECONDS", 10.0, 0.0, 120.0)
MAX_REQUESTS: Final = _int("EXTRACTOR_MAX_REQUESTS", 2000, 0, 10_000_000)

MAX_BYTES: Final = _int("EXTRACTOR_MAX_BYTES", 64 * MIB, 1024, 1024 * MIB)
MAX_SECONDS: Final = _seconds("EXTRACTOR_MAX_SECONDS", 1200.0, 3.0, 36_000.0)
RECEIVE_SECONDS: Final = _seconds("EXTRACTOR_RECEIVE_SECONDS", 30.0, 0.1, 600.0)
FETCH_SECONDS: Final = _seconds("EXTRACTOR_FETCH_SECONDS", 10.0, 0.1, 120.0)
FETCH_MAX_BYTES: Final = _int("EXTRACTOR_FETCH_MAX_BYTES", min(32 * MIB, MAX_BYTES), 1024, 1024 * MIB)
CPU_SECONDS: Final = _seconds("EXTRACTOR_CPU_SECONDS", 20.0, 0.01, 600.0)
WORKER_MEMORY_MB: Final = _int("EXTRACTOR_WORKER_MEMORY_MB", 1024, 8, 1024 * 1024)
