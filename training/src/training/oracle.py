"""The reference the features are held against: pyAudioAnalysis 0.3.14, with the three differences from 2017 put back.

The forests' training vectors were made with the 2017 release. Release 0.3.14 computes the same values but for the
down-mix, the epsilon and where the peak is taken; given the 2017 mono signal and with the other two put back it agrees
with 2017 to 1e-10 a frame. Used by tests and measurements only; it wants `pyAudioAnalysis`, `matplotlib` and `tqdm`.
"""

import importlib
import warnings
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

EPS_2017 = 1e-8


def load() -> tuple[ModuleType, Any]:
    """Import the oracle and put the differences back.

    Returns
    -------
    short_term : module
        `pyAudioAnalysis.ShortTermFeatures`, changed.
    beat_extraction : function

    Raises
    ------
    ImportError
        The package or something it wants is not installed.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        short_term = importlib.import_module("pyAudioAnalysis.ShortTermFeatures")
        mid_term = importlib.import_module("pyAudioAnalysis.MidTermFeatures")
    for old, value in (("Inf", np.inf), ("NaN", np.nan)):  # its beat search spells them as numpy 1 did
        vars(np).setdefault(old, value)
    short_term.eps = EPS_2017  # type: ignore[attr-defined]
    mid_term.eps = 0.0  # type: ignore[attr-defined]  # added to the confidence's divisor since 2017: 1e-8 of it
    short_term.dc_normalize = _normalise_2017  # type: ignore[attr-defined]
    return short_term, mid_term.beat_extraction


def clip_features(mono: NDArray[np.int16], sample_rate: int) -> NDArray[np.float64]:
    """Compute the 70 values of one clip as the 2017 release did.

    Parameters
    ----------
    mono : (samples,) int16 array
        At most 30 whole seconds.
    sample_rate : int
        Samples per second, Hz.
    """
    short_term, beat_extraction = load()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        seconds, _ = short_term.feature_extraction(mono, sample_rate, sample_rate, sample_rate, deltas=False)
        step = int(sample_rate * 0.050)
        beats, _ = short_term.feature_extraction(mono, sample_rate, step, step, deltas=False)
        bpm, confidence = beat_extraction(beats, 0.050)
    return np.concatenate([seconds.mean(axis=1), seconds.std(axis=1), [bpm, confidence]])


def _normalise_2017(signal: NDArray[np.float64]) -> NDArray[np.float64]:
    return (signal - signal.mean()) / np.abs(signal).max()
