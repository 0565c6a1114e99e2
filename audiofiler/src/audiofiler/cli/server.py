"""A running AudioFiler server as the command line sees it: questions over its REST interface, and its refusals."""

import json
import os
import urllib.error
import urllib.parse
import urllib.request
from typing import Any

from audiofiler.errors import AudioFilerError

DEFAULT_SERVER = "http://localhost:8000"
TIMEOUT_SECONDS = 120.0


class ServerError(AudioFilerError):
    """The server cannot be reached, or it refuses."""

    code = "server"


def default_server() -> str:
    """Return the address in AUDIOFILER_SERVER, or that of `make run`."""
    return os.environ.get("AUDIOFILER_SERVER") or DEFAULT_SERVER


class Server:
    """The REST interface below one address.

    Parameters
    ----------
    address : str
        Such as ``http://localhost:8000``.
    """

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/")
        if urllib.parse.urlsplit(self.address).scheme not in {"http", "https"}:
            raise ServerError(f"{address!r} is no address of a server; it should look like {DEFAULT_SERVER}.")

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
        detail = problem.get("detail") or problem.get("title") or f"The server answers {refusal.code}."
        wait = refusal.headers.get("Retry-After")
        return ServerError(f"{detail} Try again in {wait} s." if wait else str(detail))

    def _object(self, body: bytes) -> dict[str, Any]:
        try:
            found = json.loads(body)
        except ValueError:
            found = None
        if not isinstance(found, dict):
            raise ServerError(f"What answers at {self.address} is no AudioFiler server.")
        return found
