"""The sound behind the songs: the pieces that ship with the product when they are there, else made on the spot.

A dozen pieces serve every song; each is encoded once in a process, the way the service in question encodes.
"""

import threading
from functools import lru_cache
from math import ceil
from pathlib import Path

from audiofiler.audio import decode
from audiofiler.schema import SAMPLE_RATE as RATE
from audiofiler.testing import Floats, encode, music

HOUSE = Path(__file__).resolve().parents[2] / "house" / "audio"
SECONDS = 30
CLIPS = 12
_one_at_a_time = threading.Lock()


def clip(number: int, codec: str = "mp3", kbit: int = 128) -> bytes:
    """Give 30 s of the piece with that number."""
    with _one_at_a_time:  # two calls for the same one encode once
        return _encoded(number % CLIPS, codec, kbit)


def full_length(number: int, duration_ms: int, kbit: int = 128) -> bytes:
    """Give an MP3 as long as the song: the clip again and again, which is sound because its frames are all alike."""
    frames = clip(number, "mp3", kbit)
    wanted = ceil(duration_ms / 8 * kbit)
    return (frames * ceil(wanted / len(frames)))[:wanted]


@lru_cache(maxsize=4 * CLIPS)
def _encoded(number: int, codec: str, kbit: int) -> bytes:
    return encode(_sound(number), RATE, codec, bit_rate=1000 * kbit)


@lru_cache(maxsize=2)
def _sound(number: int) -> Floats:
    pieces = sorted(HOUSE.glob("*.*")) if HOUSE.is_dir() else []
    pieces = [piece for piece in pieces if piece.suffix in {".mp3", ".ogg", ".opus", ".flac", ".m4a"}]
    if not pieces:
        return music(SECONDS, RATE, seed=number)
    return decode(pieces[number % len(pieces)].read_bytes()).mono / 32768.0
