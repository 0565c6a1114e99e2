"""A server on loopback that answers what a test tells it to."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


@dataclass
class Canned:
    """The next answers by path, and what was asked."""

    url: str = ""
    answers: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def say(self, path: str, body: bytes = b"{}", *, status: int = 200, **headers: str) -> None:
        """What is answered at this path from now on."""
        self.answers[path] = (status, {name.replace("_", "-"): value for name, value in headers.items()}, body)


@contextmanager
def serving() -> Iterator[Canned]:
    """Run it as long as the block lasts."""
    canned = Canned()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            canned.asked.append((self.path, dict(self.headers)))
            status, headers, body = canned.answers.get(self.path.partition("?")[0], (404, {}, b"{}"))
            if headers.get("Content-Encoding") == "gzip":
                body = gzip.compress(body)
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.do_GET()

        def log_message(self, *args: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        Thread(target=server.serve_forever, daemon=True).start()
        canned.url = f"http://127.0.0.1:{server.server_port}"
        yield canned
        server.shutdown()
