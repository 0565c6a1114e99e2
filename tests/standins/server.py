"""A stand-in that runs: an HTTP server on a free loopback port, in threads of its own."""

import json
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

from tests.standins.faults import Fault, send
from tests.standins.service import Service
from tests.standins.songs import Song
from tests.standins.wire import Answer, Request, cut_to_range, refusal, without

DOOR = "/__standin__/"  # for those outside the process: the browser journeys


class StandIn:
    """One catalogue, listening. Use it as a context manager, or call `close`."""

    def __init__(self, service: Service, port: int = 0) -> None:
        self.service = service
        self.calls: list[Request] = []
        self.fault: Fault | None = None
        self._server = _Server(("127.0.0.1", port), self)
        service.origin = self.origin
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    @property
    def name(self) -> str:
        """The name `start` knows it by."""
        return self.service.name

    @property
    def preview_host(self) -> str:
        """Host and port, as PREVIEW_HOSTS wants them."""
        return f"127.0.0.1:{self._server.server_address[1]}"

    @property
    def origin(self) -> str:
        """Where it listens."""
        return f"http://{self.preview_host}"

    @property
    def url(self) -> str:
        """What goes into the setting …_API_URL."""
        return self.origin + self.service.api_root

    @property
    def token_url(self) -> str:
        """What goes into SPOTIFY_TOKEN_URL."""
        if self.service.token_path is None:
            raise AttributeError(f"{self.name} gives out no tokens")
        return self.origin + self.service.token_path

    @property
    def songs(self) -> list[Song]:
        """Every song it has."""
        return self.service.songs

    def misbehave(self, kind: str, *, on: str | None = None, seconds: float = 20.0) -> None:
        """Go wrong in one way until `behave`; `on` says where: "api", "clips", "token" or "all"."""
        self.behave()
        self.fault = Fault.of(self.service, kind, on, seconds)

    def behave(self) -> None:
        """Answer well again; what is being held back is let go."""
        fault, self.fault = self.fault, None
        if fault is not None:
            fault.over.set()

    def close(self) -> None:
        """Stop listening and cut what is open."""
        self.behave()
        self._server.shutdown()
        self._server.server_close()
        self._server.cut_all()
        self._thread.join()

    def answer(self, request: Request) -> tuple[Answer, Fault | None]:
        """Record a call and find its answer, with what goes wrong in sending it."""
        if request.path.startswith(DOOR):
            return self._ordered(request), None
        self.calls.append(request)
        fault = self.fault
        if fault and not fault.strikes(self.service.part_of(request.path)):
            fault = None
        answer = (fault.instead(self.service) if fault else None) or self.service.answer(request)
        if answer.body is None:
            value = without(answer.value, fault.changed_keys(self.service)) if fault else answer.value
            answer.body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        return cut_to_range(answer, request.headers.get("range", "")) if answer.ranges else answer, fault

    def _ordered(self, request: Request) -> Answer:
        try:
            if request.path == f"{DOOR}misbehave":
                self.misbehave(**json.loads(request.body))
            elif request.path == f"{DOOR}behave":
                self.behave()
            elif request.path == f"{DOOR}elsewhere":
                self.calls.append(request)  # somebody followed a redirect to another host
        except (ValueError, TypeError) as wrong:
            return refusal(400, {"error": str(wrong)})
        calls = [{"method": call.method, "path": call.path, "query": call.query} for call in self.calls]
        value = {"name": self.name, "misbehaves": self.fault.kind if self.fault else None, "calls": calls[-100:]}
        return Answer(value=value, body=json.dumps(value).encode())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self.close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], standin: StandIn) -> None:
        self.standin = standin
        self._open: set[socket.socket] = set()
        super().__init__(address, _Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def cut_all(self) -> None:
        for connection in list(self._open):  # a kept-alive one would hold its thread
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of callers who hang up; that is what some tests are about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def do_GET(self) -> None:
        send(self, *self.server.standin.answer(self._read()))

    do_POST = do_GET  # noqa: N815
    do_HEAD = do_GET  # noqa: N815

    def _read(self) -> Request:
        parts = urlsplit(self.path)
        length = int(self.headers.get("Content-Length") or 0)
        return Request(
            method=self.command,
            path=parts.path,
            query=dict(parse_qsl(parts.query, keep_blank_values=True)),
            headers={name.lower(): value for name, value in self.headers.items()},
            body=self.rfile.read(length),
        )

    def log_message(self, *_args: Any) -> None:
        """Stay quiet."""
