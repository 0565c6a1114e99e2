"""Addresses of analyses and models."""

from django.urls import path

from backend.analysis import apis, history_apis, model_apis
from backend.analysis.drawings.apis import AnalysisApi, CourseApi

urlpatterns = [
    path("classifications", apis.ClassificationsApi.as_view(), name="classifications"),
    path("classifications/restore", history_apis.HistoryRestoreApi.as_view(), name="history_restore"),
    path("classifications/<str:classification_id>", apis.ClassificationApi.as_view(), name="classification"),
    path(
        "classifications/<str:classification_id>/restore",
        history_apis.ClassificationRestoreApi.as_view(),
        name="classification_restore",
    ),
    path("classifications/<str:classification_id>/analysis", AnalysisApi.as_view(), name="analysis"),
    path("classifications/<str:classification_id>/course", CourseApi.as_view(), name="course"),
    path("models", model_apis.ModelsApi.as_view(), name="models"),
    path("models/<str:name>", model_apis.ModelApi.as_view(), name="model"),
    path("models/<str:name>/evidence", model_apis.ModelEvidenceApi.as_view(), name="model_evidence"),
]
