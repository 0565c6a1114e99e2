"""Every refusal of the service, and the one place that turns anything raised into `application/problem+json`."""

import json
from dataclasses import dataclass
from typing import Any, Final

import structlog
from django.core.exceptions import (
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from rest_framework import exceptions
from structlog.contextvars import bind_contextvars

from audiofiler.errors import AudioFilerError
from extractor_service.extraction import limits

log = structlog.get_logger("extractor")


@dataclass(frozen=True)
class Kind:
    """What all refusals of one code have in common."""

    status: int
    title: str
    retry_after: int | None = None


KINDS: Final[dict[str, Kind]] = {
    "unsupported_media": Kind(415, "This is not audio that can be read"),
    "undecodable_audio": Kind(422, "The audio cannot be decoded"),
    "too_short": Kind(422, "The clip is too short"),
    "silent_audio": Kind(422, "The clip is silent"),
    "too_large": Kind(413, "The file is too large"),
    "too_long": Kind(413, "The clip is too long"),
    "url_not_allowed": Kind(422, "This address is not allowed"),
    "preview_unavailable": Kind(409, "The preview is no longer there"),
    "source_unavailable": Kind(503, "The host of the preview does not answer", retry_after=10),
    "busy": Kind(503, "The service is busy", retry_after=2),
    "validation_error": Kind(400, "The request is not understood"),
    "unauthorized": Kind(401, "The token is missing or wrong"),
    "not_found": Kind(404, "There is nothing at this address"),
    "method_not_allowed": Kind(405, "The method is not allowed here"),
    "internal_error": Kind(500, "The service made a mistake"),
}


class Refusal(Exception):
    """A request that is answered with one of the codes above; `detail` says what to do."""

    def __init__(self, code: str, detail: str, *, retry_after: int | None = None) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail
        self.retry_after = retry_after


def problem(refusal: Refusal) -> HttpResponse:
    """Write a refusal down."""
    kind = KINDS[refusal.code]
    bind_contextvars(code=refusal.code)
    body = {
        "type": f"/docs/errors#{refusal.code}",
        "title": kind.title,
        "status": kind.status,
        "detail": refusal.detail,
        "code": refusal.code,
    }
    response = HttpResponse(json.dumps(body), status=kind.status, content_type="application/problem+json")
    retry_after = refusal.retry_after or kind.retry_after
    if retry_after is not None:
        response["Retry-After"] = str(retry_after)
    if refusal.code == "unauthorized":
        response["WWW-Authenticate"] = 'Bearer realm="extractor"'
    return response


def exception_handler(exc: Exception, context: dict[str, Any]) -> HttpResponse:
    """Answer anything a view raises."""
    if isinstance(exc, MemoryError):
        limits.mark_spent()
    refusal = _refusal(exc)
    if refusal.code == "internal_error":
        log.error("unexpected error", exc_info=exc)
    response = problem(refusal)
    if isinstance(exc, exceptions.MethodNotAllowed):
        view = context["view"]
        response["Allow"] = ", ".join(view.allowed_methods)
    return response


_DJANGO: Final[dict[type[Exception], tuple[str, str]]] = {
    exceptions.UnsupportedMediaType: (
        "unsupported_media",
        "Send the file as multipart/form-data in the field 'audio', or a JSON object with 'url'.",
    ),
    exceptions.NotAuthenticated: ("unauthorized", "Send the service's token as 'Authorization: Bearer …'."),
    exceptions.AuthenticationFailed: (
        "unauthorized",
        "Send the service's token as 'Authorization: Bearer …'.",
    ),
    exceptions.MethodNotAllowed: ("method_not_allowed", "See the Allow header for what this address takes."),
    exceptions.ParseError: ("validation_error", "The body is not well-formed JSON or multipart/form-data."),
    MemoryError: ("too_large", "The clip takes more memory than one may use. Send a shorter one."),
    RecursionError: ("validation_error", "The JSON is nested too deeply."),
    RequestDataTooBig: ("too_large", "Everything in the body but the file must be small."),
    TooManyFilesSent: ("validation_error", "Send one file, in the field 'audio'."),
    TooManyFieldsSent: ("validation_error", "Send one file, in the field 'audio', and nothing else."),
    UnreadablePostError: ("validation_error", "The body was cut off or sent too slowly. Send it again."),
    SuspiciousOperation: ("validation_error", "The request is malformed."),
}


def _refusal(exc: Exception) -> Refusal:
    if isinstance(exc, Refusal):
        return exc
    if isinstance(exc, AudioFilerError) and exc.code in KINDS:
        return Refusal(exc.code, exc.detail)
    for kind, (code, detail) in _DJANGO.items():
        if isinstance(exc, kind):
            return Refusal(code, detail)
    return Refusal("internal_error", "Something went wrong here; the log says what, by the request id.")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what Django refuses before a view is found, such as a foreign Host header."""
    return problem(Refusal("validation_error", "The request is malformed, or its Host is not served here."))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address that is none."""
    return problem(Refusal("not_found", "The service has /v1/features, /healthz and /readyz."))


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer what went wrong outside every view; Django has logged it."""
    return problem(Refusal("internal_error", "Something went wrong here; the log says what, by the request id."))
