"""Do answers stay when a clip is changed as real clips are?"""

from training.robustness.changes import CHANGES
from training.robustness.measure import KIND, hear_all, measure

__all__ = ["CHANGES", "KIND", "hear_all", "measure"]
