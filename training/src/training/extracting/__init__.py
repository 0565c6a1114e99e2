"""The features of many clips: over processes or a cluster, kept as Parquet, resumed after a kill at any moment."""

from training.extracting.running import State, extract
from training.extracting.store import table

__all__ = ["State", "extract", "table"]
