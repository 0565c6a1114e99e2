"""Turns what a service answers, or fails to, into its JSON or into the error that is true."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import parsedate_to_datetime
from typing import Any

import requests
import urllib3

from backend.catalog.sources.base import RateLimitedError, SourceUnavailableError, TrackNotFoundError

LONGEST_WAIT = 7 * 24 * 3600
LONGEST_MESSAGE = 300
UNREAD = (
    requests.exceptions.ChunkedEncodingError,
    requests.exceptions.ContentDecodingError,
    requests.exceptions.TooManyRedirects,
)


@contextmanager
def reachable(name: str) -> Iterator[None]:
    """What goes wrong on the way is unavailability; what the address was stays out of the message."""
    try:
        yield
    except requests.Timeout:
        raise SourceUnavailableError(f"{name} did not answer in time.") from None
    except requests.RequestException as error:
        # one that has an answer, or was in the middle of reading one, has reached the service
        unread = error.response is not None or isinstance(error, UNREAD) or _cut_off(error)
        told = "gave an answer that could not be read" if unread else "cannot be reached"
        raise SourceUnavailableError(f"{name} {told}.") from None


def _cut_off(error: requests.RequestException) -> bool:
    """Whether the connection was lost after it had been made."""
    return any(isinstance(cause, urllib3.exceptions.ProtocolError) for cause in error.args)


def status_check(
    response: requests.Response, name: str, *, limit_statuses: frozenset[int] = frozenset({429}), patience: int = 10
) -> None:
    """Refuse every status but success. `patience`: seconds to wait when a limit is hit and no time is given."""
    status = response.status_code
    if status < 300:
        return
    said = message_of(response)
    if status in limit_statuses:
        wait = retry_after(response)
        raise RateLimitedError(f"{name} asks us to wait{said}.", retry_after=patience if wait is None else wait)
    if status == 404:
        raise TrackNotFoundError
    if status < 400:
        raise SourceUnavailableError(f"{name} sends us elsewhere ({status}).")
    raise SourceUnavailableError(f"{name} answers {status}{said}.", retry_after=retry_after(response))


def json_object(response: requests.Response, name: str) -> dict[str, Any]:
    """The body as a JSON object, whatever its Content-Type says."""
    try:
        answer = json.loads(response.content)
    except (ValueError, RecursionError):
        raise SourceUnavailableError(f"{name} does not answer in JSON.") from None
    if not isinstance(answer, dict):
        raise SourceUnavailableError(f"{name} answers in a form that is not known.")
    return answer


def retry_after(response: requests.Response) -> int | None:
    """The header's seconds or date; it is passed on as it is, be it hours."""
    given = response.headers.get("Retry-After", "").strip()
    if given.isascii() and given.isdigit():
        return max(1, min(LONGEST_WAIT, int(given[:9])))
    try:
        left = parsedate_to_datetime(given).timestamp() - time.time()
    except (ValueError, OverflowError, OSError):
        return None
    return max(1, min(LONGEST_WAIT, int(left) + 1))


def message_of(response: requests.Response) -> str:
    """What the service itself says, as ": text"; nothing when that is a page rather than a message."""
    try:
        answer = json.loads(response.content)
    except (ValueError, RecursionError):
        is_text = response.headers.get("Content-Type", "").startswith("text/plain")
        answer = response.content[: 4 * LONGEST_MESSAGE].decode(errors="replace") if is_text else None
    error = answer.get("error", answer) if isinstance(answer, dict) else answer
    parts = [error]
    if isinstance(error, dict):
        parts = [error.get("message") or error.get("detail"), error.get("reason")]
        if isinstance(answer.get("error_description"), str):
            parts.append(answer["error_description"])
    said = ", ".join(" ".join(part.split()) for part in parts if isinstance(part, str) and part.strip())
    said = "".join(letter for letter in said if letter.isprintable()).rstrip(".")
    return f": {said[:LONGEST_MESSAGE]}" if said else ""
