"""What `measure` found, in words and rows."""

from typing import Any

Rows = tuple[list[str], list[list[str]]]


def scores_table(found: dict[str, Any]) -> Rows:
    """Return head and rows: each score and what chance gives."""
    rows = []
    for name, entry in found["scores"].items():
        interval = f" ({entry['low']:.3f} to {entry['high']:.3f})" if "low" in entry else ""
        rows.append([name, f"{entry['value']:.3f}{interval}", f"{entry['by_chance']:.3f}"])
    return ["agreement with the genres", "value", "by chance"], rows


def clusters_table(found: dict[str, Any]) -> Rows:
    """Return head and rows: each cluster's size and most common genres."""
    rows = [
        [
            str(entry["cluster"] + 1),
            f"{entry['audio_files']:,}",
            ", ".join(f"{one['genre']} {one['share']:.0%}" for one in entry["genres"]),
        ]
        for entry in found["clusters"]
    ]
    return ["cluster", "audio files", "most common genres"], rows
