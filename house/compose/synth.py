"""Three voices that General MIDI has no good sound for: a club kick, a deep sine bass, a bass of detuned saws."""

from collections.abc import Sequence

import numpy as np

from house.compose.mixing import RATE, Floats, lowpass
from house.compose.score import SECONDS, Played


def frequency(pitch: float) -> float:
    """Hertz of a MIDI pitch."""
    return float(440.0 * 2 ** ((pitch - 69) / 12))


def empty() -> Floats:
    """Silence, a little longer than a piece."""
    return np.zeros((2, round((SECONDS + 2) * RATE)))


def add(sound: Floats, note: Played, voice: Floats) -> None:
    """Put one note's sound in its place."""
    start = round(note.start * RATE)
    part = sound[:, start : start + voice.size]
    part += voice[: part.shape[1]] * (note.velocity / 127)


def kick(notes: Sequence[Played]) -> Floats:
    """A sine that falls from 190 Hz to 48 Hz, with a click."""
    sound = empty()
    time = np.arange(round(0.32 * RATE)) / RATE
    phase = 2 * np.pi * (48 * time + 142 / 34 * (1 - np.exp(-34 * time)))
    voice = np.tanh(1.8 * np.sin(phase) * np.exp(-9 * time)) + 0.25 * np.exp(-900 * time)
    voice[-400:] *= np.linspace(1, 0, 400)
    for note in notes:
        add(sound, note, voice)
    return sound


def sub(notes: Sequence[Played]) -> Floats:
    """A sine with a little of its second and third harmonics, so that small loudspeakers have it too."""
    sound = empty()
    for note in notes:
        time = np.arange(round(note.length * RATE)) / RATE
        turn = 2 * np.pi * frequency(note.pitch) * time
        add(sound, note, (np.sin(turn) + 0.3 * np.sin(2 * turn) + 0.15 * np.sin(3 * turn)) * gate(time))
    return sound


def reese(notes: Sequence[Played]) -> Floats:
    """Three saws that beat against each other, below a slowly moving filter."""
    sound = empty()
    for note in notes:
        time = np.arange(round(note.length * RATE)) / RATE
        voice = np.zeros_like(time)
        for cents in (-14, 0, 13):
            voice += saw(frequency(note.pitch + cents / 100), time) / 3
        dark, bright = lowpass(260)(voice), lowpass(1500)(voice)
        sweep = 0.5 - 0.5 * np.cos(2 * np.pi * time / max(note.length, 0.3))
        deep = 0.8 * np.sin(2 * np.pi * frequency(note.pitch) * time)
        add(sound, note, (dark + sweep * 0.7 * bright + deep) * gate(time))
    return sound


def crackle(notes: Sequence[Played]) -> Floats:
    """The dust of an old record under each note: hiss and a few clicks a second."""
    sound = empty()
    generator = np.random.default_rng(33)
    for note in notes:
        size = round(note.length * RATE)
        clicks = (generator.random(size) < 9 / RATE) * generator.uniform(0.2, 1.0, size)
        add(sound, note, 0.004 * generator.standard_normal(size) + lowpass(6000)(clicks))
    return sound


def saw(hertz: float, time: Floats) -> Floats:
    """A saw of harmonics below 6 kHz, so none fold back."""
    voice = np.zeros_like(time)
    for number in range(1, min(60, int(6000 / hertz)) + 1):
        voice += np.sin(2 * np.pi * hertz * number * time + 0.7 * number * number) / number
    return voice


def gate(time: Floats) -> Floats:
    """In and out without clicks."""
    length = time[-1] if time.size else 0.0
    return np.asarray(np.minimum(1, time / 0.006) * np.minimum(1, (length - time) / 0.02))
