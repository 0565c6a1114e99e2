"""When an answer says that it is not sure, and how well that rule does.

The rule of `audiofiler.verdict`: an answer is certain when answers with this much agreement were right at least
`CERTAIN_FROM` of the time. What it measures: the share of rows that are answered with certainty (coverage), and how
often those and the others are right.
Conventions: the number of voters that have to agree is learnt for each fold on the other folds' rows, so that no row
has a say in its own rule; `agree` is the number learnt on all rows, which a bundle would ship with.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from audiofiler.verdict import CERTAIN_FROM
from training.calibrate import agreement_table
from training.params import AgreementFit
from training.recipes.base import Scored

Ints = NDArray[np.int64]


def agreement(scored: Scored, y: Ints, settings: AgreementFit) -> list[dict[str, float]]:
    """Return how often the winner is right when so many voters agree on it: agree, rows, right, confidence shown."""
    return [row._asdict() for row in agreement_table(scored, y, settings)]


def least_agreement(scored: Scored, y: Ints, settings: AgreementFit) -> int | None:
    """Return how many voters have to agree for an answer to be certain; None when no agreement is enough."""
    enough = (row.agree for row in agreement_table(scored, y, settings) if row.confidence >= CERTAIN_FROM)
    return next(enough, None)


def not_sure(scored: Scored, y: Ints, fold: Ints, settings: AgreementFit) -> dict[str, Any]:
    """Apply the rule to rows no voter was trained on.

    Parameters
    ----------
    scored : Scored
        Votes on n rows.
    y, fold : (n,) int64
        True genre, and the fold each row was held out in.
    settings : AgreementFit
        How the agreement is smoothed.

    Returns
    -------
    dict
        `certain_from`, `agree` (None: never certain), `coverage`, and the shares `right` and `right_unsure`, None
        where there are no such rows.
    """
    winner = scored.shares().argmax(axis=1)
    agree = (scored.votes == winner[:, None]).sum(axis=1)
    certain = np.zeros(len(y), dtype=bool)
    folds = np.unique(fold)
    for k in folds:
        others = fold != k if len(folds) > 1 else np.full(len(y), True)
        asked = least_agreement(Scored(scored.votes[others], scored.mean[others]), y[others], settings)
        if asked is not None:
            certain |= (fold == k) & (agree >= asked)
    return {
        "certain_from": CERTAIN_FROM,
        "agree": least_agreement(scored, y, settings),
        "coverage": round(float(certain.mean()), 4),
        "right": _share((winner == y)[certain]),
        "right_unsure": _share((winner == y)[~certain]),
    }


def _share(hits: NDArray[np.bool_]) -> float | None:
    return round(float(hits.mean()), 4) if len(hits) else None
