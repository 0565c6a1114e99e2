"""What a bundle's manifest tells the public: its scores in one shape, and where it comes from."""

from typing import Any

PROVENANCE = ("training", "recipe", "versions")


def scores_of(manifest: dict[str, Any]) -> tuple[str | None, list[dict[str, Any]]]:
    """The protocol, and every figure with its interval and the published recipe's figure beside it."""
    scores = manifest.get("scores", {})
    baseline = scores.get("published", {})
    rows = [
        _row(name, figure, baseline.get(name))
        for name, figure in scores.get("model", {}).items()
        if _value(figure) is not None
    ]
    return scores.get("protocol"), rows


def genre_scores_of(manifest: dict[str, Any]) -> list[dict[str, Any]]:
    """How well each genre is recognised."""
    scores = manifest.get("scores", {}).get("genres", {})
    return [
        {"genre": genre, "precision": row.get("precision"), "recall": row.get("recall"), "rows": row.get("rows")}
        for genre, row in scores.items()
    ]


def provenance_of(manifest: dict[str, Any]) -> dict[str, Any]:
    """How the bundle was made, as it stands in the manifest."""
    return {name: manifest[name] for name in PROVENANCE if name in manifest}


def _row(name: str, figure: Any, baseline: Any) -> dict[str, Any]:
    interval = figure if isinstance(figure, dict) else {}
    return {
        "name": name,
        "value": _value(figure),
        "low": interval.get("low"),
        "high": interval.get("high"),
        "baseline": _value(baseline),
    }


def _value(figure: Any) -> float | None:
    value = figure.get("value") if isinstance(figure, dict) else figure
    return float(value) if isinstance(value, int | float) else None
