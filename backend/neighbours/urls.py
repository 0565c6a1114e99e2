"""Addresses of the map and of neighbours."""

from django.urls import path

from backend.neighbours import apis

urlpatterns = [
    path("map", apis.MapApi.as_view(), name="map"),
    path("classifications/<str:classification_id>/similar", apis.SimilarApi.as_view(), name="similar"),
]
