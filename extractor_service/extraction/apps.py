"""The Django app of the extractor."""

from django.apps import AppConfig


class ExtractionConfig(AppConfig):
    """Registers the start-up checks."""

    name = "extractor_service.extraction"
    label = "extraction"

    def ready(self) -> None:
        """Register the checks."""
        from extractor_service.extraction import checks  # noqa: F401, PLC0415 - importing registers
