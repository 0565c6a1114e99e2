"""What is written down: notes, parts and pieces, with the short notations they are written in."""

import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from house.compose.mixing import Effect, Floats
from house.compose.theory import pitch

SECONDS = 30.0
KIT = {
    "kick": 36, "rim": 37, "snare": 38, "clap": 39, "snare2": 40, "tom_low": 41, "hat": 42, "tom_floor": 43,
    "pedal": 44, "tom_mid": 45, "open": 46, "tom_high": 48, "crash": 49, "ride": 51, "china": 52, "bell": 53,
    "tambourine": 54, "splash": 55, "cowbell": 56, "crash2": 57, "bongo": 60, "conga_mute": 62, "conga": 63,
    "conga_low": 64, "shaker": 70, "claves": 75, "stick": 31,
}  # fmt: skip
STROKES = {"X": 120, "x": 100, "o": 78, "g": 46}


@dataclass(frozen=True)
class Note:
    """Start and length in beats. `scoop` is how many semitones below its pitch it begins, to slide up to it."""

    start: float
    length: float
    pitch: int
    velocity: int = 92
    scoop: float = 0.0


@dataclass(frozen=True)
class Played:
    """A note as it sounds: in seconds."""

    start: float
    length: float
    pitch: int
    velocity: int


@dataclass(frozen=True, kw_only=True)
class Part:
    """One instrument. `level` is its loudness in dB, `pan` from -1 (left) to 1, `room` what the room gets of it."""

    name: str
    notes: Sequence[Note]
    program: int = 0
    kit: bool = False
    synth: Callable[[Sequence[Played]], Floats] | None = None
    level: float = -20.0
    pan: float = 0.0
    room: float = 0.15
    effects: tuple[Effect, ...] = ()
    duck: float = 0.0
    loose_ms: float = 6.0
    uneven: float = 5.0
    late_ms: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A whole piece: sections of so many bars that fill thirty seconds."""

    key: str
    title: str
    style: str
    genre: str
    tempo: float
    form: tuple[tuple[str, int], ...]
    parts: Sequence[Part]
    colours: tuple[str, str, str]
    meter: int = 4
    swing: float = 0.5
    swing_grid: float = 1.0
    room_seconds: float = 0.9
    room_tone: float = 5000.0
    loudness: float = -16.0

    @property
    def beats(self) -> int:
        """How long it is."""
        return sum(bars for _, bars in self.form) * self.meter

    def played(self, part: Part) -> list[Note]:
        """The part's notes as people play them: swung, a little early or late, a little louder or softer."""
        generator = np.random.default_rng(zlib.crc32(f"{self.key}/{part.name}".encode()))
        found = []
        for note in sorted(part.notes, key=lambda note: (note.start, note.pitch)):
            loose = generator.normal(0.0, part.loose_ms / 1000) + part.late_ms / 1000
            start = swung(note.start, self.swing, self.swing_grid)
            end = swung(note.start + note.length, self.swing, self.swing_grid)
            moved = max(0.0, start + float(np.clip(loose, -0.03, 0.05)) * self.tempo / 60)
            velocity = int(np.clip(round(note.velocity + generator.normal(0.0, part.uneven)), 1, 127))
            found.append(replace(note, start=moved, length=max(end - start, 0.02), velocity=velocity))
        return found


def swung(beat: float, swing: float, grid: float) -> float:
    """Where a beat falls when the second half of each `grid` comes at `swing` of it."""
    whole, part = divmod(beat / grid, 1.0)
    part = part / 0.5 * swing if part < 0.5 else swing + (part - 0.5) / 0.5 * (1 - swing)
    return float((whole + part) * grid)


def line(text: str, *, at: float = 0.0, unit: float = 0.5, velocity: int = 92, gate: float = 0.95) -> list[Note]:
    """A melody: `C4` is a note of one unit, `C4+E4:2` two notes for two beats, `r` a rest.

    `!` after it plays it louder, `,` softer and short, `/` slides up to it; `|` is only for the eye.
    """
    found = []
    for word in text.replace("|", " ").split():
        names, _, length = word.partition(":")
        beats = float(length) if length else unit
        marks = names.lstrip("ABCDEFGr#b0123456789+-")
        force = velocity + 18 * marks.count("!") - 22 * marks.count(",")
        hold = 0.4 if "," in marks else gate
        for name in names.rstrip("!,/").split("+"):
            if name != "r":
                scoop = 2.0 if "/" in marks else 0.0
                found.append(Note(at, beats * hold, pitch(name), min(force, 126), scoop))
        at += beats
    return found


def drums(rows: Mapping[str, str], *, at: float = 0.0, steps: int = 4, times: int = 1) -> list[Note]:
    """A pattern: a row for each drum, a letter for each step of a beat (`X`, `x`, `o`, `g` from loud to ghost)."""
    rows = {name: row.replace(" ", "").replace("|", "") for name, row in rows.items()}
    length = max(len(row) for row in rows.values())
    return [
        Note(at + (turn * length + step) / steps, 1 / steps, KIT[name], STROKES[stroke])
        for turn in range(times)
        for name, row in rows.items()
        for step, stroke in enumerate(row)
        if stroke in STROKES
    ]


def shifted(notes: Iterable[Note], *, beats: float = 0.0, semitones: int = 0, velocity: int = 0) -> list[Note]:
    """The notes at another place, pitch or force."""
    return [
        replace(
            note,
            start=note.start + beats,
            pitch=note.pitch + semitones,
            velocity=min(max(note.velocity + velocity, 1), 126),
        )
        for note in notes
    ]


def repeated(notes: Sequence[Note], *, every: float, times: int, at: float = 0.0) -> list[Note]:
    """The notes again and again."""
    return [moved for turn in range(times) for moved in shifted(notes, beats=at + turn * every)]


def between(notes: Iterable[Note], first: float, last: float) -> list[Note]:
    """Those that begin in a stretch of beats."""
    return [note for note in notes if first <= note.start < last]


def hits(  # noqa: PLR0913 - each has a good default
    row: str, pitches: Iterable[int], *, at: float, steps: int = 4, length: float = 0.2, force: int = 0
) -> list[Note]:
    """A rhythm on a chord, written like a drum's row."""
    chosen = list(pitches)
    return [
        Note(at + step / steps, length, one, STROKES[stroke] + force)
        for step, stroke in enumerate(row.replace(" ", ""))
        if stroke in STROKES
        for one in chosen
    ]
