"""Pieces the OpenAPI description is put together from."""

from typing import Any

from drf_spectacular.utils import OpenApiResponse
from rest_framework import serializers

from backend.common.handler import CONTENT_TYPE
from backend.common.problems import PROBLEMS


class ProblemSerializer(serializers.Serializer[dict[str, Any]]):
    """A refusal (RFC 9457)."""

    type = serializers.CharField(help_text="Where the code is explained, relative to this server.")
    title = serializers.CharField(help_text="The kind of refusal, for a person.")
    status = serializers.IntegerField(help_text="The HTTP status.")
    detail = serializers.CharField(help_text="What happened this time and what helps, in a sentence.")
    code = serializers.ChoiceField(choices=sorted(PROBLEMS), help_text="The kind of refusal, for a program.")
    retry_after = serializers.IntegerField(
        required=False, help_text="Seconds until trying again can help; also in Retry-After."
    )
    errors = serializers.DictField(  # type: ignore[assignment]
        child=serializers.ListField(child=serializers.CharField()),
        required=False,
        help_text="What is wrong with each field.",
    )
    request_id = serializers.CharField(required=False, help_text="Also in X-Request-ID and in the log.")


def refusals(*codes: str) -> dict[tuple[int, str], OpenApiResponse]:
    """The refusals of an operation, by status; every operation can be limited or find the database busy."""
    by_status: dict[int, list[str]] = {}
    for code in (*codes, "rate_limited", "busy"):
        by_status.setdefault(PROBLEMS[code].status, []).append(code)
    return {
        (status, CONTENT_TYPE): OpenApiResponse(ProblemSerializer, description=" or ".join(sorted(set(found))))
        for status, found in sorted(by_status.items())
    }
