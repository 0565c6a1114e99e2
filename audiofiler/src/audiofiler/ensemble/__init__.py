"""Twenty forests of a bundle: verified on load, scored with numpy alone.

`Ensemble` is what callers use; `bundle` reads and writes folders, `projection` and `forest` compute.
"""

from audiofiler.ensemble.ensemble import Ensemble
from audiofiler.ensemble.evidence import Evidence
from audiofiler.ensemble.manifest import FORMAT, Agreement, Rules, Sureness
from audiofiler.ensemble.songmap import SongMap
from audiofiler.errors import (
    BundleCorrupt,
    BundleError,
    BundleForeign,
    BundleNeedsMore,
    BundleNotFound,
    BundleTooNew,
    SchemaMismatch,
)

__all__ = [
    "FORMAT",
    "Agreement",
    "BundleCorrupt",
    "BundleError",
    "BundleForeign",
    "BundleNeedsMore",
    "BundleNotFound",
    "BundleTooNew",
    "Ensemble",
    "Evidence",
    "Rules",
    "SchemaMismatch",
    "SongMap",
    "Sureness",
]
