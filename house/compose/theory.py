"""Pitches, chords and how they are voiced. A pitch is a MIDI number: C4 is 60."""

import re
from functools import cache

STEPS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
SHIFTS = {"": 0, "#": 1, "b": -1}
PITCH = re.compile(r"([A-G])([#b]?)(-?\d)")
CHORD = re.compile(r"([A-G][#b]?)([^/]*)(?:/([A-G][#b]?))?")
QUALITIES: dict[str, tuple[int, ...]] = {
    "": (0, 4, 7),
    "m": (0, 3, 7),
    "5": (0, 7),
    "6": (0, 4, 7, 9),
    "m6": (0, 3, 7, 9),
    "69": (0, 4, 7, 9, 14),
    "7": (0, 4, 7, 10),
    "m7": (0, 3, 7, 10),
    "maj7": (0, 4, 7, 11),
    "9": (0, 4, 7, 10, 14),
    "m9": (0, 3, 7, 10, 14),
    "maj9": (0, 4, 7, 11, 14),
    "13": (0, 4, 10, 14, 21),
    "7b9": (0, 4, 7, 10, 13),
    "7#9": (0, 4, 7, 10, 15),
    "7sus4": (0, 5, 7, 10),
    "sus4": (0, 5, 7),
    "add9": (0, 4, 7, 14),
    "m7b5": (0, 3, 6, 10),
    "dim7": (0, 3, 6, 9),
}


def pitch(name: str) -> int:
    """The number of a named pitch.

    >>> pitch("A4"), pitch("Bb3")
    (69, 58)
    """
    match = PITCH.fullmatch(name)
    if match is None:
        raise ValueError(f"not a pitch: {name!r}")
    letter, shift, octave = match.groups()
    return STEPS[letter] + SHIFTS[shift] + 12 * (int(octave) + 1)


@cache
def chord(symbol: str) -> tuple[int, tuple[int, ...], int]:
    """A chord's root (0 to 11), its intervals above it, and the note in the bass (0 to 11)."""
    match = CHORD.fullmatch(symbol)
    if match is None or match[2] not in QUALITIES:
        raise ValueError(f"not a chord: {symbol!r}")
    root = pitch(match[1] + "0") % 12
    return root, QUALITIES[match[2]], pitch(match[3] + "0") % 12 if match[3] else root


def voicing(symbol: str, centre: int = 60, *, rootless: bool = False) -> list[int]:
    """The chord's notes, low to high, in the inversion that lies nearest to the centre.

    As every chord stays around the same centre, the voices move little from one to the next.
    """
    root, intervals, _ = chord(symbol)
    classes = sorted({(root + step) % 12 for step in (intervals[1:] if rootless else intervals)})
    rows = []
    for turn in range(len(classes)):
        turned = classes[turn:] + [step + 12 for step in classes[:turn]]
        for octave in range(10):
            row = [step + 12 * octave for step in turned]
            rows.append((abs(sum(row) / len(row) - centre), row))
    return min(rows)[1]


def bass(symbol: str, lowest: int = 28) -> int:
    """The chord's bass note, in the octave that begins at `lowest`."""
    return lowest + (chord(symbol)[2] - lowest) % 12


def power(symbol: str, lowest: int = 40) -> list[int]:
    """Root, fifth and octave, as a guitar plays them."""
    root = lowest + (chord(symbol)[0] - lowest) % 12
    return [root, root + 7, root + 12]
