"""What goes wrong on demand, the same for every service: one fault at a time, on some of what it serves."""

import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Any

from tests.standins.wire import ABSENT, Answer, Part, refusal

if TYPE_CHECKING:
    from tests.standins.service import Service

HOURS = 12_471  # seconds; such values are seen in practice
HTML = b"<!doctype html><html><head><title>Sorry</title></head><body>Something went wrong.</body></html>"
ELSEWHERE = "localhost"  # the same machine by another name: followed, the call would succeed
KINDS = frozenset(
    {"rate_limit_hours", "server_error", "html_200", "slow_headers", "slow_body", "cut", "wrong_length", "huge_body"}
    | {"redirect_elsewhere", "invalid_utf8", "missing_keys", "no_preview", "expired_preview"}
)
USUALLY_ON = {"expired_preview": "clips", "invalid_client": "token"}  # the others: on the API
HUGE_BYTES = 1 << 30
BLOCK = b" " * (1 << 16)
DRIP_SECONDS = 0.1


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One kind of fault, and where it strikes."""

    kind: str
    on: str
    seconds: float
    over: threading.Event = field(default_factory=threading.Event)

    @classmethod
    def of(cls, service: "Service", kind: str, on: str | None, seconds: float) -> "Fault":
        """Make one that this service can have."""
        if kind not in KINDS | service.kinds:
            raise ValueError(f"{service.name} cannot {kind!r}; it can: {', '.join(sorted(KINDS | service.kinds))}")
        return cls(kind=kind, on=on or USUALLY_ON.get(kind, "api"), seconds=seconds)

    def strikes(self, part: Part) -> bool:
        """Tell whether it concerns this part of the service."""
        return self.on in ("all", part)

    def instead(self, service: "Service") -> Answer | None:
        """Give the answer that takes the place of the good one, when there is such."""
        match self.kind:
            case "rate_limit_hours":
                return service.too_many(HOURS)
            case "server_error":
                return refusal(503, {"error": {"status": 503, "message": "Service unavailable"}})
            case "html_200":
                return Answer(body=HTML, content_type="text/html; charset=utf-8")
            case "expired_preview":
                return Answer(status=403, body=HTML, content_type="text/html")
            case "redirect_elsewhere":
                other = service.origin.replace("127.0.0.1", ELSEWHERE) + "/__standin__/elsewhere"
                return Answer(status=302, body=b"", headers={"Location": other})
        return service.fault(self.kind)

    def changed_keys(self, service: "Service") -> dict[str, Any]:
        """Name the keys of the answer that are other than they should be."""
        if self.kind == "missing_keys":
            return dict.fromkeys(service.optional_keys, ABSENT)
        return service.no_preview if self.kind in ("no_preview", "null_preview") else {}


def send(handler: BaseHTTPRequestHandler, answer: Answer, fault: Fault | None) -> None:
    """Write an answer, badly when there is a fault."""
    body, kind = answer.body or b"", fault.kind if fault else ""
    if kind == "invalid_utf8":
        body = body.replace(b'":"', b'":"\xff\xfe', 3)
    if fault and kind == "slow_headers":
        fault.over.wait(fault.seconds)
    length = {"wrong_length": len(body) // 2, "huge_body": HUGE_BYTES}.get(kind, len(body))
    handler.send_response(answer.status)
    handler.send_header("Content-Type", answer.content_type)
    handler.send_header("Content-Length", str(length))
    for name, value in answer.headers.items():
        handler.send_header(name, value)
    if kind in ("cut", "wrong_length", "huge_body", "slow_body"):
        handler.send_header("Connection", "close")
        handler.close_connection = True
    handler.end_headers()
    if handler.command != "HEAD":
        _write(handler, body, fault)


def _write(handler: BaseHTTPRequestHandler, body: bytes, fault: Fault | None) -> None:
    out, kind = handler.wfile, fault.kind if fault else ""
    if fault and kind == "slow_body":
        for block in _drops(body, fault.seconds):
            out.write(block)
            fault.over.wait(DRIP_SECONDS)
    elif fault and kind == "huge_body":
        sent = out.write(body[:1])
        while sent < HUGE_BYTES and not fault.over.is_set():
            sent += out.write(BLOCK)
    else:
        out.write(body[: len(body) // 2] if kind in ("cut", "wrong_length") else body)


def _drops(body: bytes, seconds: float) -> list[bytes]:
    """Cut a body into pieces that take so long when one is sent every tenth of a second."""
    size = max(1, round(len(body) * DRIP_SECONDS / seconds))
    return [body[start : start + size] for start in range(0, len(body), size)]
