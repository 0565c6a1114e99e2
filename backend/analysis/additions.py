"""What apps that stand on this one add to a classification as it is sent; each registers itself at start."""

from collections.abc import Callable, Sequence
from typing import Any

from backend.analysis.models import Classification

# name of the field -> what gives its value by the id of the row, for many rows at once and the caller who asks
ADDITIONS: dict[str, Callable[[Sequence[Classification], str | None], dict[str, Any]]] = {}


def additions_of(rows: Sequence[Classification], *, caller: str | None) -> dict[str, dict[str, Any]]:
    """The added fields of each row, by its id; null where there is nothing to say."""
    found = {name: add(rows, caller) for name, add in ADDITIONS.items()}
    return {row.id: {name: values.get(row.id) for name, values in found.items()} for row in rows}
