"""What /readyz asks of this app."""

from backend.analysis import extractor, scoring
from backend.common.health import READINESS


def model_loads() -> None:
    """Raises when the default model is not here or broken."""
    scoring.model_get()


READINESS["model"] = model_loads
READINESS["extractor"] = extractor.ready_check
