"""Addresses of feedback."""

from django.urls import path

from backend.feedback import apis

urlpatterns = [
    path("classifications/<str:classification_id>/feedback", apis.FeedbackApi.as_view(), name="feedback"),
]
