"""What happens around every request: its id and log line, security headers, and two doors that refuse early."""

import re
import time
import uuid
from collections.abc import Callable
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

from backend.common.handler import respond, unsupported_body
from backend.common.problems import ProblemError

log = structlog.get_logger("request")
Answer = Callable[[HttpRequest], HttpResponse]
REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
MB = 1024 * 1024
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}

DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'"
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; "
    "img-src 'self' https: data: blob:{loopback}; media-src 'self' https: blob:{loopback}; manifest-src 'self'; "
    "worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
LOOPBACK = re.compile(r"(127(\.[0-9]{1,3}){3}|localhost|\[::1\]):[0-9]{1,5}")
# Swagger's page brings a <style> of its own; its script is served as a file, so scripts stay strict.
DOCS_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


class RequestLog:
    """Gives each request an id (the caller's own, if it is well formed) and logs one line when it is answered.

    The query is left out of the log: it can hold what a person typed.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        request_id = given if REQUEST_ID.fullmatch(given) else uuid.uuid4().hex
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        start = time.perf_counter()
        response = self.get_response(request)
        response["X-Request-ID"] = request_id
        log.info(
            "answered",
            method=request.method,
            path=request.path,
            status=response.status_code,
            ms=round((time.perf_counter() - start) * 1000, 1),
        )
        return response


class ContentPolicy:
    """A strict Content-Security-Policy for what a browser may do with each answer."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response["Content-Security-Policy"] = policy_for(request.path)
        if request.path.startswith("/api/"):
            response.setdefault("Cache-Control", "private, no-cache")
        response["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(self)"
        return response


def policy_for(path: str) -> str:
    """The page may load from itself and play remote previews; data may do nothing at all."""
    if path.startswith("/api/docs"):
        return DOCS_POLICY
    return DATA_POLICY if path.startswith("/api/") else page_policy()


def page_policy() -> str:
    """Clips and covers come over https; from a loopback host that PREVIEW_HOSTS names, over http too."""
    hosts = [f" http://{host}" for host in settings.PREVIEW_HOSTS if LOOPBACK.fullmatch(host)]
    return PAGE_POLICY.format(loopback="".join(hosts))


class Compression(GZipMiddleware):
    """Text goes out compressed, if the caller takes that; sound is asked for in ranges and is compressed already."""

    kinds = frozenset({"application/json", "application/problem+json", "application/vnd.oai.openapi", "text/html"})

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        kind = response.get("Content-Type", "").partition(";")[0]
        return super().process_response(request, response) if kind in self.kinds else response


class SameOriginWrites:
    """Refuses writes that a browser sends from another site's page. Programs send neither header and pass.

    The identity cookie is SameSite=Lax, so it does not travel with such a write either; but the answer would
    set a new one over the person's own, and their history would be lost to them.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in SAFE_METHODS and is_cross_site(request):
            return respond(ProblemError("cross_site"))
        return self.get_response(request)


def is_cross_site(request: HttpRequest) -> bool:
    """Browsers of today say so in Sec-Fetch-Site; older ones name the page's origin."""
    if fetch_site := request.headers.get("Sec-Fetch-Site"):
        return fetch_site not in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    return bool(origin) and urlsplit(origin or "").netloc != request.get_host()


class BodyLimit:
    """Refuses a body that announces too many bytes, before it is read and stored.

    What was announced is read and dropped up to a bound: a client that is still sending would see its
    connection reset instead of the answer.
    """

    drain_bytes = 512 * 1024 * 1024
    drain_seconds = 20.0
    chunk = 256 * 1024
    envelope = 64 * 1024  # what multipart's headers and small fields add to the file

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.headers.get("Content-Length", "")
        if not length and "Transfer-Encoding" in request.headers:
            return respond(ProblemError("validation_error", "Send the body with a Content-Length, not in chunks."))
        if length.isdecimal() and int(length) > self.limit_for(request):
            self.drain(request, int(length))
            return respond(self.refusal(request))
        return self.get_response(request)

    def refusal(self, request: HttpRequest) -> ProblemError:
        """What is wrong with a large body: a song sent as it is would fit as multipart."""
        kind = request.content_type or ""
        if kind.startswith("multipart/"):
            return ProblemError("too_large", f"A file may have up to {settings.MAX_UPLOAD_BYTES // MB} MB here.")
        if kind == "application/json":
            return ProblemError("too_large", f"JSON may have up to {self.limit_for(request) // 1024} kB here.")
        return unsupported_body()

    def limit_for(self, request: HttpRequest) -> int:
        """Files come as multipart; everything else is small."""
        if (request.content_type or "").startswith("multipart/"):
            return int(settings.MAX_UPLOAD_BYTES) + self.envelope
        return int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)

    def drain(self, request: HttpRequest, length: int) -> None:
        until = time.monotonic() + self.drain_seconds
        left = min(length, self.drain_bytes)
        while left > 0 and time.monotonic() < until:
            chunk = request.read(min(self.chunk, left))
            if not chunk:
                return
            left -= len(chunk)
