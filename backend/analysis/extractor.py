"""The client of the extractor service: a file or an address goes out, features come back, or a refusal."""

import math
import secrets
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import requests
import structlog
from django.conf import settings
from requests.adapters import HTTPAdapter

from audiofiler import FeatureVector, Window
from audiofiler.drawing import Drawing
from audiofiler.schema import SCHEMA_ID
from backend.common.problems import PROBLEMS, ProblemError

log = structlog.get_logger(__name__)
CONNECT_SECONDS = 3.05
# what the extractor may refuse in its own words; anything else it says is a fault between the two services
REFUSALS = {
    "unsupported_media", "undecodable_audio", "too_short", "silent_audio", "too_large", "too_long",
    "url_not_allowed", "preview_unavailable", "source_unavailable", "busy", "validation_error",
}  # fmt: skip


def file_features_get(*, path: Path, schema: str = SCHEMA_ID) -> FeatureVector:
    """The features of a file on this machine, in a schema. Raises ProblemError."""
    with path.open("rb") as file:
        body = MultipartFile(file, size=path.stat().st_size)
        return _ask(schema, data=body, headers={"Content-Type": body.content_type})


def url_features_get(*, url: str, schema: str = SCHEMA_ID) -> FeatureVector:
    """The features of a clip that the extractor fetches through its guarded door. Raises ProblemError."""
    return _ask(schema, json={"url": url})


def ready_check() -> None:
    """Raises ProblemError when the extractor does not answer or is not ready."""
    try:
        answer = _session().get(f"{settings.EXTRACTOR_URL}/readyz", timeout=(1, 3))
    except requests.RequestException:
        raise ProblemError("extractor_unavailable", "the extractor does not answer") from None
    if not answer.ok:
        raise ProblemError("extractor_unavailable", "the extractor is not ready")


class MultipartFile:
    """A multipart body with one file in `audio`, read while it is sent, so that its size does not matter."""

    def __init__(self, file: BinaryIO, *, size: int) -> None:
        boundary = secrets.token_hex(16)
        self.content_type = f"multipart/form-data; boundary={boundary}"
        head = (
            f'--{boundary}\r\nContent-Disposition: form-data; name="audio"; filename="clip"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        )
        self.head, self.tail = head.encode(), f"\r\n--{boundary}--\r\n".encode()
        self.file, self.size = file, size

    def __len__(self) -> int:
        return len(self.head) + self.size + len(self.tail)

    def __iter__(self) -> Iterator[bytes]:
        yield self.head
        while piece := self.file.read(256 * 1024):
            yield piece
        yield self.tail


@cache
def _session() -> requests.Session:
    """One pool of connections for all threads of the process."""
    session = requests.Session()
    session.trust_env = False  # the extractor is a neighbour: no proxy from the environment gets in between
    session.mount("http://", HTTPAdapter(pool_connections=1, pool_maxsize=16))
    session.mount("https://", HTTPAdapter(pool_connections=1, pool_maxsize=16))
    return session


def _ask(schema: str, *, headers: dict[str, str] | None = None, **body: Any) -> FeatureVector:
    sent = dict(headers or {})
    if settings.EXTRACTOR_TOKEN:
        sent["Authorization"] = f"Bearer {settings.EXTRACTOR_TOKEN}"
    if request_id := structlog.contextvars.get_contextvars().get("request_id"):
        sent["X-Request-ID"] = request_id
    try:
        answer = _session().post(
            f"{settings.EXTRACTOR_URL}/v1/features",
            params={"schema": schema, "include": "analysis"},
            headers=sent,
            timeout=(CONNECT_SECONDS, settings.EXTRACTOR_TIMEOUT),
            allow_redirects=False,
            **body,
        )
        found = answer.json()
    except (requests.RequestException, ValueError) as error:
        log.warning("extractor_unavailable", error=type(error).__name__)
        raise ProblemError("extractor_unavailable") from None
    if answer.status_code != 200:
        raise _refusal(answer, found)
    return _vector(found, schema)


def _refusal(answer: requests.Response, found: Any) -> ProblemError:
    """The extractor's refusal in its own words, where it is about the clip."""
    code = found.get("code") if isinstance(found, dict) else None
    if code not in REFUSALS:
        log.error("extractor_refuses", status=answer.status_code, code=code)
        return ProblemError("extractor_unavailable")
    retry_after = answer.headers.get("Retry-After", "")
    wait = int(retry_after) if retry_after.isdecimal() else PROBLEMS[code].retry_after
    return ProblemError(code, str(found.get("detail") or ""), retry_after=wait)


def _vector(found: Any, schema: str) -> FeatureVector:
    """The answer as the library's own type, checked: a service of another version must not be believed."""
    try:
        vector = FeatureVector(
            values=_numbers(found["values"]),
            windows=tuple(_window(part) for part in found["windows"]),
            duration_s=float(found["duration_s"]),
            sample_rate=int(found["sample_rate"]),
            audio_sha256=str(found["audio_sha256"]),
            timings_ms={name: float(value) for name, value in found["timings_ms"].items()},
            names=tuple(found["names"]),
            schema=str(found["schema"]),
            drawing=_drawing(found),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        log.exception("extractor_answer_not_understood")
        raise ProblemError("extractor_unavailable") from None
    lengths = {len(vector.values), *(len(window.values) for window in vector.windows)}
    if vector.schema != schema or not vector.windows or lengths != {len(vector.names)}:
        log.error("extractor_speaks_another_schema", schema=vector.schema)
        raise ProblemError("extractor_unavailable")
    return vector


def _drawing(found: dict[str, Any]) -> Drawing | None:
    """What can be drawn of it; an answer stands without."""
    try:
        drawing = Drawing.from_dict(found["analysis"])
    except (KeyError, TypeError, ValueError):
        log.exception("extractor_drawing_not_understood")
        return None
    if {part.values.shape[1] for part in drawing.course.stretches} - {len(found["names"])}:
        log.error("extractor_draws_another_schema")
        return None
    return drawing


def _window(part: dict[str, Any]) -> Window:
    return Window(float(part["start_s"]), _numbers(part["values"]), float(part["offset_s"]))


def _numbers(values: list[float]) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    if not all(math.isfinite(value) for value in values):
        raise ValueError("a value is not a number")
    return np.asarray(values, dtype=np.float64)
