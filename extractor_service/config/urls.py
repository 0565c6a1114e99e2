"""Every address of the service."""

from django.urls import path

from extractor_service.extraction import apis

urlpatterns = [
    path("v1/features", apis.FeaturesApi.as_view(), name="features"),
    path("healthz", apis.AliveApi.as_view(), name="healthz"),
    path("readyz", apis.ReadyApi.as_view(), name="readyz"),
]
handler400 = "extractor_service.extraction.errors.bad_request"
handler404 = "extractor_service.extraction.errors.not_found"
handler500 = "extractor_service.extraction.errors.server_error"
