"""Every feature of the schema has words, its own ones, and they are for people."""

import re

import numpy as np
import pytest

from audiofiler.features.summary import clip_features
from audiofiler.features.timbre import _dct_matrix
from audiofiler.schema import FEATURE_NAMES, SAMPLE_RATE
from audiofiler.words import FEATURE_WORDS


def test_every_feature_has_its_own_words() -> None:
    assert tuple(FEATURE_WORDS) == FEATURE_NAMES
    assert len({words.title for words in FEATURE_WORDS.values()}) == len(FEATURE_NAMES)
    assert len({words.words for words in FEATURE_WORDS.values()}) == len(FEATURE_NAMES)


def test_they_are_sentences_without_jargon() -> None:
    for title, words, unit, reading, group in FEATURE_WORDS.values():
        assert re.fullmatch(r"[A-Z].*\.", words), words
        assert not re.search(
            r"_|mfcc|chroma|spectr|entropy|centroid|cepstr|Nyquist",
            f"{title} {words} {unit} {reading and reading.unit} {group}",
            re.I,
        )
        assert len(title) <= 48
        assert len(words) <= 200


def test_the_words_are_those_of_their_feature() -> None:
    assert FEATURE_WORDS["spectral_centroid_mean"][:3] == (
        "Brightness",
        "The middle of the sound's frequencies, on average. Cymbals and bright guitars lift it, bass lowers it.",
        "of 22.05 kHz",
    )
    assert FEATURE_WORDS["chroma_2_std"].title == "Note A♯: how much it varies"
    assert "1.5 waves" in FEATURE_WORDS["mfcc_4_mean"].words
    assert "not the tempo" in FEATURE_WORDS["bpm"].words


def told(name: str, value: float) -> float:
    """The number of a feature as a listener is told it."""
    reading = FEATURE_WORDS[name].reading
    assert reading is not None
    return 10 * np.log10(value) if reading.decibels else reading.times * value


def test_a_tone_is_told_in_its_own_units() -> None:
    """A sine of 1 kHz has its middle at 1 kHz, crosses zero twice a period and has half the power of its peak."""
    sine = np.sin(2 * np.pi * 1000 * np.arange(SAMPLE_RATE * 5) / SAMPLE_RATE + 0.1)
    values = dict(zip(FEATURE_NAMES, clip_features(sine, SAMPLE_RATE), strict=True))
    assert told("spectral_centroid_mean", values["spectral_centroid_mean"]) == pytest.approx(1000, rel=0.01)
    assert told("spectral_rolloff_mean", values["spectral_rolloff_mean"]) == pytest.approx(1000, rel=0.01)
    assert told("zcr_mean", values["zcr_mean"]) == pytest.approx(2000, rel=0.01)
    assert told("energy_mean", values["energy_mean"]) == pytest.approx(-3.01, abs=0.01)
    assert told("energy_entropy_mean", values["energy_entropy_mean"]) == pytest.approx(100, abs=0.01)


def test_twice_the_sound_is_six_decibels() -> None:
    """The level of all bands rises by 20 log10(2); the outline stays."""
    noise = np.random.default_rng(3).uniform(-0.4, 0.4, SAMPLE_RATE * 3)
    soft, loud = (dict(zip(FEATURE_NAMES, clip_features(k * noise, SAMPLE_RATE), strict=True)) for k in (1, 2))
    assert told("mfcc_1_mean", loud["mfcc_1_mean"]) - told("mfcc_1_mean", soft["mfcc_1_mean"]) == pytest.approx(
        20 * np.log10(2), abs=0.01
    )
    assert told("mfcc_2_mean", loud["mfcc_2_mean"]) == pytest.approx(told("mfcc_2_mean", soft["mfcc_2_mean"]), abs=0.01)


def test_a_wave_in_the_outline_is_told_from_crest_to_trough() -> None:
    """Bands whose level falls by 12 dB from bass to treble, along half a cosine, make mfcc_2 say 12 dB."""
    levels = 6 / 20 * np.cos(np.pi * (np.arange(40) + 0.5) / 40)
    assert told("mfcc_2_mean", levels @ _dct_matrix()[:, 1]) == pytest.approx(12)


def test_the_shapes_of_the_timbre_are_one_group() -> None:
    together = [name for name, words in FEATURE_WORDS.items() if words.group]
    assert together == [f"mfcc_{n}_{moment}" for moment in ("mean", "std") for n in range(4, 14)]
