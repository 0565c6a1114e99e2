"""The shapes of `contracts/extractor.yaml`; used for the document only, the answers are built in `apis.py`."""

from typing import Any, Final

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, inline_serializer
from rest_framework import serializers

from audiofiler.schema import SCHEMA_ID, SCHEMA_IDS
from extractor_service.extraction.drawing_schemas import AnalysisSerializer
from extractor_service.extraction.errors import KINDS
from extractor_service.extraction.submissions import ANALYSIS


class BearerScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """How the document names the token."""

    target_class = "extractor_service.extraction.tokens.BearerToken"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """Describe the scheme."""
        return {"type": "http", "scheme": "bearer", "description": "EXTRACTOR_TOKEN, where it is set"}


class UrlSerializer(serializers.Serializer[Any]):
    """The address of a clip."""

    url = serializers.CharField(help_text="https address on an allowed host")


class UploadSerializer(serializers.Serializer[Any]):
    """A clip itself."""

    audio = serializers.FileField(help_text="MP3, AAC/M4A, FLAC, WAV, Ogg Vorbis, Opus or AIFF")


class WindowSerializer(serializers.Serializer[Any]):
    """The features of one 30 s window of a song, or of a part of one."""

    start_s = serializers.FloatField()
    offset_s = serializers.FloatField(help_text="by how much its frames are moved, s; the recipe's own windows have 0")
    values = serializers.ListField(child=serializers.FloatField())


class TimingsSerializer(serializers.Serializer[Any]):
    """Where the time went, ms."""

    fetch = serializers.FloatField(help_text="receiving the upload, or fetching from the host")
    wait = serializers.FloatField(help_text="waiting for a free worker")
    decode = serializers.FloatField()
    extract = serializers.FloatField()
    draw = serializers.FloatField(required=False, help_text="with ?include=analysis")
    total = serializers.FloatField()


class FeaturesSerializer(serializers.Serializer[Any]):
    """The features of a clip; `values` and every window's in the order of `names`."""

    schema = serializers.CharField(help_text="which recipe the values follow, such as paa-70/1")
    names = serializers.ListField(child=serializers.CharField())
    values = serializers.ListField(child=serializers.FloatField())
    duration_s = serializers.FloatField()
    sample_rate = serializers.IntegerField(help_text="of the file, Hz")
    audio_sha256 = serializers.RegexField(r"^[0-9a-f]{64}$")
    windows = WindowSerializer(many=True)
    timings_ms = TimingsSerializer()
    analysis = AnalysisSerializer(required=False, help_text="with ?include=analysis")


class ProblemSerializer(serializers.Serializer[Any]):
    """A refusal (RFC 9457); `code` is for programs, `detail` says what to do."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    code = serializers.ChoiceField(choices=sorted(KINDS))


def _problems(*statuses: int) -> dict[Any, OpenApiResponse]:
    return {
        (status, "application/problem+json"): OpenApiResponse(
            ProblemSerializer,
            description=", ".join(code for code, kind in KINDS.items() if kind.status == status),
        )
        for status in statuses
    }


_STATUS: Final = {"status": serializers.ChoiceField(choices=["ok", "unavailable"])}
_HEALTH_BODY: Final = inline_serializer("Health", dict(_STATUS))
_READY_BODY: Final = inline_serializer(
    "Readiness", {**_STATUS, "checks": serializers.DictField(child=serializers.CharField())}
)

FEATURES: Final[dict[str, Any]] = {
    "operation_id": "features_create",
    "tags": ["features"],
    "parameters": [
        OpenApiParameter(
            "schema",
            str,
            enum=list(SCHEMA_IDS),
            default=SCHEMA_ID,
            description="Which features.",
        ),
        OpenApiParameter("include", str, enum=[ANALYSIS], description="Adds what can be drawn."),
    ],
    "request": {"application/json": UrlSerializer, "multipart/form-data": UploadSerializer},
    "responses": {200: FeaturesSerializer, **_problems(400, 401, 409, 413, 415, 422, 503)},
}
HEALTH: Final[dict[str, Any]] = {"operation_id": "health", "tags": ["health"], "responses": _HEALTH_BODY}
READY: Final[dict[str, Any]] = {
    "operation_id": "readiness",
    "tags": ["health"],
    "responses": {200: _READY_BODY, 503: _READY_BODY},
}
