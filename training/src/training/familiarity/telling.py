"""What `measure` found, in words and rows."""

from typing import Any

from training.measured import spread

Rows = tuple[list[str], list[list[str]]]


def sounds_table(found: dict[str, Any]) -> Rows:
    """Return head and rows: what is not music, and how well it is told from music."""
    head = ["sound", "clips", "area against held-out rows", "area against real music", "flagged", "chosen on"]
    return head, [
        [
            row["kind"],
            str(row["clips"]),
            spread(row["held_out"], 3),
            spread(row["real"], 3) if row["real"] else "-",
            f"{row['flagged']:.0%}",
            "yes" if row["chosen_on"] else "",
        ]
        for row in found["sounds"]
    ]


def music_table(found: dict[str, Any]) -> Rows:
    """Return head and rows: music, and how much of it is flagged."""
    rows = [[row["kind"], f"{row['clips']:,}", f"{row['flagged']:.1%}"] for row in found["music"]]
    return ["music", "clips", "flagged"], rows


def sentence(found: dict[str, Any]) -> str:
    """Say in a sentence whether the aim is met."""
    areas = [(row[side]["value"], row["kind"]) for row in found["sounds"] for side in ("held_out", "real") if row[side]]
    least, kind = min(areas)
    music = found["music"][0]
    return (
        f"The aim, an area of {found['aim']:g} for every kind of sound, is {'met' if found['met'] else 'missed'}: the "
        f"least is {least:.3f} ({kind}). {music['flagged']:.1%} of the music held out is flagged."
    )
