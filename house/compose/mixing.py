"""The desk: filters, drive, echo, room, ducking and the limiter. Sound is (2, samples) at 44.1 kHz, about -1..1."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import maximum_filter1d, uniform_filter1d
from scipy.signal import butter, iirpeak, oaconvolve, resample_poly, sosfilt, tf2sos

Floats = NDArray[np.float64]
Effect = Callable[[Floats], Floats]
RATE = 44_100


def ratio(decibels: float) -> float:
    """Decibels as a factor."""
    return float(10 ** (decibels / 20))


def highpass(hertz: float, order: int = 2) -> Effect:
    """Take away what is below."""
    sections = butter(order, hertz, "highpass", fs=RATE, output="sos")
    return lambda sound: np.asarray(sosfilt(sections, sound))


def lowpass(hertz: float, order: int = 2) -> Effect:
    """Take away what is above."""
    sections = butter(order, hertz, "lowpass", fs=RATE, output="sos")
    return lambda sound: np.asarray(sosfilt(sections, sound))


def peak(hertz: float, decibels: float, quality: float = 1.0) -> Effect:
    """Raise or lower what is around a frequency."""
    sections = tf2sos(*iirpeak(hertz, quality, fs=RATE))
    return lambda sound: sound + (ratio(decibels) - 1) * np.asarray(sosfilt(sections, sound))


def drive(decibels: float, bias: float = 0.1) -> Effect:
    """An overdriven valve, at four times the rate so that its overtones do not fold back."""

    def effect(sound: Floats) -> Floats:
        loudest = float(np.percentile(np.abs(sound), 99.5)) or 1.0
        fine = resample_poly(sound / loudest, 4, 1, axis=1)
        bent = np.tanh(ratio(decibels) * fine + bias) - np.tanh(bias)
        return np.asarray(resample_poly(bent, 1, 4, axis=1))[:, : sound.shape[1]] * loudest

    return effect


def cabinet(sound: Floats) -> Floats:
    """A guitar amplifier's loudspeaker: no lows, a bite at 2.5 kHz, little above 5 kHz."""
    return lowpass(5200, 4)(peak(2500, 3.0)(peak(420, -3.0)(highpass(85)(sound))))


def echo(seconds: float, feedback: float, level: float) -> Effect:
    """Repeats that get duller and change sides."""

    def effect(sound: Floats) -> Floats:
        found, again = sound.copy(), level * sound
        shift, dull = round(seconds * RATE), lowpass(3500, 1)
        for _ in range(5):
            again = dull(np.pad(again, ((0, 0), (shift, 0)))[::-1, : sound.shape[1]])
            found += again
            again = feedback * again
        return found

    return effect


def squeeze(threshold: float, slope: float, hold_ms: float = 60.0) -> Effect:
    """A compressor; the threshold is in dB below the loudest moment."""

    def effect(sound: Floats) -> Floats:
        power = uniform_filter1d((sound**2).mean(axis=0), round(hold_ms / 1000 * RATE))
        level = np.sqrt(np.maximum(power, 0.0))  # a running sum can end a hair below nothing
        over = 20 * np.log10(np.maximum(level, 1e-9) / max(float(level.max()), 1e-9)) - threshold
        return np.asarray(sound * 10 ** (-np.maximum(over, 0.0) * (1 - 1 / slope) / 20))

    return effect


def room(seconds: float, tone: float, seed: int = 7) -> Effect:
    """A room's answer: noise that dies away in `seconds` (by 60 dB), duller than `tone`, different on each side."""
    generator = np.random.default_rng(seed)
    time = np.arange(round(seconds * RATE)) / RATE
    answer = generator.standard_normal((2, time.size)) * 10 ** (-3 * time / seconds) * np.minimum(time / 0.004, 1.0)
    answer = highpass(180)(lowpass(tone)(np.pad(answer, ((0, 0), (round(0.012 * RATE), 0)))))
    answer /= np.sqrt((answer**2).sum(axis=1, keepdims=True))
    return lambda sound: np.asarray(oaconvolve(sound, answer, axes=1))[:, : sound.shape[1]]


def placed(sound: Floats, pan: float) -> Floats:
    """Moved to one side, with the same power."""
    angle = (pan + 1) * np.pi / 4
    middle, side = sound.mean(axis=0), (sound[0] - sound[1]) / 2 * (1 - abs(pan))
    return np.stack([middle * np.cos(angle) + side, middle * np.sin(angle) - side]) * np.sqrt(2)


def loudness(sound: Floats) -> float:
    """How loud its louder tenths of a second are, in dB; silence is -200."""
    size = RATE // 10
    blocks = (sound[:, : sound.shape[1] // size * size] ** 2).mean(axis=0).reshape(-1, size).mean(axis=1)
    heard = blocks[blocks > blocks.max() * 1e-4] if blocks.max() > 0 else np.zeros(1)
    return float(10 * np.log10(max(float(np.percentile(heard, 80)), 1e-20)))


def dips(times: Sequence[float], depth: float, length: int) -> Floats:
    """A gain that falls at each of the times and comes back within a quarter of a second."""
    gain = np.ones(length)
    shape = 1 - depth * np.clip(1 - np.arange(round(0.26 * RATE)) / (0.26 * RATE), 0, 1) ** 1.5
    for time in times:
        start = round(time * RATE)
        part = gain[start : start + shape.size]
        part[:] = np.minimum(part, shape[: part.size])
    return gain


def limited(sound: Floats, ceiling: float = -1.2) -> Floats:
    """Never above the ceiling (dB): the gain goes down ahead of each peak and comes back slowly."""
    top, window = ratio(ceiling), round(0.004 * RATE)
    loudest = maximum_filter1d(np.abs(sound).max(axis=0), 2 * window + 1)
    needed = np.minimum(1.0, top / np.maximum(loudest, 1e-9))
    return np.clip(sound * uniform_filter1d(needed, window), -top, top)


def faded(sound: Floats, start: float = 0.004, end: float = 0.7) -> Floats:
    """A short way in and a longer way out."""
    gain = np.ones(sound.shape[1])
    first, last = round(start * RATE), round(end * RATE)
    gain[:first] = np.linspace(0, 1, first)
    gain[-last:] = np.cos(np.linspace(0, np.pi / 2, last)) ** 2
    return sound * gain
