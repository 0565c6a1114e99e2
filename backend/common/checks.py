"""Start-up checks of what is common: `python -m backend.manage check`."""

from typing import Any

from django.conf import settings
from django.core import checks


@checks.register()
def page_is_built(**kwargs: Any) -> list[checks.CheckMessage]:
    """Without the built page the API works, but a person sees nothing."""
    if (settings.FRONTEND_DIST / "index.html").is_file():
        return []
    return [
        checks.Warning(
            f"The web page is not built: {settings.FRONTEND_DIST} has no index.html",
            hint="Run `make setup`, or set FRONTEND_DIST to the folder with the built page.",
            id="audiofiler.W001",
        )
    ]
