"""From sound to what ships: tagged MP3 files and their catalogue."""

import hashlib
import json
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.audio.frame import AudioFrame
from mutagen.id3 import APIC, COMM, ID3, TALB, TBPM, TCON, TIT2, TPE1, WCOP

from house.compose.cover import cover
from house.compose.mixing import RATE, Floats
from house.compose.score import SECONDS, Piece

ARTIST = "House Band"
ALBUM = "Twelve by Twelve"
LICENCE = "CC0-1.0"
LICENCE_URL = "https://creativecommons.org/publicdomain/zero/1.0/"
BITS_A_SECOND = 128_000


def mp3(sound: Floats) -> bytes:
    """(2, samples) as MP3 at a constant 128 kbit/s."""
    generator = np.random.default_rng(0)
    dither = generator.random(sound.shape) - generator.random(sound.shape)
    data = np.clip(np.rint(sound * 32767 + dither), -32768, 32767).astype(np.int16)
    buffer = BytesIO()
    with av.open(buffer, "w", format="mp3", options={"id3v2_version": "0", "write_xing": "1"}) as container:
        stream = container.add_stream("libmp3lame", rate=RATE, layout="stereo")
        stream.codec_context.format = "s16p"
        stream.codec_context.bit_rate = BITS_A_SECOND
        frame = AudioFrame.from_ndarray(np.ascontiguousarray(data), format="s16p", layout="stereo")
        frame.sample_rate, frame.time_base, frame.pts = RATE, Fraction(1, RATE), 0
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            container.mux(packet)
    return buffer.getvalue()


def write(piece: Piece, sound: Floats, folder: Path) -> Path:
    """The piece as a tagged file, with its cover."""
    path = folder / f"{piece.key}.mp3"
    path.write_bytes(mp3(sound))
    tags: Any = ID3()  # type: ignore[no-untyped-call]
    for frame in frames(piece):
        tags.add(frame)
    tags.save(path)
    return path


def frames(piece: Piece) -> list[Any]:
    """What the file says of itself."""
    made: list[tuple[Any, dict[str, Any]]] = [
        (TIT2, {"text": piece.title}),
        (TPE1, {"text": ARTIST}),
        (TALB, {"text": ALBUM}),
        (TCON, {"text": piece.genre}),
        (TBPM, {"text": f"{piece.tempo:g}"}),
        (WCOP, {"url": LICENCE_URL}),
        (COMM, {"lang": "eng", "desc": "", "text": "Dedicated to the public domain (CC0 1.0)."}),
        (APIC, {"mime": "image/png", "type": 3, "desc": "Cover", "data": cover(piece)}),
    ]
    return [kind(**values) for kind, values in made]


def entry(piece: Piece, path: Path) -> dict[str, Any]:
    """What the catalogue says of a piece."""
    return {
        "key": piece.key,
        "title": piece.title,
        "style": piece.style,
        "genre": piece.genre,
        "tempo": piece.tempo,
        "duration_ms": round(SECONDS * 1000),
        "file": f"audio/{path.name}",
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
    }


def catalogue(entries: list[dict[str, Any]]) -> str:
    """The catalogue as it is committed."""
    about = {"artist": ARTIST, "album": ALBUM, "licence": LICENCE, "licence_url": LICENCE_URL, "tracks": entries}
    return json.dumps(about, indent=2, ensure_ascii=False) + "\n"
