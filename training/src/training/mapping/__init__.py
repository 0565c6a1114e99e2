"""Clusters of the training songs, found without their genres, and a flat map of them."""

from training.mapping.drawing import picture
from training.mapping.fitting import Mapped, fit
from training.mapping.scoring import KIND, measure

__all__ = ["KIND", "Mapped", "fit", "measure", "picture"]
