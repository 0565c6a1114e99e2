"""What a bundle tells of how it did on rows no training saw, as it is sent."""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from audiofiler import Ensemble
from audiofiler.ensemble.evidence import FALSE_POSITIVES
from backend.analysis import scoring
from backend.analysis.manifests import scores_of

MOST_CONFUSIONS = 12


def evidence_get(*, name: str) -> dict[str, Any]:
    """The evidence of one bundle; parts it does not have are null. Raises ProblemError(not_found)."""
    model = scoring.model_addressed(name).forests
    protocol, scores = scores_of(model.manifest)
    accuracy = next((row["baseline"] for row in scores if row["name"] == "accuracy"), None)
    return {
        "name": model.name,
        "version": model.version,
        "genres": list(model.genres),
        "protocol": protocol,
        "baseline": None if accuracy is None else {"accuracy": accuracy},
        "agreement": [row._asdict() for row in model.agreement],
        **_measured(model),
    }


def _measured(model: Ensemble) -> dict[str, Any]:
    told = model.evidence
    if told is None:
        return dict.fromkeys(("confusion", "confusions", "roc", "calibration", "growth"))
    return {
        "confusion": {"counts": told.confusion.tolist()},
        "confusions": _confusions(told.confusion, model.genres),
        "roc": [
            {
                "genre": genre,
                "area": float(area),
                "false_positive": np.round(FALSE_POSITIVES, 4).tolist(),
                "true_positive": [round(float(rate), 4) for rate in curve],
            }
            for genre, area, curve in zip(model.genres, told.area, told.roc, strict=True)
            if not math.isnan(area)
        ],
        "calibration": [
            {
                "from": round(k / len(told.bins), 4),
                "to": round((k + 1) / len(told.bins), 4),
                "mean_probability": float(mean),
                "share_right": float(right),
                "rows": int(rows),
            }
            for k, (mean, right, rows) in enumerate(told.bins)
            if rows
        ],
        "growth": [{"forests": k + 1, "accuracy": float(share)} for k, share in enumerate(told.growth)],
    }


def _confusions(counts: NDArray[np.uint32], genres: tuple[str, ...]) -> list[dict[str, Any]]:
    """The mistakes made most often, with the share of the genre's rows they are."""
    wrong = counts.astype(np.int64)
    np.fill_diagonal(wrong, 0)
    rows = counts.sum(axis=1)
    places = [divmod(int(cell), len(genres)) for cell in np.argsort(-wrong, axis=None, kind="stable")[:MOST_CONFUSIONS]]
    return [
        {
            "genre": genres[true],
            "taken_for": genres[said],
            "rows": int(wrong[true, said]),
            "share": round(float(wrong[true, said] / rows[true]), 4),
        }
        for true, said in places
        if wrong[true, said]
    ]
