"""From normalised samples to the 70 values of schema `paa-70/1`; one module per musical question."""

from audiofiler.features.summary import clip_features, offset_features

__all__ = ["clip_features", "offset_features"]
