"""What is drawn of a clip, over HTTP."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from backend.analysis.drawings import selectors
from backend.analysis.drawings.serializers import ClassificationAnalysisSerializer, ClassificationCourseSerializer
from backend.analysis.models import Answer, Drawing
from backend.analysis.selectors import classification_get
from backend.common.schema import refusals

# A day, not a year: what is deleted is to be gone from browsers too.
KEPT = "private, max-age=86400, immutable"


class AnalysisApi(APIView):
    """The pictures of one classification."""

    @extend_schema(
        operation_id="classifications_analysis",
        summary="What to draw: waveform, pictures of the sound, the votes over time",
        tags=["analysis"],
        responses={200: ClassificationAnalysisSerializer, **refusals("not_found")},
    )
    def get(self, request: Request, classification_id: str) -> HttpResponseBase:
        """Of a classification that is done. Nothing is drawn of audio heard before there were drawings."""
        return _drawn(request, classification_id, selectors.analysis_data)


class CourseApi(APIView):
    """What is seen first of them, fifteen times as small."""

    @extend_schema(
        operation_id="classifications_course",
        summary="What to draw first: waveform and the votes over time, without the pictures of the sound",
        tags=["analysis"],
        responses={200: ClassificationCourseSerializer, **refusals("not_found")},
    )
    def get(self, request: Request, classification_id: str) -> HttpResponseBase:
        """As in `analysis`, less its pictures."""
        return _drawn(request, classification_id, selectors.course_data)


def _drawn(
    request: Request, classification_id: str, of: Callable[[Answer, Drawing], dict[str, Any]]
) -> HttpResponseBase:
    """What is drawn of a classification; a browser that has it is told so."""
    row = classification_get(classification_id=classification_id)
    answer, drawing = selectors.drawing_get(row)
    headers = {"ETag": selectors.analysis_tag(row, answer), "Cache-Control": KEPT}
    unknown = HttpResponse(headers=headers)
    known = get_conditional_response(request._request, etag=headers["ETag"], response=unknown)  # noqa: SLF001
    if known is not None and known is not unknown:  # the browser has it
        return known
    data = of(answer, drawing)
    # without its model a course is missing, which may be back tomorrow
    return Response(data, headers=headers if data["course"]["parts"] else {})
