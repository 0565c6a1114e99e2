"""Reading: why a classification came out as it did."""

from typing import Any

from backend.analysis.selectors import classification_get
from backend.common.problems import ProblemError

NOTHING: dict[str, Any] = {
    "genre": None, "against": None, "method": None, "base": None, "probability": None, "against_base": None,
    "against_probability": None, "contributions": [],
}  # fmt: skip


def why_get(*, classification_id: str, genre: str | None = None, against: str | None = None) -> dict[str, Any]:
    """What spoke for a genre and against another. Raises ProblemError(not_found) or ValidationError."""
    row = classification_get(classification_id=classification_id)
    if row.answer is None:
        raise ProblemError("not_found", "This classification has no answer yet, so there is nothing to explain.")
    return NOTHING | {"available": False, "reason": "This model's answers cannot be taken apart into features."}
