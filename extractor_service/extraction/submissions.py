"""What a caller hands in: one file or one address, checked in shape before anything is done with it."""

from dataclasses import dataclass
from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile
from rest_framework.request import Request

from audiofiler.schema import SCHEMA_ID, SCHEMA_IDS
from extractor_service.extraction.conf import conf
from extractor_service.extraction.errors import Refusal
from extractor_service.extraction.spool import FIELD, too_large

FORM_BYTES: Final = 64 * 1024
"""What multipart may add around the file."""
JSON_BYTES: Final = 16 * 1024
ANALYSIS: Final = "analysis"
"""What can be included."""


@dataclass(frozen=True)
class Wish:
    """What is asked for: which features, and whether what can be drawn as well."""

    schema: str = SCHEMA_ID
    analysis: bool = False


@dataclass(frozen=True)
class Upload:
    """A file that was sent along."""

    upload: "UploadedFile[Any]"


@dataclass(frozen=True)
class Address:
    """The address of a file."""

    url: str


Submission = Upload | Address


def submission_read(request: Request) -> Submission:
    """Take the body apart, or refuse."""
    _check_length(request)
    # Whatever charset the caller names, the texts in here are ASCII and the rest is bytes.
    request._request.encoding = "utf-8"  # noqa: SLF001 - DRF has no public way to the request it wraps
    data = request.data
    if not hasattr(data, "get"):
        raise Refusal("validation_error", "The JSON must be an object with 'url'.")
    return _from_form(request) if request.FILES or _is_form(request) else _from_json(data.get("url"), data)


def wish_read(request: Request) -> Wish:
    """Take what is asked for, or refuse the query."""
    for name in request.query_params:
        if name not in {"schema", "include"}:
            raise Refusal("validation_error", "The only parameters are 'schema' and 'include'.")
    asked = request.query_params.getlist("schema") or [SCHEMA_ID]
    if len(asked) > 1 or asked[0] not in SCHEMA_IDS:
        raise Refusal("validation_error", f"'schema' must be one of {', '.join(SCHEMA_IDS)}.")
    included = request.query_params.getlist("include")
    if included not in ([], [ANALYSIS]):
        raise Refusal("validation_error", f"'include' must be {ANALYSIS}.")
    return Wish(schema=str(asked[0]), analysis=bool(included))


def _is_form(request: Request) -> bool:
    return str(request.content_type).lower().startswith("multipart/")


def _check_length(request: Request) -> None:
    """Refuse by the declared length, before the first byte of the body is read."""
    if "chunked" in request.headers.get("Transfer-Encoding", "").lower():
        raise Refusal("validation_error", "Send the body with a Content-Length, not chunked.")
    text = request.headers.get("Content-Length", "") or "0"
    length = int(text) if text.isascii() and text.isdigit() else 0
    if length > conf().max_bytes + FORM_BYTES:
        raise too_large(conf().max_bytes)
    if length > JSON_BYTES and not _is_form(request):
        raise Refusal("too_large", "A JSON body must be small; send the file as multipart/form-data.")


def _from_form(request: Request) -> Submission:
    upload = request.FILES.get(FIELD)
    if upload is None and FIELD in request.data:
        raise Refusal("validation_error", "The field 'audio' holds text. Send a file, with a file name.")
    if upload is None:
        raise Refusal("validation_error", "There is no file in the field 'audio'.")
    if any(name != FIELD for name in request.data):
        raise Refusal("validation_error", "Send the file in 'audio' and nothing else.")
    return Upload(upload)


def _from_json(url: object, data: object) -> Submission:
    if isinstance(data, dict) and FIELD in data:
        raise Refusal("validation_error", "Send a file as multipart/form-data, or 'url' alone as JSON.")
    if not isinstance(url, str) or not url:
        raise Refusal("validation_error", "Send a JSON object with 'url', the clip's https address as text.")
    return Address(url)
