"""The one place where an exception becomes `application/problem+json`, for DRF and for Django's own answers."""

import json
import math
from typing import Any

import structlog
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from rest_framework import exceptions

from backend.common.problems import ProblemError

log = structlog.get_logger(__name__)
CONTENT_TYPE = "application/problem+json"


def problem_response(exc: Exception, context: dict[str, Any] | None = None) -> HttpResponse | None:
    """DRF's exception handler. None means a mistake of ours: Django logs it and answers through `server_error`."""
    problem = as_problem(exc)
    if problem is None:
        return None
    return respond(problem)


def respond(problem: ProblemError) -> HttpResponse:
    """The problem as an answer, with the request's id and `Retry-After` where waiting helps."""
    body = problem.as_dict()
    if request_id := structlog.contextvars.get_contextvars().get("request_id"):
        body["request_id"] = request_id
    response = HttpResponse(json.dumps(body), content_type=CONTENT_TYPE, status=problem.kind.status)
    if problem.retry_after is not None:
        response["Retry-After"] = str(problem.retry_after)
    if allow := problem.members.get("allow"):
        response["Allow"] = ", ".join(allow)
    return response


def as_problem(exc: Exception) -> ProblemError | None:  # noqa: C901, PLR0911 - a table of cases
    """The refusal that an exception stands for, or None when it stands for a mistake of ours."""
    match exc:
        case ProblemError():
            return exc
        case exceptions.ValidationError():
            return ProblemError("validation_error", _first_message(exc.detail), errors=_by_field(exc.detail))
        case exceptions.ParseError() | MultiPartParserError() | UnreadablePostError():
            return ProblemError("validation_error", f"The body cannot be read. {exc}".strip())
        case exceptions.UnsupportedMediaType():
            return unsupported_body()
        case exceptions.MethodNotAllowed():
            return ProblemError("method_not_allowed", str(exc.detail))
        case exceptions.Throttled():
            return ProblemError("rate_limited", retry_after=math.ceil(getattr(exc, "wait", None) or 1))
        case exceptions.NotFound() | Http404():
            return ProblemError("not_found")
        case RequestDataTooBig():
            return ProblemError("too_large", "This body is too large.")
        case SuspiciousOperation():
            return ProblemError("validation_error", "The request is malformed.")
        case OperationalError():
            log.exception("database_unavailable")
            return ProblemError("busy", "The database does not answer just now. Try again in a moment.")
    return None


def unsupported_body() -> ProblemError:
    """A body that is neither of the two kinds that are read."""
    return ProblemError(
        "unsupported_media",
        "Send multipart/form-data with the file in `audio`, or application/json with a track_id or a preview_url.",
    )


def _first_message(detail: Any) -> str:
    """The first complaint as one sentence that names its field."""
    if isinstance(detail, dict):
        field, inner = next(iter(detail.items()))
        message = _first_message(inner)
        return message if field == "non_field_errors" else f"{field}: {message}"
    if isinstance(detail, list):
        return _first_message(detail[0])
    return str(detail)


def _by_field(detail: Any) -> dict[str, list[str]]:
    if not isinstance(detail, dict):
        return {"non_field_errors": [str(item) for item in detail]}
    return {field: [_first_message(item) for item in _as_list(inner)] for field, inner in detail.items()}


def _as_list(inner: Any) -> list[Any]:
    return inner if isinstance(inner, list) else [inner]


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's own 400: a foreign Host header, a broken multipart body and the like."""
    return respond(as_problem(exception) or ProblemError("validation_error", "The request is malformed."))


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's own 403."""
    return respond(ProblemError("cross_site"))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's own 404."""
    return respond(ProblemError("not_found"))


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's own 500; the log has the cause under the same request id."""
    return respond(ProblemError("internal_error"))
