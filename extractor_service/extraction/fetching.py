"""The one outward door: brings the clip behind an allowed address, or refuses.

Redirects are followed by hand and each hop is checked like the first. Nothing is taken from the environment (no
proxy, no .netrc), no content is decoded on the way, bytes are counted as they come, and one deadline holds for names,
handshakes, headers, bodies and hops together.
"""

import http.client
import ssl
from contextlib import closing
from typing import Final
from urllib.parse import urljoin

import structlog
from structlog.contextvars import bind_contextvars
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from extractor_service.extraction.dialling import (
    Deadline,
    GuardedHTTPConnection,
    GuardedHTTPSConnection,
    Resolver,
    system_resolver,
    tls_context,
)
from extractor_service.extraction.errors import Refusal
from extractor_service.extraction.hosts import AllowList, Target
from extractor_service.extraction.spool import Spool, too_large

log = structlog.get_logger("extractor")

MAX_REDIRECTS: Final = 3
CHUNK_BYTES: Final = 64 * 1024
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_AGAIN_LATER: Final = frozenset({408, 425, 429})
_HEADERS: Final = {"Accept": "*/*", "Accept-Encoding": "identity", "User-Agent": "AudioFiler"}

Connection = GuardedHTTPConnection | GuardedHTTPSConnection


class Door:
    """Fetches clips from the hosts of one list, each within `seconds` and `max_bytes`."""

    def __init__(
        self,
        hosts: AllowList,
        *,
        seconds: float,
        max_bytes: int,
        resolver: Resolver = system_resolver,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._hosts = hosts
        self._seconds = seconds
        self._max_bytes = max_bytes
        self._resolver = resolver
        self._tls = tls or tls_context()

    def fetch(self, url: str) -> Spool:
        """Bring the bytes behind the address."""
        deadline = Deadline(self._seconds)
        target = self._hosts.target(url)
        bind_contextvars(host=target.host.name)
        for _ in range(MAX_REDIRECTS + 1):
            found = self._ask(target, deadline)
            if isinstance(found, Spool):
                return found
            target = self._hosts.target(found)
        raise Refusal("url_not_allowed", f"The address leads on more than {MAX_REDIRECTS} times.")

    def _ask(self, target: Target, deadline: Deadline) -> Spool | str:
        """Ask once; the answer is the clip, or the address it points on to."""
        try:
            with closing(self._connection(target, deadline)) as connection:
                connection.request("GET", target.path, headers=_HEADERS, preload_content=False, decode_content=False)
                with closing(connection.getresponse()) as response:
                    if response.status in _REDIRECTS:
                        return _next_address(target, response)
                    _check_head(response, self._max_bytes)
                    spool = _body(response, Spool(self._max_bytes))
        except (HTTPError, http.client.HTTPException, OSError, ValueError) as error:
            log.info("fetch failed", error=type(error).__name__, timeout=isinstance(error, TimeoutError))
            raise _undelivered(target) from error
        if not spool.size:
            spool.close()
            raise _undelivered(target)
        return spool

    def _connection(self, target: Target, deadline: Deadline) -> Connection:
        if target.scheme == "https":
            return GuardedHTTPSConnection(target.host, resolver=self._resolver, deadline=deadline, tls=self._tls)
        return GuardedHTTPConnection(target.host, resolver=self._resolver, deadline=deadline)


def _undelivered(target: Target) -> Refusal:
    return Refusal(
        "source_unavailable",
        f"{target.host.name} did not deliver the clip (no answer, a slow one, or one cut off). Try again later.",
    )


def _next_address(target: Target, response: BaseHTTPResponse) -> str:
    location = response.headers.get("Location")
    if not location:
        raise Refusal("url_not_allowed", "The address leads on, but not to anywhere.")
    # A value that is no address at all makes urljoin raise or comes back as it is; the list refuses it then.
    try:
        return urljoin(target.url, location)
    except ValueError:
        return location


def _check_head(response: BaseHTTPResponse, max_bytes: int) -> None:
    """Refuse by status and headers, before the body is read."""
    status = response.status
    if 400 <= status < 500 and status not in _AGAIN_LATER:
        raise Refusal(
            "preview_unavailable",
            f"The host says {status}: the preview is gone or its address has run out. Ask the catalogue again.",
        )
    if status != 200:
        raise Refusal(
            "source_unavailable",
            f"The host says {status}. Try again later.",
            retry_after=_retry_after(response),
        )
    if response.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise Refusal("preview_unavailable", "The host compresses what it was asked to send as it is.")
    length = response.headers.get("Content-Length", "")
    if length.isascii() and length.isdigit() and int(length) > max_bytes:
        raise too_large(max_bytes)


def _body(response: BaseHTTPResponse, spool: Spool) -> Spool:
    """Read the body to its end, counting."""
    try:
        while chunk := response.read(CHUNK_BYTES, decode_content=False):
            spool.write(chunk)
    except BaseException:
        spool.close()
        raise
    return spool


def _retry_after(response: BaseHTTPResponse) -> int | None:
    """Pass on what the host asks for, within reason."""
    text = response.headers.get("Retry-After", "")
    return min(300, max(1, int(text))) if text.isascii() and text.isdigit() and len(text) < 9 else None
