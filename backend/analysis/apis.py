"""Analyses over HTTP."""

from contextlib import nullcontext

from django.urls import reverse
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import parsers
from rest_framework.request import Request
from rest_framework.response import Response

from backend.analysis import requests, selectors, serializers, services
from backend.analysis.history_apis import ClassificationDeletion, HistoryApi
from backend.analysis.models import Status
from backend.catalog.addresses import alternatives_with_addresses
from backend.catalog.serializers import NoPreviewProblemSerializer
from backend.common.callers import caller_create, caller_get, caller_remember
from backend.common.handler import CONTENT_TYPE
from backend.common.problems import PROBLEMS, ProblemError
from backend.common.schema import refusals
from backend.common.throttles import ApiThrottle, ClassifyThrottle

INCLUDE = OpenApiParameter("include", str, enum=["features"], description="Adds the features and their windows.")
PREFER = OpenApiParameter(
    "Prefer",
    str,
    OpenApiParameter.HEADER,
    description="`respond-async` answers 202 at once; GET the Location until `status` is done or failed. "
    "`respond-async, wait=2` answers 201 if it is done within two seconds, else 202.",
)
IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description="Any text of your own, at most 255 characters. Sent again with the same request, it gives the same "
    "answer.",
)
TRACK_EXAMPLE = OpenApiExample(
    "A track of a search",
    {"track_id": "library:3f1c9a2be07d45d8a6c1e94b"},
    request_only=True,
    media_type="application/json",
)


NO_PREVIEW = (PROBLEMS["preview_unavailable"].status, CONTENT_TYPE)


class ClassificationsApi(HistoryApi):
    """Ask, and see what was asked before."""

    parser_classes = (parsers.JSONParser, parsers.MultiPartParser)
    throttle_classes = (ApiThrottle, ClassifyThrottle)

    @extend_schema(
        operation_id="classifications_create",
        summary="Classify an uploaded file, a track or a clip",
        tags=["analysis"],
        parameters=[PREFER, IDEMPOTENCY_KEY, INCLUDE],
        request={
            "multipart/form-data": serializers.ClassificationUploadSerializer,
            "application/json": serializers.ClassificationRequestSerializer,
        },
        examples=[TRACK_EXAMPLE],
        responses={
            201: serializers.ClassificationSerializer,
            202: OpenApiResponse(serializers.ClassificationSerializer, description="Under way."),
            **refusals(
                "validation_error", "unsupported_media", "undecodable_audio", "too_short", "silent_audio",
                "too_large", "too_long", "url_not_allowed", "track_not_found", "unknown_model", "source_unavailable",
                "extractor_unavailable", "cross_site",
            ),
            NO_PREVIEW: OpenApiResponse(NoPreviewProblemSerializer, description="preview_unavailable"),
        },
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        """Classify a track, a clip at an address, or an uploaded file."""
        known = caller_get(request)
        question = requests.question_read(request, caller=known or caller_create())
        with question.upload or nullcontext():  # closed, and deleted unless the job worker has it now
            try:
                row = services.classification_create(question=question)
            except ProblemError as problem:
                if "alternatives" in problem.members:
                    found = problem.members["alternatives"]
                    problem.members["alternatives"] = alternatives_with_addresses(found, request)
                raise
        waited = question.wait_seconds > 0 and row.status == Status.DONE
        under_way = question.asynchronous and not waited
        response = Response(
            selectors.classification_data(row, request, caller=question.caller, features=question.include_features),
            status=202 if under_way else 201,
            headers={"Location": reverse("classification", args=[row.id])},
        )
        if under_way:
            response["Preference-Applied"] = "respond-async"
            response["Retry-After"] = "1"
        if known is None and row.owner == question.caller:
            caller_remember(request=request, response=response, caller=question.caller)
        return response


class ClassificationApi(ClassificationDeletion):
    """One classification."""

    @extend_schema(
        operation_id="classifications_retrieve",
        summary="One classification",
        tags=["analysis"],
        parameters=[INCLUDE],
        responses={200: serializers.ClassificationSerializer, **refusals("not_found", "validation_error")},
    )
    def get(self, request: Request, classification_id: str) -> Response:
        """A classification by its id, for whoever has it; poll it while it is under way."""
        features = requests.include_features(request)
        row = selectors.classification_get(classification_id=classification_id)
        return Response(selectors.classification_data(row, request, caller=caller_get(request), features=features))
