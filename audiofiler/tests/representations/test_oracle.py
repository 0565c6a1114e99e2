"""The measures of `stats-121/1` and the pictures of `mel-64x64/1` equal librosa's."""

from types import ModuleType

import numpy as np
import pytest
import scipy.stats

from audiofiler.representations import measures, mel, spectra, stats
from audiofiler.representations.tempo import tempo
from audiofiler.schema import HALF_RATE
from audiofiler.testing import music

# librosa keeps some steps in single precision
CLOSE = {"rtol": 1e-5, "atol": 1e-6}


@pytest.fixture(scope="module")
def librosa() -> ModuleType:
    return pytest.importorskip("librosa", reason="librosa is not installed: a development requirement")


@pytest.fixture(scope="module", params=[0, 1, 2])
def sound(request: pytest.FixtureRequest) -> np.ndarray:
    samples = music(10, HALF_RATE, seed=request.param)
    return samples / np.abs(samples).max()


def test_every_measure_equals_librosas(librosa: ModuleType, sound: np.ndarray) -> None:
    feature = librosa.feature
    magnitude = spectra.magnitudes(sound, stats.HOP)
    log_mel = spectra.decibels(magnitude**2 @ spectra.mel_bands(HALF_RATE, measures.MEL_BANDS))
    power = np.abs(librosa.stft(sound)) ** 2
    pairs = {
        "centroid": (measures.centroid(magnitude, HALF_RATE), feature.spectral_centroid(y=sound, sr=HALF_RATE)[0]),
        "rolloff": (measures.rolloff(magnitude, HALF_RATE), feature.spectral_rolloff(y=sound, sr=HALF_RATE)[0]),
        "flux": (measures.flux(log_mel), librosa.onset.onset_strength(y=sound, sr=HALF_RATE)),
        "rms": (measures.rms(sound, stats.HOP), feature.rms(y=sound)[0]),
        "zcr": (measures.zero_crossings(sound, stats.HOP), feature.zero_crossing_rate(y=sound)[0]),
        "chroma": (measures.chroma(magnitude, HALF_RATE), feature.chroma_stft(S=power, sr=HALF_RATE, tuning=0.0).T),
        "mfcc": (measures.mfcc(log_mel, 13), feature.mfcc(y=sound, sr=HALF_RATE, n_mfcc=13).T),
    }
    for name, (ours, theirs) in pairs.items():
        np.testing.assert_allclose(ours, theirs, err_msg=name, **CLOSE)


def test_the_tempo_equals_librosas(librosa: ModuleType, sound: np.ndarray) -> None:
    onsets = librosa.onset.onset_strength(y=sound, sr=HALF_RATE)
    theirs = librosa.feature.tempo(onset_envelope=onsets, sr=HALF_RATE)[0]
    assert tempo(onsets.astype(np.float64), HALF_RATE / stats.HOP) == pytest.approx(theirs)


def test_the_picture_equals_librosas(librosa: ModuleType, sound: np.ndarray) -> None:
    power = librosa.feature.melspectrogram(y=sound, sr=HALF_RATE, hop_length=mel.HOP, n_mels=mel.BANDS)
    theirs = 255 * (1 + librosa.power_to_db(power, ref=np.max) / 80)
    np.testing.assert_allclose(mel.levels(sound), theirs, atol=0.51)


def test_moments_equal_scipys(sound: np.ndarray) -> None:
    curves = np.column_stack([measures.rms(sound, stats.HOP), measures.zero_crossings(sound, stats.HOP)])
    mean, std, kurtosis, skewness = stats.moments(curves)
    np.testing.assert_allclose(kurtosis, scipy.stats.kurtosis(curves))
    np.testing.assert_allclose(skewness, scipy.stats.skew(curves))
    np.testing.assert_allclose([mean, std], [curves.mean(axis=0), curves.std(axis=0)])
