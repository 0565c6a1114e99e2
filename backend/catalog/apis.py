"""The catalogue over HTTP."""

from django.http.response import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from backend.catalog import selectors, serializers
from backend.catalog.addresses import alternatives_with_addresses, with_addresses
from backend.catalog.files import file_response
from backend.common.fields import refuse_unknown
from backend.common.schema import refusals

RANGE = OpenApiParameter("Range", str, OpenApiParameter.HEADER, description="e.g. bytes=0-65535")


class SourcesApi(APIView):
    """The catalogues."""

    @extend_schema(
        operation_id="sources_list",
        summary="The catalogues",
        tags=["catalog"],
        responses={200: serializers.SourceListSerializer, **refusals()},
    )
    def get(self, request: Request) -> Response:
        """The catalogues that are on, with how they are and whose terms apply."""
        return Response({"results": selectors.sources_list()})


class TracksApi(APIView):
    """Search."""

    @extend_schema(
        operation_id="tracks_search",
        summary="Search for songs",
        tags=["catalog"],
        parameters=[serializers.TrackQuerySerializer],
        responses={200: serializers.TrackSearchSerializer, **refusals("validation_error")},
    )
    def get(self, request: Request) -> Response:
        """Songs for what a person typed, from every catalogue that is on; one that fails never fails the call.

        One that is slow is `pending` and delays nobody: the same request, sent again, brings what came since.
        """
        query = serializers.TrackQuerySerializer(data=request.query_params)
        query.is_valid(raise_exception=True)
        refuse_unknown(request.query_params, known=query.fields)
        found = selectors.tracks_search(
            text=query.validated_data["q"],
            limit=query.validated_data["limit"],
            only=query.validated_data.get("source"),
            wait=query.validated_data["wait"],
        )
        results = [
            with_addresses(found_one.track, request).as_dict() | {"sources": found_one.sources()}
            for found_one in found.suggestions
        ]
        return Response({"results": results, "sources": found.sources})


class TrackApi(APIView):
    """One track."""

    @extend_schema(
        operation_id="tracks_retrieve",
        summary="One track, with a clip to listen to",
        tags=["catalog"],
        responses={
            200: serializers.TrackDetailSerializer,
            **refusals("track_not_found", "source_unavailable"),
        },
    )
    def get(self, request: Request, track_id: str) -> Response:
        """A track with a fresh `preview_url` to listen to; or null, and then where else the song is found."""
        found = selectors.track_get(track_id=track_id)
        others = selectors.track_alternatives(track=found) if found.preview_url is None else []
        track = with_addresses(found, request)
        return Response(
            track.as_dict()
            | {"preview_url": track.preview_url, "alternatives": alternatives_with_addresses(others, request)}
        )


class TrackAudioApi(APIView):
    """The sound of a library track."""

    @extend_schema(
        operation_id="tracks_audio",
        summary="The sound of a track on this machine",
        tags=["catalog"],
        parameters=[RANGE],
        responses={
            (200, "audio/*"): OpenApiResponse(OpenApiTypes.BINARY, description="The whole file."),
            (206, "audio/*"): OpenApiResponse(OpenApiTypes.BINARY, description="The part asked for."),
            304: OpenApiResponse(description="Unchanged."),
            416: OpenApiResponse(description="The file has no such part."),
            **refusals("track_not_found"),
        },
    )
    def get(self, request: Request, track_id: str) -> HttpResponseBase:
        """The file of a track on this machine, whole or in parts, to listen to."""
        return file_response(request=request, path=selectors.track_file_get(track_id=track_id))


class TrackArtworkApi(APIView):
    """The cover of a library track."""

    @extend_schema(
        operation_id="tracks_artwork",
        summary="The cover of a track in your own folders",
        tags=["catalog"],
        responses={
            (200, "image/*"): OpenApiResponse(OpenApiTypes.BINARY, description="The picture."),
            304: OpenApiResponse(description="Unchanged."),
            **refusals("track_not_found"),
        },
    )
    def get(self, request: Request, track_id: str) -> HttpResponseBase:
        """The cover picture inside the file."""
        return selectors.artwork_response(track_id=track_id)
