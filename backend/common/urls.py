"""Addresses that belong to no app."""

from django.urls import path

from backend.common import health

urlpatterns = [
    path("healthz", health.HealthApi.as_view(), name="healthz"),
    path("readyz", health.ReadinessApi.as_view(), name="readyz"),
]
