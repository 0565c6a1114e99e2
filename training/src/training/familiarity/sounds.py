"""Sounds that are not music, made on the spot, to find out whether a model knows what it does not know.

Every kind is a function of a seeded generator and gives one clip; the same seed gives the same clip anywhere. Half of
the kinds (`CHOOSING`) were looked at when the kind of score was chosen, the others (`REPORTED`) only to report on it.

Conventions: (samples,) float64 in -1..1 at `schema.SAMPLE_RATE`, `SECONDS` long; frequencies in Hz, levels in dB of
full scale.
"""

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from audiofiler.schema import SAMPLE_RATE

Samples = NDArray[np.float64]
Make = Callable[[np.random.Generator], Samples]

SECONDS: Final = 30.0

_SIZE: Final = round(SECONDS * SAMPLE_RATE)
_DTMF_LOW: Final = (697.0, 770.0, 852.0, 941.0)
_DTMF_HIGH: Final = (1209.0, 1336.0, 1477.0, 1633.0)


def coloured(rng: np.random.Generator, slope: float) -> Samples:
    """Return noise whose power falls by `slope` times 3 dB an octave: 0 white, 1 pink, 2 brown, -1 blue, -2 violet."""
    spectrum = np.fft.rfft(rng.standard_normal(_SIZE))
    frequency = np.fft.rfftfreq(_SIZE, 1 / SAMPLE_RATE)
    frequency[0] = frequency[1]
    return _scaled(np.fft.irfft(spectrum * np.maximum(frequency, 20.0) ** (-slope / 2), _SIZE), rng)


def noise(rng: np.random.Generator) -> Samples:
    """White to brown and violet noise, steady."""
    return coloured(rng, float(rng.uniform(-2, 2)))


def weather(rng: np.random.Generator) -> Samples:
    """Noise of a band that swells and fades, as wind, rain and surf do."""
    low = 40 * 2 ** rng.uniform(0, 5)
    spectrum = np.fft.rfft(coloured(rng, float(rng.uniform(0, 2))))
    frequency = np.fft.rfftfreq(_SIZE, 1 / SAMPLE_RATE)
    spectrum *= (frequency > low) & (frequency < low * 2 ** rng.uniform(2, 6))
    swell = 1 + rng.uniform(0.2, 0.9) * np.sin(2 * np.pi * rng.uniform(0.05, 0.4) * _time() + rng.uniform(0, 6))
    return _scaled(np.fft.irfft(spectrum, _SIZE) * swell, rng)


def tone(rng: np.random.Generator) -> Samples:
    """One steady tone: sine, square or sawtooth."""
    phase = _frequency(rng, 50, 8000) * _time() + rng.uniform()
    waves = (np.sin(2 * np.pi * phase), np.sign(np.sin(2 * np.pi * phase)), 2 * (phase % 1) - 1)
    return _scaled(waves[rng.integers(3)], rng)


def clicks(rng: np.random.Generator) -> Samples:
    """Clicks: regular as a metronome's, or at random as of a Geiger counter."""
    rate = rng.uniform(0.5, 20)
    regular = np.arange(0, SECONDS, 1 / rate)
    at = regular if rng.random() < 0.5 else np.sort(rng.uniform(0, SECONDS, regular.size))
    impulses = np.zeros(_SIZE)
    impulses[np.minimum((at * SAMPLE_RATE).astype(np.int64), _SIZE - 1)] = 1.0
    short = np.arange(round(0.01 * SAMPLE_RATE)) / SAMPLE_RATE
    ring = np.exp(-short * rng.uniform(300, 3000)) * np.cos(2 * np.pi * _frequency(rng, 500, 6000) * short)
    return _scaled(np.convolve(impulses, ring)[:_SIZE], rng)


def chord(rng: np.random.Generator) -> Samples:
    """A steady chord of three to six sines with overtones."""
    time, root, sound = _time(), _frequency(rng, 80, 600), np.zeros(_SIZE)
    for step in rng.choice(np.arange(0, 25), size=rng.integers(3, 7), replace=False):
        for overtone in range(1, 1 + rng.integers(1, 6)):
            sound += np.sin(2 * np.pi * overtone * root * 2 ** (step / 12) * time + rng.uniform(0, 6)) / overtone
    return _scaled(sound, rng)


def sweep(rng: np.random.Generator) -> Samples:
    """A tone that glides up or down, once or again and again, as a siren's."""
    turns, low = rng.choice([0.5, 1, 3, 10, 30]), rng.uniform(40, 400)
    position = np.abs((turns * _time() / SECONDS + 0.5 * rng.integers(2)) % 1 * 2 - 1)
    frequency = low * (rng.uniform(2000, 12000) / low) ** position
    return _scaled(np.sin(2 * np.pi * np.cumsum(frequency) / SAMPLE_RATE), rng)


def dialling(rng: np.random.Generator) -> Samples:
    """A telephone's touch tones (DTMF), digit after digit."""
    sound, time = np.zeros(_SIZE), _time()
    length, gap = (round(rng.uniform(0.06, 0.4) * SAMPLE_RATE) for _ in range(2))
    for start in range(0, _SIZE - length, length + gap):
        part = slice(start, start + length)
        for tones in (_DTMF_LOW, _DTMF_HIGH):
            sound[part] += np.sin(2 * np.pi * rng.choice(tones) * time[part])
    return _scaled(sound, rng)


def hiss(rng: np.random.Generator) -> Samples:
    """Silence with hiss: what an open line or an empty tape gives, -72 to -30 dB, in whole 16-bit steps."""
    sound = coloured(rng, float(rng.uniform(-1, 1)))
    level = 10 ** (rng.uniform(-72, -30) / 20)
    return np.rint(sound / np.abs(sound).max() * level * 32767) / 32767


def hum(rng: np.random.Generator) -> Samples:
    """Mains hum: 50 or 60 Hz with overtones, over a little noise."""
    time, root, sound = _time(), rng.choice([50.0, 60.0]), np.zeros(_SIZE)
    for overtone in range(1, 13):
        sound += rng.uniform(0, 1) / overtone * np.sin(2 * np.pi * root * overtone * time + rng.uniform(0, 6))
    quiet = rng.standard_normal(_SIZE) * 10 ** (rng.uniform(-70, -30) / 20)
    return _scaled(sound + quiet * np.abs(sound).max(), rng)


CHOOSING: Final[dict[str, Make]] = {"noise": noise, "tone": tone, "clicks": clicks, "hum": hum}
"""Kinds that were looked at when the kind of score was chosen."""

REPORTED: Final[dict[str, Make]] = {
    "weather": weather,
    "chord": chord,
    "sweep": sweep,
    "dialling": dialling,
    "hiss": hiss,
}
"""Kinds that were not."""


def make(kind: str, number: int) -> Samples:
    """Return clip `number` of a kind.

    Raises
    ------
    KeyError
        If there is no such kind.
    """
    every = {**CHOOSING, **REPORTED}
    return every[kind](np.random.default_rng([list(every).index(kind), number]))


def _time() -> Samples:
    return np.arange(_SIZE) / SAMPLE_RATE


def _frequency(rng: np.random.Generator, low: float, high: float) -> float:
    return float(low * (high / low) ** rng.uniform())


def _scaled(sound: Samples, rng: np.random.Generator) -> Samples:
    return sound / np.abs(sound).max() * 10 ** (rng.uniform(-30, -0.1) / 20)
