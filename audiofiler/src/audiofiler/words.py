"""What the 70 features mean to a listener, who has never heard of a spectrum.

Conventions: each of the 34 features of a frame has a title, a phrase for what is measured, and a sentence on what makes
it high or low; its mean and its deviation over the frames are worded from these. The timbre's shapes and the twelve
notes differ by a number and a name alone. The rhythm values have words of their own.

A number is told in a unit a listener knows, where there is one (`Reading`): frequencies in Hz, levels and outlines in
decibels, evenness in per cent of an even spread. Outlines: a coefficient of the orthonormal DCT-II of 40 logarithms to
base 10 is the height of a wave, told from its crest to its trough; the first is their mean. The notes have none: the
recipe lets single bins speak for them, so that their shares are not those a listener would count.
"""

from math import log2, sqrt
from typing import Final, NamedTuple

from audiofiler.features.energy import ENTROPY_BLOCKS
from audiofiler.features.timbre import LINEAR_FILTERS, LOG_FILTERS
from audiofiler.schema import FEATURE_NAMES, FRAME_FEATURES, N_MFCC, SAMPLE_RATE


class Reading(NamedTuple):
    """How a feature's number is told: `times` it, in `unit`; with `decibels` ten times its logarithm, to base 10."""

    unit: str
    times: float = 1.0
    decibels: bool = False


class Group(NamedTuple):
    """Features that say something to a listener together only."""

    title: str
    words: str


class FeatureWords(NamedTuple):
    """A feature in words; `unit` is that of its number, None where it has none.

    `reading` is None where no unit would tell a listener more than the number's place among other songs' does.
    """

    title: str
    words: str
    unit: str | None
    reading: Reading | None = None
    group: Group | None = None


class _Base(NamedTuple):
    title: str
    phrase: str
    note: str


_BASES: Final = {
    "zcr": _Base(
        "Noisiness",
        "the rate at which the wave crosses zero",
        "Hiss, cymbals and distortion cross often, deep smooth tones seldom.",
    ),
    "energy": _Base(
        "Loudness",
        "the power of the sound, next to the song's own loudest moment",
        "Dense, compressed music stays near its peak.",
    ),
    "energy_entropy": _Base(
        "Steadiness within a second",
        "the evenness with which the energy of a second is spread over it",
        "Sustained tones are even, single hits are not.",
    ),
    "spectral_centroid": _Base(
        "Brightness",
        "the middle of the sound's frequencies",
        "Cymbals and bright guitars lift it, bass lowers it.",
    ),
    "spectral_spread": _Base(
        "Width of the sound",
        "the reach of the frequencies around their middle",
        "A full band reaches far to both sides, a single deep voice does not.",
    ),
    "spectral_entropy": _Base(
        "Fullness from bass to treble",
        "the evenness with which the energy is spread from bass to treble",
        "Noise fills all bands alike, a bare bass line only one.",
    ),
    "spectral_flux": _Base(
        "Change of colour",
        "the change of the sound's colour from one second to the next",
        "Lively playing changes it, a drone does not.",
    ),
    "spectral_rolloff": _Base(
        "Upper edge",
        "the frequency below which nine tenths of the energy lie",
        "The more treble, the higher.",
    ),
    "mfcc_1": _Base(
        "Overall level",
        "the level of all bands together, from bass to treble",
        "Loud, dense sound is high.",
    ),
    "mfcc_2": _Base(
        "Bass against treble",
        "the balance between bass and treble",
        "High: more bass. Low: more treble.",
    ),
    "mfcc_3": _Base(
        "Ends against the middle",
        "the balance of bass and treble together against the middle",
        "Low where voices and guitars fill the middle.",
    ),
    "chroma_std": _Base(
        "Clear notes",
        "the unevenness with which the energy is spread over the twelve notes",
        "A clear harmony is uneven, drums and noise are even.",
    ),
}


def _shape(number: int) -> _Base:
    waves = f"{(number - 1) / 2:g}"
    return _Base(
        f"Timbre, shape {number} of {N_MFCC}",
        f"the part that {waves} waves, drawn from bass to treble, have in the outline of the sound",
        "Together these shapes tell voices and instruments apart.",
    )


def _note(meaning: str) -> _Base:
    name = meaning.rsplit(maxsplit=1)[-1].replace("#", "♯")
    return _Base(f"Note {name}", f"the share of the energy in the note {name}, in all octaves", "The key decides it.")


_RHYTHM: Final = {
    "bpm": FeatureWords(
        "Pace of the peaks",
        "How quickly peaks of the sound follow one another most often. It is not the tempo one would tap to.",
        "peaks a minute",
        Reading("peaks a minute"),
    ),
    "bpm_confidence": FeatureWords(
        "Regularity of the peaks",
        "How many of the gaps between peaks are as long as the most frequent one. A machine's beat is regular.",
        "share of the gaps",
        Reading("% of the gaps", 100.0),
    ),
}


_FILTERS: Final = LINEAR_FILTERS + LOG_FILTERS
_HERTZ: Final = Reading("Hz", SAMPLE_RATE / 2)
_EVENNESS: Final = Reading("% of perfectly even", 100.0 / log2(ENTROPY_BLOCKS))
_LEVEL: Final = Reading("dB", 20.0 / sqrt(_FILTERS))
_OUTLINE: Final = Reading("dB", 2 * 20.0 * sqrt(2.0 / _FILTERS))

_READINGS: Final = {
    "zcr": Reading("crossings a second", float(SAMPLE_RATE)),
    "energy_mean": Reading("dB", decibels=True),
    "energy_std": Reading("% of its loudest moment's power", 100.0),
    "energy_entropy": _EVENNESS,
    "spectral_centroid": _HERTZ,
    "spectral_spread": _HERTZ,
    "spectral_entropy": _EVENNESS,
    "spectral_rolloff": _HERTZ,
    "mfcc_1": _LEVEL,
    **{f"mfcc_{number}": _OUTLINE for number in range(2, N_MFCC + 1)},
}
"""By a feature's name, or by that of the frame feature where its mean and its deviation are told alike."""

_TIMBRE: Final = Group(
    "Timbre",
    "The finer colour of the sound, by which voices and instruments are told apart. It is measured in ten shapes of "
    "the sound's outline, their averages and how much they vary; single ones say little to the ear.",
)


def _unit(unit: str) -> str | None:
    if unit.startswith("log10"):
        return None
    return unit.replace("fraction of Nyquist", f"of {SAMPLE_RATE / 2000:g} kHz").replace("fraction of", "share of the")


def _worded() -> dict[str, FeatureWords]:
    found = dict(_RHYTHM)
    for name, unit, meaning in FRAME_FEATURES:
        family, _, number = name.partition("_")
        title, phrase, note = _BASES.get(name) or (_shape(int(number)) if family == "mfcc" else _note(meaning))
        group = _TIMBRE if family == "mfcc" and name not in _BASES else None
        average = f"{phrase[0].upper()}{phrase[1:]}, on average. {note}"
        spread = f"How much {phrase} varies over the song."
        for moment, called, words in (("mean", title, average), ("std", f"{title}: how much it varies", spread)):
            reading = _READINGS.get(f"{name}_{moment}") or _READINGS.get(name)
            found[f"{name}_{moment}"] = FeatureWords(called, words, _unit(unit), reading, group)
    return {name: found[name] for name in FEATURE_NAMES}


FEATURE_WORDS: Final = _worded()
"""Every feature of the schema in words, by its name and in its order."""
