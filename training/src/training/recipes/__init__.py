"""One file per model family; `RECIPES` names them."""

from training.recipes.base import Recipe, Scored
from training.recipes.forests import ForestsRecipe
from training.recipes.published import PublishedRecipe

__all__ = ["ForestsRecipe", "PublishedRecipe", "Recipe", "Scored"]
