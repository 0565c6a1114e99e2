"""gunicorn's sync worker, with a deadline on what clients send and a close that lets them read the answer."""

import contextlib
import errno
import os
import signal
import socket
import time
from typing import Any, Final

from gunicorn.workers.sync import SyncWorker

from extractor_service.config import env

IDLE_SECONDS: Final = 5.0
"""A client that sends nothing for this long is cut off, s."""
LINGER_SECONDS: Final = 3.0
"""After an early answer, for how long and how much of the unwanted rest is read away: closing with unread bytes
resets the connection, and the client would see a reset in place of the answer."""
LINGER_BYTES: Final = 256 * env.MIB
PAUSE_SECONDS: Final = 1.0
"""A client that pauses for this long while the rest is read away has stopped sending, s."""
_ENDING: Final = frozenset({signal.SIGTERM, signal.SIGINT, signal.SIGQUIT})


def keep_signals_over_forks() -> None:
    """Have a wish to end wait that meets a worker before it listens to signals: `GuardedWorker` takes it then.

    Without this a worker has its parent's handlers for its first moments, and on a busy machine these are long enough
    for the wish to be lost in them; the parent would wait for it until its own limit.
    """
    os.register_at_fork(
        before=lambda: signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING),
        after_in_parent=lambda: signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING),
    )


class InboundSocket(socket.socket):
    """A client's connection that must have been received whole by `deadline` (monotonic seconds)."""

    deadline = 0.0
    lingering = False

    def recv(self, bufsize: int, flags: int = 0, /) -> bytes:
        """Receive as usual, but never past the deadline; after the answer, nothing more."""
        if self.lingering:
            return b""
        self.settimeout(max(0.001, min(IDLE_SECONDS, self.deadline - time.monotonic())))
        try:
            return super().recv(bufsize, flags)
        except TimeoutError as error:
            # gunicorn takes a reset for what it is, and a timeout for a fault of its own.
            raise ConnectionResetError(errno.ECONNRESET, "the client sends too slowly") from error

    def shutdown(self, how: int, /) -> None:
        """Stop sending; from here on what comes in is only read away."""
        self.lingering = True
        super().shutdown(how)

    def close(self) -> None:
        """Read away a bounded rest of the request, then close."""
        if self.fileno() >= 0:
            with contextlib.suppress(OSError):
                self._drain()
        super().close()

    def _drain(self) -> None:
        """Read until the client has closed its side, pauses, has sent too much or the time is up."""
        self.shutdown(socket.SHUT_WR)
        end = time.monotonic() + LINGER_SECONDS
        buffer = bytearray(256 * 1024)
        left = LINGER_BYTES
        while left > 0 and (remaining := end - time.monotonic()) > 0:
            self.settimeout(min(PAUSE_SECONDS, remaining))
            received = self.recv_into(buffer)
            if not received:
                return
            left -= received


class GuardedWorker(SyncWorker):  # type: ignore[misc]
    """One request at a time, each on a connection with a deadline."""

    def init_signals(self) -> None:
        """Listen to signals, and to those that came since the fork."""
        super().init_signals()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)

    def handle(self, listener: Any, client: socket.socket, addr: Any) -> None:
        """Serve one connection."""
        guarded = InboundSocket(client.family, client.type, client.proto, fileno=client.detach())
        guarded.deadline = time.monotonic() + env.RECEIVE_SECONDS
        # An answer is small; a client that does not take it in this time will not.
        guarded.settimeout(IDLE_SECONDS)
        super().handle(listener, guarded, addr)
