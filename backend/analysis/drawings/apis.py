"""What is drawn of a clip, over HTTP."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.decorators import method_decorator
from django.views.decorators.gzip import gzip_page
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from backend.analysis.drawings import selectors
from backend.analysis.drawings.serializers import ClassificationAnalysisSerializer
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
    @method_decorator(gzip_page)
    def get(self, request: Request, classification_id: str) -> HttpResponseBase:
        """Of a classification that is done. Nothing is drawn of audio heard before there were drawings."""
        row = classification_get(classification_id=classification_id)
        answer, drawing = selectors.drawing_get(row)
        headers = {"ETag": selectors.analysis_tag(row, answer), "Cache-Control": KEPT}
        unknown = HttpResponse(headers=headers)
        known = get_conditional_response(request._request, etag=headers["ETag"], response=unknown)  # noqa: SLF001
        if known is not None and known is not unknown:  # the browser has it
            return known
        data = selectors.analysis_data(answer, drawing)
        # without its model a course is missing, which may be back tomorrow
        return Response(data, headers=headers if data["course"]["parts"] else {})
