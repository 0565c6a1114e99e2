"""Songs people spoke of, as the backend exports them, and small numbers to learn from them with."""

import dataclasses
import json
from pathlib import Path

import numpy as np

from audiofiler.schema import FEATURE_NAMES
from training.datasets import Table
from training.datasets.audiofiler2017 import FEATURES, GENRES
from training.params import Params


def for_people(small: Params) -> Params:
    """Enough resamples for a difference to count, half of the audio frozen, and forests that learn something."""
    return dataclasses.replace(
        small,
        report=dataclasses.replace(small.report, paired_resamples=1000),
        people=dataclasses.replace(small.people, frozen_part=2, weight=1.0),
        forests=dataclasses.replace(small.forests, trees=8, rows_share=0.8),
    )


def export(table: Table, path: Path, genres: list[str] | None = None) -> Path:
    """Write the rows of a table as songs that one person each spoke of, by default truly."""
    lines = []
    for row, values in enumerate(table.X):
        of = dict(zip(FEATURES, values.tolist(), strict=True))
        vector = [of.get(name, 0.0) for name in FEATURE_NAMES]
        lines.append(
            {
                "person": f"person {row % 7}",
                "song": f"{row:064x}",
                "schema": "paa-70/1",
                "features": vector,
                "windows": [
                    {"start_s": 0.0, "offset_s": 0.0, "values": vector},
                    {"start_s": 0.0, "offset_s": 0.5, "values": (np.array(vector) + 1).tolist()},
                ],
                "guess": "Rock",
                "genre": genres[row] if genres else GENRES[int(table.y[row])],
                "correct": False,
                "at": "2026-11-20T10:00:00+00:00",
            }
        )
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path
