"""What goes over the wire: a request as it came, an answer as it will go, and the routes between them."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

Part = Literal["api", "token", "clips", "pictures"]
JSON = "application/json; charset=utf-8"
ABSENT = object()  # in place of a value: the key is left out


@dataclass(frozen=True, kw_only=True)
class Request:
    """One recorded call."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]  # names in lower case
    body: bytes = b""

    def whole(self, name: str, default: int) -> int:
        """Read a whole number of the query; what is none counts as not given."""
        value = self.query.get(name, "")
        return int(value) if re.fullmatch(r"-?\d{1,18}", value) else default


@dataclass(kw_only=True)
class Answer:
    """An answer: either a value that is sent as JSON, or bytes."""

    value: Any = None
    body: bytes | None = None
    status: int = 200
    content_type: str = JSON
    headers: dict[str, str] = field(default_factory=dict)
    ranges: bool = False  # parts of the body may be asked for


@dataclass(frozen=True)
class Route:
    """Paths of one form, and what answers them; the pattern's groups are the handler's further arguments."""

    pattern: str
    handler: Callable[..., Answer]
    part: Part = "api"
    method: str = "GET"


def refusal(status: int, value: Any, **headers: str) -> Answer:
    """Make an answer that says no; `Retry_After="3"` becomes a header."""
    return Answer(status=status, value=value, headers={name.replace("_", "-"): text for name, text in headers.items()})


def without(value: Any, keys: dict[str, Any]) -> Any:
    """Copy JSON, and wherever one of the keys is, put the value given for it, or leave it out when that is ABSENT."""
    if isinstance(value, list):
        return [without(item, keys) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        key: keys[key] if key in keys else without(item, keys)
        for key, item in value.items()
        if keys.get(key) is not ABSENT
    }


def cut_to_range(answer: Answer, wanted: str) -> Answer:
    """Answer a `Range: bytes=…` header with that part, as every host of clips does."""
    body = answer.body or b""
    answer.headers["Accept-Ranges"] = "bytes"
    found = re.fullmatch(r"bytes=(\d*)-(\d*)", wanted.strip())
    if not found or not any(found.groups()):
        return answer
    first, last = found.groups()
    start = int(first) if first else max(0, len(body) - int(last))
    end = min(len(body) - 1, int(last)) if first and last else len(body) - 1
    if start > end:
        return Answer(status=416, body=b"", headers={"Content-Range": f"bytes */{len(body)}"})
    headers = {**answer.headers, "Content-Range": f"bytes {start}-{end}/{len(body)}"}
    return Answer(status=206, body=body[start : end + 1], content_type=answer.content_type, headers=headers)
