"""A file over HTTP, whole or in parts, in bounded pieces."""

import mimetypes
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import http_date, parse_etags, parse_http_date_safe
from rest_framework.request import Request

from backend.common.problems import ProblemError

PIECE = 64 * 1024
# A browser asks for "bytes=0-" and then reads only as fast as it plays; each such request would hold a thread
# for minutes. It is given this much and asks for the rest when it comes to it.
OPEN_RANGE = 2 * 1024 * 1024
RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
TYPES = {
    ".m4a": "audio/mp4",
    ".mp4": "audio/mp4",
    ".ogg": "audio/ogg",
    ".oga": "audio/ogg",
    ".opus": "audio/ogg",
    ".flac": "audio/flac",
    ".wav": "audio/wav",
    ".aif": "audio/aiff",
    ".aiff": "audio/aiff",
    ".aac": "audio/aac",
}


def file_response(*, request: Request, path: Path) -> HttpResponseBase:
    """The file, the part of it in `Range`, or 304 when the caller has it already (RFC 9110)."""
    try:
        file = os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW), "rb")
    except OSError:
        raise ProblemError("track_not_found") from None
    status = os.fstat(file.fileno())
    etag = f'"{status.st_mtime_ns:x}-{status.st_size:x}"'
    headers = {
        "Accept-Ranges": "bytes",
        "ETag": etag,
        "Last-Modified": http_date(status.st_mtime),
        "Cache-Control": "private, no-cache",
        "X-Content-Type-Options": "nosniff",
    }
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        file.close()
        return HttpResponse(status=304, headers=headers)
    part = asked_part(request, size=status.st_size, etag=etag, modified=int(status.st_mtime))
    if part is None:
        file.close()
        return HttpResponse(
            status=416,
            content_type="application/octet-stream",
            headers=headers | {"Content-Range": f"bytes */{status.st_size}"},
        )
    start, end, partial = part
    if partial:
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{status.st_size}"
    headers["Content-Length"] = str(end - start)
    body = Pieces(file, start=start, end=start if request.method == "HEAD" else end)
    return StreamingHttpResponse(body, status=206 if partial else 200, headers=headers, content_type=content_type(path))


def content_type(path: Path) -> str:
    """By the name: the decoder, not the browser, says what is inside."""
    suffix = path.suffix.lower()
    return TYPES.get(suffix) or mimetypes.types_map.get(suffix, "application/octet-stream")


def asked_part(request: Request, *, size: int, etag: str, modified: int) -> tuple[int, int, bool] | None:
    """(start, end, partial) of what to send, or None when the file has no such part.

    A header that is not understood, several parts at once, or a file changed since mean the whole file.
    """
    asked = RANGE.fullmatch(request.headers.get("Range", "").strip())
    if asked is None or asked.group() == "bytes=-" or not _still_same(request, etag=etag, modified=modified):
        return 0, size, False
    first, last = asked.groups()
    if not first:
        return (max(0, size - int(last)), size, True) if int(last) and size else None
    start = int(first)
    end = min(int(last) + 1, size) if last else min(start + OPEN_RANGE, size)
    if last and int(last) < start:
        return 0, size, False
    return (start, end, True) if start < size else None


def _still_same(request: Request, *, etag: str, modified: int) -> bool:
    condition = request.headers.get("If-Range")
    return condition is None or condition == etag or parse_http_date_safe(condition) == modified


class Pieces:
    """The bytes from `start` to `end`, read piece by piece; the server closes it with the answer."""

    def __init__(self, file: BinaryIO, *, start: int, end: int) -> None:
        self.file, self.left = file, end - start
        file.seek(start)

    def __iter__(self) -> Iterator[bytes]:
        while self.left > 0 and (piece := self.file.read(min(PIECE, self.left))):
            self.left -= len(piece)
            yield piece

    def close(self) -> None:
        self.file.close()
