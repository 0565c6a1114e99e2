"""Addresses of explanations."""

from django.urls import path

from backend.explaining import apis

urlpatterns = [
    path("classifications/<str:classification_id>/why", apis.WhyApi.as_view(), name="why"),
]
