"""Connections that check the very address they dial, and that cannot outlast one deadline.

The host's name is looked up once; if any address of the answer is not public, none is dialled; and the connection
goes to one of the addresses that were checked, never to the name again. Host header, SNI and certificate check keep
the name.
"""

import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable
from functools import cache
from typing import Any, Final

from urllib3.connection import HTTPConnection, HTTPSConnection

from extractor_service.extraction.addresses import is_loopback, is_public
from extractor_service.extraction.errors import Refusal
from extractor_service.extraction.hosts import Host

Resolver = Callable[[str, int], list[str]]
CONNECT_SECONDS: Final = 3.0
READ_SECONDS: Final = 5.0


class Deadline:
    """One end for everything a fetch does."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self, at_most: float) -> float:
        """Give the seconds left, or refuse when there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError("the deadline of the fetch has passed")
        return min(at_most, left)


class _Timed:
    """Mixed into a socket: no read goes past the deadline, however slowly the bytes drip."""

    deadline: Deadline | None = None

    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        """Read as usual, in what time is left."""
        if self.deadline is not None:
            self.settimeout(self.deadline.left(READ_SECONDS))  # type: ignore[attr-defined]
        received: int = super().recv_into(*args, **kwargs)  # type: ignore[misc]
        return received


class _TimedSocket(_Timed, socket.socket):
    pass


class _TimedSSLSocket(_Timed, ssl.SSLSocket):
    pass


@cache
def tls_context() -> ssl.SSLContext:
    """Trust the machine's certificate authorities; reading them takes a while, so it is done once."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def system_resolver(name: str, port: int) -> list[str]:
    """Ask the system for all addresses of a name; a final dot keeps search domains out of it."""
    question = f"{name}." if "." in name and not name[-1].isdigit() else name
    answers = socket.getaddrinfo(question, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))


def _resolve(resolver: Resolver, host: Host, deadline: Deadline) -> list[str]:
    """Look a name up in a thread of its own, as the system's resolver knows no deadline."""
    answer: queue.SimpleQueue[list[str] | OSError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answer.put(resolver(host.name, host.port))
        except (OSError, UnicodeError) as error:
            answer.put(OSError(str(error)))

    threading.Thread(target=ask, name="resolve", daemon=True).start()
    try:
        found = answer.get(timeout=deadline.left(CONNECT_SECONDS))
    except queue.Empty:
        raise TimeoutError("the name was not resolved in time") from None
    if isinstance(found, OSError):
        raise found
    if not found:
        raise OSError("the name has no address")
    return found


def vetted(resolver: Resolver, host: Host, deadline: Deadline) -> list[str]:
    """Give the addresses that may be dialled; one bad address spoils the whole answer."""
    found = _resolve(resolver, host, deadline)
    allowed = is_loopback if host.loopback else is_public
    if not all(allowed(address) for address in found):
        raise Refusal("url_not_allowed", f"{host.name} does not lead to a public address.")
    return found


def dial(resolver: Resolver, host: Host, deadline: Deadline) -> socket.socket:
    """Connect to the first of the vetted addresses that answers."""
    failure: OSError = OSError("no address was tried")
    for address in vetted(resolver, host, deadline):
        sock = _TimedSocket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM)
        try:
            sock.settimeout(deadline.left(CONNECT_SECONDS))
            sock.connect((address, host.port))
        except OSError as error:
            sock.close()
            failure = error
            continue
        sock.settimeout(deadline.left(READ_SECONDS))  # for the TLS handshake, which counts as one operation
        sock.deadline = deadline
        return sock
    raise failure


class GuardedHTTPConnection(HTTPConnection):
    """Plain http, for stand-ins on this machine."""

    def __init__(self, host: Host, *, resolver: Resolver, deadline: Deadline) -> None:
        super().__init__(host.name, host.port, timeout=READ_SECONDS)
        self._dialled = (resolver, host, deadline)

    def _new_conn(self) -> socket.socket:
        return dial(*self._dialled)


class GuardedHTTPSConnection(HTTPSConnection):
    """https: the name is what the certificate is checked for, the vetted address is what is dialled."""

    def __init__(self, host: Host, *, resolver: Resolver, deadline: Deadline, tls: ssl.SSLContext) -> None:
        tls.sslsocket_class = _TimedSSLSocket
        super().__init__(host.name, host.port, timeout=READ_SECONDS, ssl_context=tls)
        self._dialled = (resolver, host, deadline)

    def _new_conn(self) -> socket.socket:
        return dial(*self._dialled)

    def connect(self) -> None:
        """Dial, shake hands, and put the encrypted socket under the same deadline."""
        super().connect()
        if isinstance(self.sock, _TimedSSLSocket):
            self.sock.deadline = self._dialled[2]
