"""A host on loopback that answers exactly as told, byte by byte, and remembers what it was asked."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

Behaviour = Callable[[socket.socket], None]


def says(status: str, body: bytes = b"", *headers: str, length: int | None = None) -> Behaviour:
    """Answer with one whole response."""
    lines = [f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body) if length is None else length}"]
    head = "\r\n".join([*lines, "Connection: close", "", ""]).encode()
    return lambda connection: connection.sendall(head + body)


def drips(parts: list[bytes], every: float, release: threading.Event) -> Behaviour:
    """Send the parts with a pause before each, until done or released."""

    def answer(connection: socket.socket) -> None:
        for part in parts:
            if release.wait(every):
                return
            connection.sendall(part)

    return answer


@dataclass
class Standin:
    """What a test tells the host and what it learns from it."""

    port: int
    routes: dict[str, Behaviour] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    server_names: list[str | None] = field(default_factory=list)
    release: threading.Event = field(default_factory=threading.Event)

    @property
    def entry(self) -> str:
        """The line for `PREVIEW_HOSTS`."""
        return f"127.0.0.1:{self.port}"

    def url(self, path: str) -> str:
        """The address of a path, over http."""
        return f"http://{self.entry}{path}"

    def serve(self, raw: socket.socket, tls: ssl.SSLContext | None) -> None:
        """Answer one connection."""
        with suppress(OSError), raw:
            connection = tls.wrap_socket(raw, server_side=True) if tls else raw
            with connection:
                request = _head(connection)
                self.asked.append(request)
                path = request.split(" ")[1] if " " in request else ""
                self.routes.get(path, says("404 Not Found"))(connection)


def _head(connection: socket.socket) -> str:
    data = b""
    while b"\r\n\r\n" not in data:
        part = connection.recv(4096)
        if not part:
            break
        data += part
    return data.decode("latin-1")


@contextmanager
def standin(tls: ssl.SSLContext | None = None) -> Iterator[Standin]:
    """Run a host until the test is over."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        host = Standin(port=listener.getsockname()[1])
        if tls:
            tls.sni_callback = lambda sock, name, context: host.server_names.append(name)
        threads: list[threading.Thread] = []

        def accept() -> None:
            with suppress(OSError):
                while True:
                    raw = listener.accept()[0]
                    threads.append(threading.Thread(target=host.serve, args=(raw, tls)))
                    threads[-1].start()

        acceptor = threading.Thread(target=accept)
        acceptor.start()
        try:
            yield host
        finally:
            host.release.set()
            listener.shutdown(socket.SHUT_RDWR)
            for thread in (acceptor, *threads):
                thread.join(timeout=5)
