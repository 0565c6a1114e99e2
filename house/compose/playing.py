"""From a piece to sound: each part played on its own with fluidsynth, then mixed."""

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from house.compose import synth
from house.compose.midi import midi_file
from house.compose.mixing import RATE, Floats, dips, faded, highpass, limited, loudness, placed, ratio, room, squeeze
from house.compose.score import KIT, SECONDS, Note, Part, Piece, Played

FONTS = (Path("/usr/share/sounds/sf2/FluidR3_GM.sf2"), Path("/usr/share/soundfonts/FluidR3_GM.sf2"))
LENGTH = round(SECONDS * RATE)


def font() -> Path | None:
    """The General MIDI sound font, where the system has it, with the player."""
    there = next((path for path in FONTS if path.is_file()), None)
    return there if shutil.which("fluidsynth") else None


def stem(piece: Piece, part: Part) -> Floats:
    """One part alone, without any effect, (2, samples)."""
    notes = piece.played(part)
    if part.synth is not None:
        sound = part.synth([seconds(note, piece.tempo) for note in notes])
    else:
        sound = fluid(midi_file(part, notes, piece.tempo))
    return np.pad(sound, ((0, 0), (0, max(0, LENGTH - sound.shape[1]))))[:, :LENGTH]


def seconds(note: Note, tempo: float) -> Played:
    """A note in seconds."""
    beat = 60 / tempo
    return Played(note.start * beat, note.length * beat, note.pitch, note.velocity)


def fluid(midi: bytes) -> Floats:
    """What fluidsynth plays, dry: room and chorus are the desk's."""
    chosen = font()
    if chosen is None:
        raise FileNotFoundError(
            "fluidsynth and its FluidR3_GM.sf2 are needed: apt-get install fluidsynth fluid-soundfont-gm"
        )
    with TemporaryDirectory() as folder:
        score, sound = Path(folder, "part.mid"), Path(folder, "part.raw")
        score.write_bytes(midi)
        options = [
            "-ni",
            "-q",
            "-R",
            "0",
            "-C",
            "0",
            "-g",
            "0.5",
            "-r",
            str(RATE),
            "-T",
            "raw",
            "-O",
            "float",
            "-E",
            "little",
        ]
        command = ["fluidsynth", *options, "-F", str(sound), str(chosen), str(score)]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - a fixed program, our own files
        return np.fromfile(sound, dtype="<f4").reshape(-1, 2).T.astype(np.float64)


def mixed(piece: Piece) -> Floats:
    """The whole piece, (2, samples), thirty seconds exactly."""
    dry, wet = np.zeros((2, LENGTH)), np.zeros((2, LENGTH))
    kicks = kick_times(piece)
    for part in piece.parts:
        sound = stem(piece, part)
        for effect in part.effects:
            sound = effect(sound)
        sound = placed(sound * ratio(part.level - loudness(sound)), part.pan)
        if part.duck:
            sound = sound * dips(kicks, part.duck, LENGTH)
        dry += sound
        wet += part.room * sound
    whole = highpass(28)(dry + room(piece.room_seconds, piece.room_tone)(wet))
    return mastered(whole, piece.loudness)


def kick_times(piece: Piece) -> list[float]:
    """When the bass drum is struck, s."""
    players = [part for part in piece.parts if part.kit or part.synth is synth.kick]
    struck = [note for part in players for note in piece.played(part) if note.pitch == KIT["kick"]]
    return [note.start * 60 / piece.tempo for note in struck]


def mastered(sound: Floats, target: float) -> Floats:
    """Held together a little, brought to its loudness and kept below the ceiling."""
    sound = squeeze(-9, 1.6, 120.0)(sound)
    for _ in range(3):
        sound = limited(sound * ratio(target - loudness(sound)))
    return faded(sound)
