"""Takes values out of JSON that may lack any of them, or hold something else there."""

import ipaddress
import re
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

from requests.utils import requote_uri

from backend.catalog.sources.base import SourceUnavailableError, Track

UNWANTED = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\ud800-\\udfff]")
LONGEST_TEXT = 500
LONGEST_ADDRESS = 2048
LONGEST_SONG_MS = 24 * 3600 * 1000


def value_at(record: Any, *path: str) -> Any:
    """The value along the keys, or None."""
    for key in path:
        record = record.get(key) if isinstance(record, dict) else None
    return record


def text(record: Any, *path: str) -> str | None:
    """A text that says something, on one line; half characters and control codes are left out of it."""
    found = value_at(record, *path)
    if not isinstance(found, str):
        return None
    return UNWANTED.sub("", " ".join(found.split()))[:LONGEST_TEXT] or None


def first_text(found: Any) -> str | None:
    """The text that a list begins with."""
    return text({"first": found[0]}, "first") if isinstance(found, list) and found else None


def texts(found: Any, *path: str) -> list[str]:
    """The text along the keys in each record of a list, every one once."""
    listed = [text(record, *path) for record in found] if isinstance(found, list) else []
    return list(dict.fromkeys(said for said in listed if said))


def key_of(record: Any, *path: str) -> str | None:
    """A key, which some services give as a number."""
    found = value_at(record, *path)
    if isinstance(found, int) and not isinstance(found, bool):
        return str(found)
    return found if isinstance(found, str) and 0 < len(found) <= 64 and found.isascii() else None


def number(record: Any, *path: str) -> int | float | None:
    """A number; true and false are none."""
    found = value_at(record, *path)
    return found if isinstance(found, int | float) and not isinstance(found, bool) else None


def milliseconds(record: Any, *path: str, scale: int = 1) -> int | None:
    """A duration; services that do not know it say 0."""
    found = number(record, *path)
    return int(found * scale) if found is not None and 0 < found * scale <= LONGEST_SONG_MS else None


def address(record: Any, *path: str) -> str | None:
    """A web address: https, unless it is on this machine. Nothing else may become a link or a picture."""
    found = value_at(record, *path)
    if not isinstance(found, str) or not 0 < len(found) <= LONGEST_ADDRESS:
        return None
    try:
        parts = urlsplit(found)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host or parts.username is not None:
        return None
    if parts.scheme == "http" and not is_loopback(host):
        found = "https" + found.removeprefix("http")
    return str(requote_uri(found))


def is_loopback(host: str) -> bool:
    """Whether it is a stand-in on this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def isrc(record: Any, *path: str) -> str | None:
    """The recording's code, as it is written without hyphens."""
    found = (text(record, *path) or "").replace("-", "").upper()
    return found if len(found) == 12 and found.isascii() and found.isalnum() else None


def records(answer: Any, *path: str, name: str) -> list[Any]:
    """The list along the keys; an answer without it says nothing, which is not the same as no songs."""
    found = value_at(answer, *path)
    if not isinstance(found, list):
        raise SourceUnavailableError(f"{name} answers in a form that is not known.")
    return found


def tracks_from(found: Iterable[Any], read: Callable[[Any], Track | None], *, limit: int) -> list[Track]:
    """The records that are songs, as tracks."""
    tracks = (read(record) for record in found)
    return [track for track in tracks if track is not None][:limit]
