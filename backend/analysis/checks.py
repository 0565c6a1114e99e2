"""Start-up checks of the analyses."""

from typing import Any

from django.conf import settings
from django.core import checks

from audiofiler import Ensemble


@checks.register()
def default_model_is_here(**kwargs: Any) -> list[checks.CheckMessage]:
    """Without the default model everything works but the answer."""
    if settings.AUDIOFILER_MODEL in Ensemble.available():
        return []
    return [
        checks.Warning(
            f"There is no bundle {settings.AUDIOFILER_MODEL!r}",
            hint=f"AUDIOFILER_MODEL may be one of: {', '.join(Ensemble.available()) or 'none is here'}.",
            id="audiofiler.W201",
        )
    ]
