"""What a bundle's manifest tells the public: its scores in one shape, and where it comes from."""

from typing import Any

PROVENANCE = ("training", "recipe", "versions", "seeds")


def scores_of(manifest: dict[str, Any]) -> tuple[str | None, list[dict[str, Any]]]:
    """The protocol, and every figure with its interval and the published recipe's figure beside it."""
    scores = manifest.get("scores", {})
    baseline = scores.get("published", {})
    rows = [
        _row(name, figure, baseline.get(name)) for name, figure in scores.get("forests", {}).items() if _value(figure)
    ]
    return scores.get("protocol"), rows


def provenance_of(manifest: dict[str, Any]) -> dict[str, Any]:
    """How the bundle was made, as it stands in the manifest."""
    return {name: manifest[name] for name in PROVENANCE if name in manifest}


def _row(name: str, figure: Any, baseline: Any) -> dict[str, Any]:
    low, high = figure.get("interval", (None, None)) if isinstance(figure, dict) else (None, None)
    return {"name": name, "value": _value(figure), "low": low, "high": high, "baseline": _value(baseline)}


def _value(figure: Any) -> float | None:
    value = figure.get("value") if isinstance(figure, dict) else figure
    return float(value) if isinstance(value, int | float) else None
