"""Every feature of the schema has words, its own ones, and they are for people."""

import re

from audiofiler.schema import FEATURE_NAMES
from audiofiler.words import FEATURE_WORDS


def test_every_feature_has_its_own_words() -> None:
    assert tuple(FEATURE_WORDS) == FEATURE_NAMES
    assert len({words.title for words in FEATURE_WORDS.values()}) == len(FEATURE_NAMES)
    assert len({words.words for words in FEATURE_WORDS.values()}) == len(FEATURE_NAMES)


def test_they_are_sentences_without_jargon() -> None:
    for title, words, unit in FEATURE_WORDS.values():
        assert re.fullmatch(r"[A-Z].*\.", words), words
        assert not re.search(r"_|mfcc|chroma|spectr|entropy|centroid|cepstr|Nyquist", f"{title} {words} {unit}", re.I)
        assert len(title) <= 48
        assert len(words) <= 200


def test_the_words_are_those_of_their_feature() -> None:
    assert FEATURE_WORDS["spectral_centroid_mean"] == (
        "Brightness",
        "The middle of the sound's frequencies, on average. Cymbals and bright guitars lift it, bass lowers it.",
        "of 22.05 kHz",
    )
    assert FEATURE_WORDS["chroma_2_std"].title == "Note A♯: how much it varies"
    assert "1.5 waves" in FEATURE_WORDS["mfcc_4_mean"].words
    assert "not the tempo" in FEATURE_WORDS["bpm"].words
