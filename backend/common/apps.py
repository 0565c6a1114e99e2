"""The app that holds what is common."""

from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "backend.common"
    label = "common"

    def ready(self) -> None:
        from backend.common import checks  # noqa: F401, PLC0415 - registers the start-up checks
