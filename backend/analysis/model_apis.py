"""Models over HTTP."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from backend.analysis import model_serializers, selectors
from backend.analysis.evidence import evidence_get
from backend.analysis.evidence_serializers import EvidenceSerializer
from backend.common.schema import refusals


class ModelsApi(APIView):
    """The models."""

    @extend_schema(
        operation_id="models_list",
        summary="The models",
        tags=["models"],
        responses={200: model_serializers.ModelListSerializer, **refusals()},
    )
    def get(self, request: Request) -> Response:
        """The bundles that are here, with genres, features, scores and provenance."""
        return Response({"results": selectors.models_list()})


class ModelApi(APIView):
    """One model."""

    @extend_schema(
        operation_id="models_retrieve",
        summary="One model",
        tags=["models"],
        responses={200: model_serializers.ModelSerializer, **refusals("not_found")},
    )
    def get(self, request: Request, name: str) -> Response:
        """One bundle by its name."""
        return Response(selectors.model_get(name=name))


class ModelEvidenceApi(APIView):
    """What was measured of a model."""

    @extend_schema(
        operation_id="models_evidence",
        summary="What was measured of a model",
        tags=["models"],
        responses={200: EvidenceSerializer, **refusals("not_found")},
    )
    def get(self, request: Request, name: str) -> Response:
        """Confusions, curves and calibration on rows no training saw, to draw."""
        return Response(evidence_get(name=name))
