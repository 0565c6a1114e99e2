"""Speech, varied: recordings cut into parts and changed, and synthetic voices where Debian's `espeak-ng` is installed.

Conventions: as in `sounds`. A varied part plays slower or faster with its pitch (0.8 to 1.25 times), with noise 15 to
50 dB below it, in a room (exponentially falling noise as impulse response), or as it is.
"""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from audiofiler.audio import decode
from audiofiler.schema import SAMPLE_RATE
from training.familiarity.texts import TEXTS

Samples = NDArray[np.float64]

PROGRAM: Final = "espeak-ng"

VOICES: Final = (
    *("en-gb", "en-us", "en-gb-scotland", "de", "fr-fr", "es", "it", "pt-br", "nl", "sv", "pl", "ru", "tr", "hi"),
    *("sw", "cmn"),
)
"""Languages that can be asked for; those not installed are passed over."""


def recorded(files: list[Path], parts: int) -> Iterator[tuple[str, Samples]]:
    """Yield `parts` varied parts of recordings of speech, in turn, each with its name.

    Raises
    ------
    audiofiler.errors.AudioFilerError
        A file cannot be decoded.
    OSError
        A file cannot be read.
    """
    sounds = [_loud(decode(path.read_bytes()).mono.astype(np.float64)) for path in files]
    for number in range(parts if sounds else 0):
        rng = np.random.default_rng([101, number])
        whole = sounds[number % len(sounds)]
        length = min(len(whole), round(rng.uniform(10, 40) * SAMPLE_RATE))
        start = int(rng.integers(len(whole) - length + 1))
        yield f"{files[number % len(files)].name} {number}", varied(whole[start : start + length], rng)


def spoken(clips: int) -> Iterator[tuple[str, Samples]]:
    """Yield clips of synthetic voices, each with its language and number; none without the program."""
    program = shutil.which(PROGRAM)
    for number in range(clips if program else 0):
        rng = np.random.default_rng([102, number])
        voice = VOICES[number % len(VOICES)]
        said = _say(str(program), voice, rng)
        if said is not None:
            yield f"{voice} {number}", varied(said, rng)


def varied(sound: Samples, rng: np.random.Generator) -> Samples:
    """Change speech as described above."""
    change = rng.integers(4)
    if change == 1:
        sound = _resampled(sound, rng.uniform(0.8, 1.25))
    elif change == 2:
        sound = sound + rng.standard_normal(sound.size) * sound.std() * 10 ** (-rng.uniform(15, 50) / 20)
    elif change == 3:
        sound = _in_a_room(sound, rng)
    return _loud(sound)


def _say(program: str, voice: str, rng: np.random.Generator) -> Samples | None:
    """Have a text read aloud; in a language without a text of its own, the English one with that accent."""
    variant = str(rng.choice(["", "+f1", "+f3", "+m2", "+m4", "+m7", "+croak", "+whisper"]))
    text = TEXTS.get(voice.split("-", maxsplit=1)[0], TEXTS["en"])
    speed, pitch = int(rng.integers(120, 220)), int(rng.integers(25, 75))
    command = [program, "-v", voice + variant, "-s", str(speed), "-p", str(pitch), "--stdout", text]
    done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - a fixed program, fixed words
    return _loud(decode(done.stdout).mono.astype(np.float64)) if done.returncode == 0 and done.stdout else None


def _resampled(sound: Samples, speed: float) -> Samples:
    return np.interp(np.arange(0, sound.size - 1, speed), np.arange(sound.size), sound)


def _in_a_room(sound: Samples, rng: np.random.Generator) -> Samples:
    """Convolve with noise that falls by 60 dB in 0.3 to 1.5 s."""
    falls = rng.uniform(0.3, 1.5)
    time = np.arange(round(falls * SAMPLE_RATE)) / SAMPLE_RATE
    room = rng.standard_normal(time.size) * 10 ** (-3 * time / falls) * rng.uniform(0.01, 0.05)
    room[0] = 1.0
    size = sound.size + room.size
    return np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(room, size), size)[: sound.size]


def _loud(sound: Samples) -> Samples:
    return 0.9 * sound / max(float(np.abs(sound).max()), 1e-12)
