"""The map of songs, and what is near a song, over HTTP."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from backend.common.callers import caller_get
from backend.common.fields import refuse_unknown
from backend.common.schema import refusals
from backend.neighbours import drawing, selectors, serializers
from backend.neighbours.space import Space, space_get


class MapApi(APIView):
    """The map."""

    @extend_schema(
        operation_id="map_retrieve",
        summary="The map of songs",
        tags=["neighbours"],
        parameters=[serializers.MapQuerySerializer],
        responses={200: serializers.MapSerializer, **refusals("validation_error", "not_found")},
    )
    def get(self, request: Request) -> Response:
        """Training songs on a flat map with their clusters, and your own analyses among them."""
        asked = _asked(request, serializers.MapQuerySerializer)
        space, caller = space_get(), caller_get(request)
        own = selectors.own_list(space=space, caller=caller, limit=asked["limit"])
        data = selectors.analyses_data(ids=[key for key, _ in own], caller=caller, request=request)
        places = drawing.places_data(space, [clip for _, clip in own])
        return Response(
            {
                "model": _model(space),
                "clusters": drawing.clusters_data(space),
                "anchors": drawing.anchors_data(space, limit=asked["anchors"]),
                "tracks": [data[key] | place for (key, _), place in zip(own, places, strict=True) if key in data],
            }
        )


class SimilarApi(APIView):
    """Neighbours."""

    @extend_schema(
        operation_id="classifications_similar",
        summary="Analysed tracks that sound most like this one",
        tags=["neighbours"],
        parameters=[serializers.SimilarQuerySerializer],
        responses={200: serializers.SimilarListSerializer, **refusals("validation_error", "not_found")},
    )
    def get(self, request: Request, classification_id: str) -> Response:
        """Nearest first: of your own analyses, and of tracks of the catalogues that anyone analysed here."""
        asked = _asked(request, serializers.SimilarQuerySerializer)
        space, caller = space_get(), caller_get(request)
        near = selectors.similar_list(
            space=space, classification_id=classification_id, caller=caller, limit=asked["limit"]
        )
        data = selectors.analyses_data(ids=[key for key, _ in near], caller=caller, request=request)
        # one that was deleted meanwhile is left out
        results = [data[key] | nearness for key, nearness in near if key in data]
        return Response({"model": _model(space), "results": results})


def _asked(request: Request, shape: type[serializers.Shape]) -> dict[str, Any]:
    query = shape(data=request.query_params)
    query.is_valid(raise_exception=True)
    refuse_unknown(request.query_params, known=query.fields)
    return query.validated_data


def _model(space: Space) -> dict[str, str]:
    return {"name": space.model.name, "version": space.model.version}
