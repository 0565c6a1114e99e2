"""Why, over HTTP."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from backend.common.fields import refuse_unknown
from backend.common.schema import refusals
from backend.explaining import selectors, serializers


class WhyApi(APIView):
    """Why."""

    @extend_schema(
        operation_id="classifications_why",
        summary="Which features spoke for a genre, and against another",
        tags=["analysis"],
        parameters=[serializers.WhyQuerySerializer],
        responses={200: serializers.WhySerializer, **refusals("validation_error", "not_found")},
    )
    def get(self, request: Request, classification_id: str) -> Response:
        """Every feature's part of the forests' probability of two genres, in a form that adds up."""
        asked = serializers.WhyQuerySerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        refuse_unknown(request.query_params, known=asked.fields)
        return Response(selectors.why_get(classification_id=classification_id, **asked.validated_data))
