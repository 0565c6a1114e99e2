"""Addresses of the catalogue."""

from django.urls import path

from backend.catalog import apis

urlpatterns = [
    path("sources", apis.SourcesApi.as_view(), name="sources"),
    path("tracks", apis.TracksApi.as_view(), name="tracks"),
    path("tracks/<str:track_id>", apis.TrackApi.as_view(), name="track"),
    path("tracks/<str:track_id>/audio", apis.TrackAudioApi.as_view(), name="track-audio"),
    path("tracks/<str:track_id>/artwork", apis.TrackArtworkApi.as_view(), name="track-artwork"),
]
