"""Every recipe there is, by name: how it is scored on folds, and how it becomes a bundle.

PyTorch is loaded only when a network is trained, so that all recipes can be named without it.
"""

import argparse
import importlib.util
from collections.abc import Callable
from typing import NamedTuple

from audiofiler.schema import SCHEMA_ID
from training.datasets.base import DataError
from training.params import Params
from training.recipes import chroma_dense, hybrid, logistic_mfcc, mel_cnn, mlp, shipped_forests
from training.recipes.base import Recipe
from training.recipes.chroma_dense import ChromaDenseRecipe
from training.recipes.forests import ForestsRecipe
from training.recipes.hybrid import HybridRecipe
from training.recipes.logistic_mfcc import LogisticMfccRecipe
from training.recipes.mel_cnn import MelCnnRecipe
from training.recipes.mlp import MlpRecipe
from training.recipes.published import PublishedRecipe
from training.recipes.shipped import Ship

DEFAULT = "forests"

GOT_BY = {"torch": "torch==2.13.0", "onnx": "onnx"}
"""What pip is asked for."""


class Entry(NamedTuple):
    """A recipe: what makes it from the parameter file, what trains it on all rows (None: it is no bundle), and the
    packages it needs beyond those of this room.
    """

    make: Callable[[Params], Recipe]
    ship: Ship | None
    needs: tuple[str, ...] = ()


RECIPES: dict[str, Entry] = {
    "forests": Entry(ForestsRecipe, shipped_forests.ship),
    "logistic-mfcc": Entry(LogisticMfccRecipe, logistic_mfcc.ship),
    "chroma-dense": Entry(ChromaDenseRecipe, chroma_dense.ship, ("torch",)),
    "hybrid": Entry(HybridRecipe, hybrid.ship, ("torch",)),
    "mlp": Entry(MlpRecipe, mlp.ship, ("torch",)),
    "mel-cnn": Entry(MelCnnRecipe, mel_cnn.ship, ("torch", "onnx")),
    "published": Entry(PublishedRecipe, None),
}


def ask(parser: argparse.ArgumentParser) -> None:
    """Ask a command's caller for the recipe."""
    parser.add_argument("--recipe", default=DEFAULT, metavar="NAME", help=f"{', '.join(names())} (%(default)s)")


def names(*, shipped: bool = False) -> tuple[str, ...]:
    """Return the names of all recipes, or of those that become bundles."""
    return tuple(name for name, entry in RECIPES.items() if entry.ship is not None or not shipped)


def make(name: str, params: Params) -> Recipe:
    """Return the recipe of a name.

    Raises
    ------
    DataError
        Naming those there are.
    """
    return _entry(name).make(params)


def schema_of(name: str) -> str:
    """Return the schema of the features a recipe learns from."""
    return getattr(_entry(name).make, "schema", SCHEMA_ID)


def require_packages(name: str) -> None:
    """Refuse a recipe whose packages are not installed; nothing is loaded.

    Raises
    ------
    DataError
        Saying how to get them.
    """
    if missing := [package for package in _entry(name).needs if importlib.util.find_spec(package) is None]:
        wanted = " ".join(GOT_BY[package] for package in missing)
        raise DataError(f"the recipe {name!r} needs more than is installed here: pip install {wanted}")


def ship_of(name: str) -> Ship:
    """Return what trains the recipe of a name on all rows.

    Raises
    ------
    DataError
        Naming those that become bundles.
    """
    found = _entry(name).ship
    if found is None:
        raise DataError(
            f"the recipe {name!r} is a yardstick and becomes no bundle; these do: {', '.join(names(shipped=True))}"
        )
    return found


def _entry(name: str) -> Entry:
    if name not in RECIPES:
        raise DataError(f"no recipe is called {name!r}; there are {', '.join(names())}")
    return RECIPES[name]
