"""Start-up checks of the catalogues."""

from typing import Any

from django.conf import settings
from django.core import checks


@checks.register()
def library_folders(**kwargs: Any) -> list[checks.CheckMessage]:
    """A missing folder is a warning: a disk may be mounted later."""
    return [
        checks.Warning(
            f"LIBRARY_DIRS names a folder that is not there: {folder}",
            hint="Correct LIBRARY_DIRS or mount the folder; what is there is indexed all the same.",
            id="audiofiler.W101",
        )
        for folder in settings.LIBRARY_DIRS
        if not folder.is_dir()
    ]
