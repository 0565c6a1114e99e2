"""The app that knows songs."""

from django.apps import AppConfig


class CatalogConfig(AppConfig):
    name = "backend.catalog"
    label = "catalog"

    def ready(self) -> None:
        from backend.catalog import checks  # noqa: F401, PLC0415 - registers the start-up checks
        from backend.catalog.sources.registry import sources_on  # noqa: PLC0415

        sources_on()  # an unknown name in AUDIOFILER_SOURCES stops the start
