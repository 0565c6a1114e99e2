"""Start-up checks of what is common: `python -m backend.manage check`."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register


@register()
def page_is_built(**kwargs: Any) -> list[CheckMessage]:
    """Without the built page the API works, but a person sees nothing."""
    if (settings.FRONTEND_DIST / "index.html").is_file():
        return []
    return [
        Warning(
            f"The web page is not built: {settings.FRONTEND_DIST} has no index.html",
            hint="Run `make setup`, or set FRONTEND_DIST to the folder with the built page.",
            id="audiofiler.W001",
        )
    ]
