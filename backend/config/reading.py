"""How one environment variable becomes a value; a wrong one is refused with its name and what was expected."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parents[2]
HTTP = {"http", "https"}
_RATE = re.compile(r"[1-9][0-9]*/(second|minute|hour|day)")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[::1\])(?::[1-9][0-9]{0,4})?")


def variables_set(variables: Mapping[str, str] | None) -> environ.Env:
    """Without the variables that are set to nothing: compose files cannot leave one out."""
    env = environ.Env()
    found = os.environ if variables is None else variables
    env.ENVIRON = {name: value for name, value in found.items() if value}
    return env


def path(text: str) -> Path:
    """A folder; a relative one is meant from the top of the checkout."""
    return ROOT / Path(text).expanduser()


def words(text: str) -> list[str]:
    """The parts of a comma list."""
    return [word.strip() for word in text.split(",") if word.strip()]


def folders(text: str) -> list[Path]:
    """Folders separated by commas or by the system's path separator (a colon here)."""
    parts = re.split(f"[,{re.escape(os.pathsep)}]", text)
    return [path(part.strip()) for part in parts if part.strip()]


def hosts(env: environ.Env, name: str) -> list[str]:
    """Exact hosts, each with a port or without; they end up in a header, so nothing else may be in them."""
    found = words(env.str(name, ""))
    for host in found:
        if not _HOST.fullmatch(host):
            raise ImproperlyConfigured(f"{name} must list exact lower-case hosts or host:port, not {host!r}")
    return found


def boolean(env: environ.Env, name: str) -> bool:
    """True or false, false when it is not set."""
    value = env.str(name, "false").lower()
    if value not in {"true", "false", "1", "0", "yes", "no"}:
        raise ImproperlyConfigured(f"{name} must be true or false, not {value!r}")
    return value in {"true", "1", "yes"}


def number(env: environ.Env, name: str, default: int) -> int:
    """A whole number above zero."""
    value = env.str(name, str(default))
    if not value.isdecimal() or int(value) < 1:
        raise ImproperlyConfigured(f"{name} must be a whole number above zero, not {value!r}")
    return int(value)


def choice(env: environ.Env, name: str, choices: tuple[str, ...]) -> str:
    """One of a few words; the first when it is not set."""
    value: str = env.str(name, choices[0])
    if value not in choices:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(choices)}, not {value!r}")
    return value


def rate(env: environ.Env, name: str, default: str) -> str | None:
    """So many requests in a time, or None for no limit."""
    value = env.str(name, default)
    if value == "off":
        return None
    if not _RATE.fullmatch(value):
        raise ImproperlyConfigured(f"{name} must look like 100/minute, or be off; not {value!r}")
    return str(value)


def url(env: environ.Env, name: str, default: str, schemes: set[str]) -> str:
    """An address of one of the schemes, or the default."""
    value: str = env.str(name, default)
    if value and urlsplit(value).scheme not in schemes:
        raise ImproperlyConfigured(f"{name} must be an address that starts with {' or '.join(sorted(schemes))}")
    return value


def api_url(env: environ.Env, name: str, default: str) -> str:
    """Where a service is reached; an address without a path gets the path of the service's own."""
    value = url(env, name, default, HTTP).rstrip("/")
    parts = urlsplit(value)
    if not parts.netloc or parts.query or parts.fragment:
        raise ImproperlyConfigured(f"{name} must be an address such as {default}")
    return value if parts.path else value + urlsplit(default).path
