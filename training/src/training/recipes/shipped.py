"""What a recipe hands over when it is trained on all rows, so that a bundle can be made of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from audiofiler.ensemble import Ensemble
from audiofiler.schema import SCHEMA_ID
from training.cache import Arrays, Cache
from training.datasets import Table
from training.params import Params
from training.recipes.base import OnStep


@dataclass(frozen=True)
class Shipped:
    """A trained model as a bundle wants it.

    Attributes
    ----------
    family : str
        How it votes, one of `audiofiler.ensemble.layout.FAMILIES`.
    settings : dict
        What the family wants to know besides.
    features : tuple of str
        The columns it takes, in order.
    voters : int
        Ballots for each row.
    arrays : dict
        What `audiofiler.ensemble.layout.arrays_of` names.
    recipe : dict
        For people: `name`, `params`, `preprocessing`, `differ_by`, `seeds`, and `curves` of networks.
    prove : callable
        Raises `training.export.ExportError` if the bundle as read again does not say of the training rows what the
        library that trained it says.
    versions : dict
        Of what trained it, besides `training.cache.versions`.
    schema : str
        Id of the features' schema.
    """

    family: str
    settings: dict[str, Any]
    features: tuple[str, ...]
    voters: int
    arrays: Arrays
    recipe: dict[str, Any]
    prove: Callable[[Ensemble], None]
    versions: dict[str, str] = field(default_factory=dict)
    schema: str = SCHEMA_ID


class Ship(Protocol):
    """Trains a recipe on all rows of a table."""

    def __call__(self, params: Params, table: Table, cache: Cache, on_step: OnStep) -> Shipped:
        """Return the model."""
