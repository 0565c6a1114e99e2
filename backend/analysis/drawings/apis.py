"""What is drawn of a clip, over HTTP."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from backend.analysis.drawings.serializers import ClassificationAnalysisSerializer
from backend.analysis.selectors import classification_get
from backend.common.problems import ProblemError
from backend.common.schema import refusals


class AnalysisApi(APIView):
    """The pictures of one classification."""

    @extend_schema(
        operation_id="classifications_analysis",
        summary="What to draw: waveform, pictures of the sound, the votes over time",
        tags=["analysis"],
        responses={200: ClassificationAnalysisSerializer, **refusals("not_found")},
    )
    def get(self, request: Request, classification_id: str) -> Response:
        """Of a classification that is done. Nothing is drawn of audio heard before there were drawings."""
        classification_get(classification_id=classification_id)
        raise ProblemError("not_found", "Nothing has been drawn of this classification.")
