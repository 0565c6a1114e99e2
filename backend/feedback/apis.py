"""Feedback over HTTP."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from backend.analysis.serializers import GivenFeedbackSerializer
from backend.common.callers import caller_get
from backend.common.fields import refuse_unknown
from backend.common.schema import refusals
from backend.feedback import selectors, services
from backend.feedback.serializers import FeedbackRequestSerializer

EXAMPLES = [
    OpenApiExample("It is another genre", {"genre": "Metal"}, request_only=True),
    OpenApiExample("The answer is right", {"correct": True}, request_only=True),
]


class FeedbackApi(APIView):
    """What you say of an answer of yours."""

    @extend_schema(
        operation_id="classifications_feedback_set",
        summary="Say whether the answer is right, or what is",
        tags=["feedback"],
        request=FeedbackRequestSerializer,
        examples=EXAMPLES,
        responses={
            200: GivenFeedbackSerializer,
            **refusals("validation_error", "not_found", "unsupported_media", "cross_site"),
        },
    )
    def put(self, request: Request, classification_id: str) -> Response:
        """Kept once for you and the audio, whichever classification of it you say it at; say it again to change it."""
        one, answer = services.feedback_set(
            classification_id=classification_id, caller=caller_get(request), said=_said(request.data)
        )
        return Response(selectors.feedback_data(one, guess=answer.result["verdict"]["genre"]))

    @extend_schema(
        operation_id="classifications_feedback_delete",
        summary="Take back what you said",
        tags=["feedback"],
        responses={
            204: OpenApiResponse(description="Nothing is kept of it, also if there was nothing."),
            **refusals("validation_error", "not_found", "cross_site"),
        },
    )
    def delete(self, request: Request, classification_id: str) -> Response:
        """Forget what you said of this audio."""
        services.feedback_delete(classification_id=classification_id, caller=caller_get(request))
        return Response(status=204)


def _said(data: Any) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise ValidationError('Send a JSON object, such as {"correct": true}.')
    body = FeedbackRequestSerializer(data=data)
    refuse_unknown(data, known=body.fields)
    body.is_valid(raise_exception=True)
    if len(body.validated_data) != 1:
        raise ValidationError({"genre": ["Send exactly one of genre and correct."]})
    return dict(body.validated_data)
