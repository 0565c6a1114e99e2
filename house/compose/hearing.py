"""How clear and how right the shipped model's answer to a recording is: what the catalogue's order goes by."""

from functools import cache
from pathlib import Path
from typing import Any

from audiofiler import Ensemble, extract
from audiofiler.verdict import classify


def heard(path: Path, *, genre: str) -> dict[str, Any]:
    """The answer to a recording, and how much of it is for the genre it was written in.

    Returns
    -------
    dict
        `model`: name and version; `answer`: the genre heard; `votes`: forests for `genre`, of 20;
        `probability`: of `genre`, calibrated.
    """
    forests = _forests()
    said = classify(forests, extract(path))
    votes = {row.genre: row.votes for row in said.votes}
    probabilities = {row.genre: row.probability for row in said.probabilities}
    return {
        "model": f"{forests.name} {forests.version}",
        "answer": said.verdict.genre,
        "votes": votes.get(genre, 0),
        "probability": round(probabilities[genre], 2),
    }


@cache
def _forests() -> Ensemble:
    return Ensemble.load()
