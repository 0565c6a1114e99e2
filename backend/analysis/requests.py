"""What a caller asks for, read from the request and checked at the door."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any
from urllib.parse import urlsplit

from django.core.files.uploadedfile import TemporaryUploadedFile
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from backend.analysis.models import Origin
from backend.analysis.serializers import ClassificationRequestSerializer, ClassificationUploadSerializer
from backend.common.callers import caller_get, caller_scope
from backend.common.fields import refuse_unknown
from backend.common.problems import ProblemError
from backend.common.throttles import ApiThrottle

LONGEST_KEY = 255
LONGEST_LABEL = 200
LONGEST_WAIT = 10
WAIT = re.compile(r'wait ?= ?"?([0-9]{1,9})"?')
NAMED_IN_JSON = "track_id and preview_url are sent as JSON (application/json); multipart/form-data is for a file."


@dataclass(frozen=True, kw_only=True)
class Question:
    """One request to classify."""

    caller: str
    scopes: tuple[str, ...]  # in whose names its Idempotency-Key may be kept
    origin: Origin
    label: str
    model: str | None
    track_id: str | None = None
    preview_url: str | None = None
    upload: TemporaryUploadedFile | None = None
    asynchronous: bool = False
    wait_seconds: int = 0  # for which who polls rather waits for the answer
    include_features: bool = False
    idempotency_key: str | None = None

    def digest(self, *, audio_sha256: str) -> str:
        """The same for the same request: what an Idempotency-Key is compared by."""
        parts = [self.origin, self.track_id or "", self.preview_url or "", audio_sha256, self.model or ""]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def question_read(request: Request, *, caller: str) -> Question:
    """The question in a request. Raises ValidationError."""
    known = caller_get(request)
    address = ApiThrottle().get_ident(request)
    scopes = dict.fromkeys((caller_scope(caller=known, address=address), caller_scope(caller=None, address=address)))
    preferred = _preferences(request)
    common: dict[str, Any] = {
        "caller": caller,
        "scopes": tuple(scopes),
        "asynchronous": "respond-async" in preferred,
        "wait_seconds": _wait_seconds(preferred),
        "include_features": include_features(request),
        "idempotency_key": _idempotency_key(request),
    }
    if request.content_type.startswith("multipart/"):
        return Question(**common, **_upload(request))
    return Question(**common, **_named_clip(request))


def include_features(request: Request) -> bool:
    """Whether `?include=features` was asked for; anything else there is a mistake."""
    asked = {part for part in request.query_params.get("include", "").split(",") if part}
    if asked - {"features"}:
        raise ValidationError({"include": ["Only `features` can be included."]})
    return "features" in asked


def _upload(request: Request) -> dict[str, Any]:
    if named := sorted({"track_id", "preview_url"} & set(request.data)):
        alone = "audio" not in request.data
        raise ValidationError({named[0]: [NAMED_IN_JSON if alone else "Send either a file or this, not both."]})
    if "audio" not in request.data and (unknown := sorted(set(request.FILES))):
        name = unknown[0][:100]
        raise ValidationError({name: [f"There is no field `{name}`; send the file as `audio`."]})
    form = ClassificationUploadSerializer(data=request.data)
    form.is_valid(raise_exception=True)
    if len(request.FILES.getlist("audio")) > 1:
        raise ValidationError({"audio": ["Send one file at a time."]})
    upload = form.validated_data["audio"]
    if not upload.size:
        raise ProblemError("undecodable_audio", "The file is empty.")
    # browsers send a bare name, other programs may send a whole path of their own system
    name = PurePosixPath(PureWindowsPath(upload.name).name).name or "upload"
    return {
        "origin": Origin.UPLOAD,
        "label": name[:LONGEST_LABEL],
        "upload": upload,
        "model": form.validated_data.get("model"),
    }


def _named_clip(request: Request) -> dict[str, Any]:
    if not isinstance(request.data, dict):
        raise ValidationError('Send a JSON object, such as {"track_id": "deezer:1"}.')
    body = ClassificationRequestSerializer(data=request.data)
    body.is_valid(raise_exception=True)
    refuse_unknown(request.data, known=body.fields)
    asked = body.validated_data
    given = [name for name in ("track_id", "preview_url") if name in asked]
    if len(given) != 1:
        raise ValidationError({"track_id": ["Send exactly one of track_id, preview_url, or a file as `audio`."]})
    model = asked.get("model")
    if "track_id" in asked:
        return {"origin": Origin.TRACK, "label": asked["track_id"], "track_id": asked["track_id"], "model": model}
    url = asked["preview_url"]
    return {"origin": Origin.URL, "label": _label_of(url), "preview_url": url, "model": model}


def _label_of(url: str) -> str:
    """Host and file name: the rest of a signed address is nobody's business. The extractor judges the address."""
    try:
        parts = urlsplit(url)
        label = f"{parts.hostname or ''}/{PurePosixPath(parts.path).name}".strip("/")
    except ValueError:
        label = ""
    return label[:LONGEST_LABEL] or "a clip"


def _preferences(request: Request) -> set[str]:
    return {part.strip().lower() for part in request.headers.get("Prefer", "").replace(";", ",").split(",")}


def _wait_seconds(preferences: set[str]) -> int:
    """As in RFC 7240, in whole seconds; a preference that is not understood is as good as none."""
    found = (WAIT.fullmatch(preference) for preference in preferences)
    return min((min(int(wait[1]), LONGEST_WAIT) for wait in found if wait), default=0)


def _idempotency_key(request: Request) -> str | None:
    key = request.headers.get("Idempotency-Key", "").strip()
    if len(key) > LONGEST_KEY or not key.isprintable():
        raise ValidationError({"Idempotency-Key": [f"Use up to {LONGEST_KEY} printable characters."]})
    return key or None
