"""A running AudioFiler server as the command line sees it: questions over its REST interface, and its refusals."""

import json
import math
import os
import urllib.error
import urllib.parse
import urllib.request
from typing import Any

from audiofiler.errors import AudioFilerError

TIMEOUT_SECONDS = 120.0


class ServerError(AudioFilerError):
    """The server cannot be reached, or it refuses."""

    code = "server"


def default_server() -> str:
    """Return the address in AUDIOFILER_SERVER, or that of `make run`, which PORT moves."""
    return os.environ.get("AUDIOFILER_SERVER") or f"http://localhost:{os.environ.get('PORT') or 8000}"


def waiting(seconds: float) -> str:
    """Write a time to wait as a person would say it."""
    for unit, size in (("h", 3600), ("min", 60)):
        if seconds >= 2 * size:
            return f"{math.ceil(seconds / size)} {unit}"
    return f"{math.ceil(seconds)} s"


class Server:
    """The REST interface below one address.

    Parameters
    ----------
    address : str
        Such as ``http://localhost:8000``.
    """

    def __init__(self, address: str) -> None:
        self.address = (address if "://" in address else f"http://{address}").rstrip("/")
        if urllib.parse.urlsplit(self.address).scheme not in {"http", "https"}:
            raise ServerError(f"{address!r} is no address of a server; it should look like http://localhost:8000.")

    def get(self, path: str, query: dict[str, Any]) -> dict[str, Any]:
        """Ask for something. Raises ServerError."""
        asked = urllib.parse.urlencode({name: value for name, value in query.items() if value is not None})
        return self._answer(urllib.request.Request(f"{self.address}/api/v1/{path}?{asked}"))  # noqa: S310

    def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """Send something. Raises ServerError."""
        data = json.dumps({name: value for name, value in body.items() if value is not None}).encode()
        headers = {"Content-Type": "application/json"}
        return self._answer(urllib.request.Request(f"{self.address}/api/v1/{path}", data, headers))  # noqa: S310

    def _answer(self, request: urllib.request.Request) -> dict[str, Any]:
        request.add_header("Accept", "application/json")
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310
                return self._object(answer.read())
        except urllib.error.HTTPError as refusal:
            raise self._refusal(refusal) from None
        except (OSError, ValueError) as error:
            raise ServerError(
                f"No server answers at {self.address} ({getattr(error, 'reason', error)}). "
                "Start one with `make run`, or name another with --server."
            ) from None

    def _refusal(self, refusal: urllib.error.HTTPError) -> ServerError:
        try:
            problem = self._object(refusal.read())
        except (OSError, ServerError):
            problem = {}
        detail = problem.get("detail") or problem.get("title")
        wait = refusal.headers.get("Retry-After")
        if not problem:
            detail = f"What answers at {self.address} is no AudioFiler server (it says {refusal.code})."
        if problem.get("alternatives"):
            others = ", ".join(str(other["track"]["id"]) for other in problem["alternatives"])
            detail = f"{detail} The same song elsewhere: {others}."
        return ServerError(
            f"{detail} Try again in {waiting(float(wait))}." if wait and wait.isdecimal() else str(detail)
        )

    def _object(self, body: bytes) -> dict[str, Any]:
        try:
            found = json.loads(body)
        except ValueError:
            found = None
        if not isinstance(found, dict):
            raise ServerError(f"What answers at {self.address} is no AudioFiler server.")
        return found
