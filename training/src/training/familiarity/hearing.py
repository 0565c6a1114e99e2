"""The sounds a measure of familiarity is tried on, as the product hears them; what was heard is kept."""

import functools
import hashlib
import shutil
import subprocess
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from audiofiler import FeatureVector, extract
from audiofiler.errors import AudioFilerError
from audiofiler.schema import SAMPLE_RATE
from audiofiler.testing import encode
from training.cache import Cache, code_hash
from training.familiarity import sounds, speech
from training.hearing import hear

VOICES = "synthetic voices"
SPEECH = "recorded speech"

CHOSEN_ON = (*sounds.CHOOSING, VOICES)
"""Kinds the score was chosen on."""

OnClip = Callable[[str, bool], None]


def hear_sounds(each: int, recordings: Sequence[Path], cache: Cache, on_clip: OnClip) -> dict[str, list[FeatureVector]]:
    """Make and hear `each` clips of every kind of sound, of speech where there are recordings or voices.

    Raises
    ------
    audiofiler.errors.AudioFilerError
        A recording cannot be heard.
    OSError
        A recording cannot be read.
    """
    heard: dict[str, list[FeatureVector]] = {}
    parts = ["sounds", code_hash("training/familiarity/sounds.py", "audiofiler/testing.py")]
    for kind in (*sounds.CHOOSING, *sounds.REPORTED):
        made = functools.partial(_sounds, kind, each)
        heard[kind] = _kept(kind, [*parts, str(each)], made, cache, on_clip)
    spoken = [code_hash("training/familiarity/speech.py", "audiofiler/testing.py"), str(each)]
    heard[VOICES] = _kept(
        VOICES, [*spoken, _program()], lambda: (made for _, made in speech.spoken(each)), cache, on_clip
    )
    contents = [hashlib.sha256(path.read_bytes()).hexdigest() for path in recordings]
    heard[SPEECH] = _kept(
        SPEECH,
        [*spoken, *contents],
        lambda: (made for _, made in speech.recorded(list(recordings), each)),
        cache,
        on_clip,
    )
    return {kind: clips for kind, clips in heard.items() if clips}


def hear_music(files: Sequence[Path], cache: Cache, on_clip: OnClip) -> tuple[list[FeatureVector], dict[str, str]]:
    """Hear real clips; those that are refused are left out and named with their code."""
    heard, refused = [], {}
    for path in files:
        try:
            data = path.read_bytes()
            found, cached = hear(cache, hashlib.sha256(data).hexdigest(), ["whole"], functools.partial(_whole, data))
        except (AudioFilerError, OSError) as error:
            refused[path.name], cached = getattr(error, "code", "unreadable"), False
        else:
            heard += found
        on_clip(path.name, cached)
    return heard, refused


def _sounds(kind: str, each: int) -> Iterable[speech.Samples]:
    return (sounds.make(kind, k) for k in range(each))


def _whole(data: bytes) -> list[FeatureVector]:
    return [extract(data)]


def _kept(
    kind: str, parts: list[str], made: Callable[[], Iterable[speech.Samples]], cache: Cache, on_clip: OnClip
) -> list[FeatureVector]:
    heard, cached = hear(cache, kind, parts, lambda: [extract(encode(one, SAMPLE_RATE, "wav", 1)) for one in made()])
    on_clip(kind, cached)
    return heard


def _program() -> str:
    found = shutil.which(speech.PROGRAM)
    if found is None:
        return "no voices"
    return subprocess.run([found, "--version"], capture_output=True, text=True, check=False).stdout.strip()  # noqa: S603
