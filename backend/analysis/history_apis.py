"""The caller's own history over HTTP: list and search, delete, undo."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from backend.analysis import finding, history, selectors, serializers
from backend.analysis import history_serializers as shapes
from backend.common.callers import caller_get
from backend.common.fields import refuse_unknown
from backend.common.pagination import HistoryPagination
from backend.common.schema import refusals


class HistoryApi(APIView):
    """All of it."""

    @extend_schema(
        operation_id="classifications_list",
        summary="What you asked before",
        tags=["analysis"],
        parameters=[
            OpenApiParameter("cursor", str, description="From `next` or `previous`."),
            OpenApiParameter("limit", int, description="1 to 100, 20 when not given."),
            shapes.HistoryQuerySerializer,
        ],
        responses={200: serializers.ClassificationPageSerializer, **refusals("validation_error")},
    )
    def get(self, request: Request) -> Response:
        """The caller's own history, newest first; with `q` what of it holds these words, or else words near them."""
        asked = shapes.HistoryQuerySerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        caller, pages = caller_get(request), HistoryPagination()
        found = finding.classifications_find(caller=caller, text=asked.validated_data.get("q", ""))
        rows: list[Any] = pages.paginate_queryset(found, request, self) or []
        return pages.get_paginated_response(selectors.classifications_data(rows, request, caller=caller))

    @extend_schema(
        operation_id="classifications_clear",
        summary="Delete your whole history",
        tags=["analysis"],
        responses={200: shapes.HistoryDeletedSerializer, **refusals("cross_site")},
    )
    def delete(self, request: Request) -> Response:
        """Gone for everybody at once; you can take it back within a day."""
        deleted, at = history.history_delete(caller=caller_get(request))
        return Response(shapes.HistoryDeletedSerializer({"deleted": deleted, "deleted_at": at}).data)


class HistoryRestoreApi(APIView):
    """Undo of the whole."""

    @extend_schema(
        operation_id="classifications_unclear",
        summary="Take back the deletion of your history",
        tags=["analysis"],
        request=shapes.HistoryRestoreSerializer,
        responses={
            200: shapes.HistoryRestoredSerializer,
            **refusals("validation_error", "unsupported_media", "cross_site"),
        },
    )
    def post(self, request: Request) -> Response:
        """What that deletion took and nothing else; nothing if it was taken back before."""
        asked = shapes.HistoryRestoreSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        refuse_unknown(request.data, known=asked.fields)
        return Response({"restored": history.history_restore(caller=caller_get(request), **asked.validated_data)})


class ClassificationDeletion(APIView):
    """One of it."""

    @extend_schema(
        operation_id="classifications_delete",
        summary="Delete one classification of yours",
        tags=["analysis"],
        responses={204: OpenApiResponse(description="Gone for everybody."), **refusals("not_found", "cross_site")},
    )
    def delete(self, request: Request, classification_id: str) -> Response:
        """Gone for everybody at once; you can take it back within a day."""
        history.classification_delete(classification_id=classification_id, caller=caller_get(request))
        return Response(status=204)


class ClassificationRestoreApi(APIView):
    """Undo of one."""

    @extend_schema(
        operation_id="classifications_restore",
        summary="Take back the deletion of one classification",
        tags=["analysis"],
        request=None,
        responses={
            200: serializers.ClassificationSerializer,
            **refusals("not_found", "unsupported_media", "validation_error", "cross_site"),
        },
    )
    def post(self, request: Request, classification_id: str) -> Response:
        """As it was, or further: what was under way went on. One that is not deleted stays as it is."""
        caller = caller_get(request)
        history.classification_restore(classification_id=classification_id, caller=caller)
        row = selectors.classification_get(classification_id=classification_id)
        return Response(selectors.classification_data(row, request, caller=caller))
