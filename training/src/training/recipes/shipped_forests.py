"""The forests of `training.recipes.forests`, trained on all rows, as a bundle wants them."""

import dataclasses
from typing import Any

from audiofiler.ensemble import Ensemble
from training.cache import Cache
from training.datasets import Table
from training.export import require_same_votes
from training.params import Params
from training.recipes.base import OnStep
from training.recipes.forests import Fitted, ForestsRecipe
from training.recipes.shipped import Shipped


def ship(params: Params, table: Table, cache: Cache, on_step: OnStep) -> Shipped:
    """Train on all rows; the bundle has to vote as scikit-learn on every one of them."""
    fitted = ForestsRecipe(params).fit(table, cache, on_step)

    def prove(ensemble: Ensemble) -> None:
        require_same_votes(ensemble.votes(table.X), fitted.sklearn_votes)

    return Shipped(
        family="forests",
        settings={},
        features=table.features,
        voters=params.forests.forests,
        arrays={**fitted.projection.named(), **fitted.forests.named()},
        recipe=about(params, fitted),
        prove=prove,
    )


def about(params: Params, fitted: Fitted) -> dict[str, Any]:
    """Return what the manifest tells people of these forests."""
    p = params.forests
    starts = fitted.projection.bank_start.tolist()
    return {
        "name": ForestsRecipe.name,
        "params": dataclasses.asdict(p),
        "preprocessing": (
            "Each feature becomes its normal score among the training rows. Axes of a forest: ridge discriminants of "
            "the genres from its stretch of a bank of random cosines of the scores, and linear discriminants of the "
            "scores. "
            "Trees grow on leave-one-out values of the ridge discriminants."
        ),
        "differ_by": [
            f"rows: each forest grows on its own random {p.rows_share:.0%} of the audio files and bootstraps each tree",
            f"axes: each forest has its own discriminants, from its own {p.stretch} of the {p.bank} cosines, "
            "and its own linear discriminants, from its own rows",
            f"splits: each node may ask {p.max_features} axes drawn with the forest's own seed",
        ],
        "seeds": {
            "bank": [p.seed, 1],
            "forests": [{"forest": k, "seed": [p.seed, 2, k], "cosines_from": starts[k]} for k in range(p.forests)],
        },
    }
