"""The app that listens and judges."""

from django.apps import AppConfig


class AnalysisConfig(AppConfig):
    name = "backend.analysis"
    label = "analysis"

    def ready(self) -> None:
        from backend.analysis import checks, readiness  # noqa: F401, PLC0415 - both register what they have
