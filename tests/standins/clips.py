"""The sound behind the songs: the pieces that ship with the product when they are there, else made on the spot.

A dozen pieces serve every song; each is encoded the way the service in question encodes, once, and kept in the
temporary folder.
"""

import hashlib
import os
import threading
from functools import lru_cache
from math import ceil
from pathlib import Path
from tempfile import gettempdir

from audiofiler.audio import decode
from audiofiler.schema import SAMPLE_RATE as RATE
from audiofiler.testing import encode, music

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
    """Encode a piece, or read it back when that was done before: it takes seconds on a busy machine."""
    piece = _pieces()[number % len(_pieces())] if _pieces() else None
    origin = piece.read_bytes() if piece else f"made {number}".encode()
    name = hashlib.sha256(origin).hexdigest()[:32]
    kept = Path(gettempdir()) / f"audiofiler-clips-{os.getuid()}" / f"{name}-{kbit}.{codec}"
    if not kept.is_file():
        sound = decode(origin).mono / 32768.0 if piece else music(SECONDS, RATE, seed=number)
        kept.parent.mkdir(mode=0o700, exist_ok=True)
        part = kept.with_suffix(f".{os.getpid()}")
        part.write_bytes(encode(sound, RATE, codec, bit_rate=1000 * kbit))
        part.replace(kept)
    return kept.read_bytes()


def _pieces() -> list[Path]:
    return sorted(path for path in HOUSE.glob("*") if path.suffix in {".mp3", ".ogg", ".opus", ".flac", ".m4a"})
