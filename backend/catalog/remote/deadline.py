"""One end for everything a request does in its thread: a timeout alone starts anew with every byte that drips in."""

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection

_limit = threading.local()


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Within this block no socket of this thread waits past the deadline; a block around it may end earlier."""
    outer: float | None = getattr(_limit, "until", None)
    until = time.monotonic() + seconds
    _limit.until = until if outer is None else min(until, outer)
    try:
        yield
    finally:
        _limit.until = outer


def seconds_left() -> float | None:
    """What is left of the block's time; raises TimeoutError when nothing is."""
    until: float | None = getattr(_limit, "until", None)
    if until is None:
        return None
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError("the deadline has passed")
    return left


class _Timed:
    """Mixed into a socket: every read gets what time is left."""

    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        """Read as usual."""
        if (left := seconds_left()) is not None:
            self.settimeout(left)  # type: ignore[attr-defined]
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
    context.sslsocket_class = _TimedSSLSocket
    return context


class _TimedHTTPConnection(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        plain = super()._new_conn()
        timeout = plain.gettimeout()
        timed = _TimedSocket(fileno=plain.detach())
        timed.settimeout(timeout)
        return timed


class _TimedHTTPSConnection(HTTPSConnection):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "ssl_context": tls_context()})


class _HTTPPool(urllib3.HTTPConnectionPool):
    ConnectionCls = _TimedHTTPConnection


class _HTTPSPool(urllib3.HTTPSConnectionPool):
    ConnectionCls = _TimedHTTPSConnection


POOLS: dict[str, type[urllib3.HTTPConnectionPool]] = {"http": _HTTPPool, "https": _HTTPSPool}
