"""Is the process alive, and can it do its work?"""

from collections.abc import Callable
from typing import Any

from django.db import Error, connection
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

# name -> a function that raises when that part cannot work; each app adds its own at start
READINESS: dict[str, Callable[[], None]] = {}


class AliveSerializer(serializers.Serializer[dict[str, Any]]):
    status = serializers.ChoiceField(choices=["ok"])


class ReadySerializer(serializers.Serializer[dict[str, Any]]):
    status = serializers.ChoiceField(choices=["ready", "not ready"])
    checks = serializers.DictField(child=serializers.CharField())


def database_answers() -> None:
    """Ask the database something small."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


READINESS["database"] = database_answers


class HealthApi(APIView):
    """Alive."""

    throttle_classes = ()

    @extend_schema(operation_id="health_live", summary="Is it alive?", responses=AliveSerializer, tags=["health"])
    def get(self, request: Request) -> Response:
        """Answers as long as the process does."""
        return Response({"status": "ok"})


class ReadinessApi(APIView):
    """Ready."""

    throttle_classes = ()

    @extend_schema(
        operation_id="health_ready",
        summary="Can it do its work?",
        responses={200: ReadySerializer, 503: ReadySerializer},
        tags=["health"],
    )
    def get(self, request: Request) -> Response:
        """200 when the database, the model and the extractor all answer, else 503 and which of them does not."""
        checks = {name: _outcome(check) for name, check in READINESS.items()}
        ready = all(outcome == "ok" for outcome in checks.values())
        body = {"status": "ready" if ready else "not ready", "checks": checks}
        return Response(body, status=200 if ready else 503)


def _outcome(check: Callable[[], None]) -> str:
    try:
        check()
    except Error:
        return "the database does not answer"
    except Exception as problem:  # whatever is wrong, this is the place to say so
        return str(problem) or type(problem).__name__
    return "ok"
