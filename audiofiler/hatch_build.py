"""Puts the shipped bundles into a built wheel; an editable install reads them where they are, in `models/`."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BundleHook(BuildHookInterface[Any]):
    """Adds `models/` to the package of a standard wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the folder to include, unless the wheel is only a pointer to this folder."""
        models = Path(self.root).parent / "models"
        if version == "standard" and models.is_dir():
            build_data["force_include"][str(models)] = "audiofiler/models"
