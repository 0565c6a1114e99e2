"""Does a model know what it does not know? Its measure of familiarity is fitted and tried here."""

from training.familiarity.fitting import fit
from training.familiarity.measure import KIND, measure

__all__ = ["KIND", "fit", "measure"]
