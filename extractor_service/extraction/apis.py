"""The three addresses of the service."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, cast

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView
from structlog.contextvars import bind_contextvars

from audiofiler import FeatureVector
from extractor_service.extraction import readiness, services
from extractor_service.extraction.conf import conf
from extractor_service.extraction.schemas import FEATURES, HEALTH, READY
from extractor_service.extraction.submissions import Address, Submission, submission_read, wish_read


class FeaturesApi(APIView):
    """A clip becomes its features."""

    @extend_schema(**FEATURES)
    def post(self, request: Request) -> Response:
        """Give the features of an uploaded clip or of the clip behind an allowed address, as they are asked for."""
        began = time.perf_counter()
        wish = wish_read(request)
        with services.turnstile().inside(), _audio(submission_read(request)) as audio:
            received = time.perf_counter()
            with services.turnstile().computing(wait_seconds=conf().wait_seconds):
                started = time.perf_counter()
                vector = services.features_extract(audio=audio, wish=wish)
        timings = {
            "fetch": _ms(began, received),
            "wait": _ms(received, started),
            **{name: round(value, 3) for name, value in vector.timings_ms.items()},
            "total": _ms(began, time.perf_counter()),
        }
        bind_contextvars(timings_ms=timings)
        return Response(_answer(vector, timings))


class AliveApi(APIView):
    """The process answers."""

    authentication_classes = ()

    @extend_schema(**HEALTH)
    def get(self, request: Request) -> Response:
        """Say that the process answers."""
        return Response({"status": "ok"})


class ReadyApi(APIView):
    """The process can work."""

    authentication_classes = ()

    @extend_schema(**READY)
    def get(self, request: Request) -> HttpResponse:
        """Say whether a test clip went through."""
        extraction = readiness.status()
        well = extraction == "ok"
        body = {"status": "ok" if well else "unavailable", "checks": {"extraction": extraction}}
        return Response(body, status=200 if well else 503, headers={} if well else {"Retry-After": "10"})


@contextmanager
def _audio(submission: Submission) -> Iterator[BinaryIO]:
    """Open what was handed in, and forget it afterwards."""
    if isinstance(submission, Address):
        bind_contextvars(source="url")
        spool = services.clip_fetch(url=submission.url)
        bind_contextvars(bytes=spool.size)
        file = spool.rewound()
    else:
        bind_contextvars(source="upload", bytes=submission.upload.size)
        file = cast("BinaryIO", submission.upload.file)
    with file:
        yield file


def _ms(start: float, end: float) -> float:
    return round((end - start) * 1000, 3)


def _answer(vector: FeatureVector, timings: dict[str, float]) -> dict[str, Any]:
    """Write a feature vector down as the contract says, with what was drawn if it was."""
    analysis = {} if vector.drawing is None else {"analysis": vector.drawing.as_dict()}
    return {
        "schema": vector.schema,
        "names": list(vector.names),
        "values": vector.values.tolist(),
        "duration_s": vector.duration_s,
        "sample_rate": vector.sample_rate,
        "audio_sha256": vector.audio_sha256,
        "windows": [window.as_dict() for window in vector.windows],
        "timings_ms": timings,
        **analysis,
    }
