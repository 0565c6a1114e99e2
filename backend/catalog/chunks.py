"""The texts that WAV and AIFF keep in chunks of their own, beside or instead of ID3: RIFF INFO, NAME and AUTH."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Literal

from backend.catalog.tagtext import tidy

INFO = {
    b"INAM": "title", b"IART": "artist", b"IPRD": "album", b"IGNR": "genre", b"ICRD": "date", b"ITRK": "track",
    b"IPRT": "track", b"ISRC": "isrc",
}  # fmt: skip
AIFF = {b"NAME": "title", b"AUTH": "artist"}
LARGEST = 64 * 1024
MOST = 200  # chunks looked at: a made-up file may have any number


def chunk_texts(path: Path) -> dict[str, list[str]]:
    """The texts by what they are; empty for other files and for what cannot be read."""
    try:
        with path.open("rb") as file:
            kind, _, form = file.read(4), file.read(4), file.read(4)
            if kind == b"RIFF" and form == b"WAVE":
                return _info(file)
            if kind == b"FORM" and form in {b"AIFF", b"AIFC"}:
                return _named(chunks(file, "big"), AIFF)
    except OSError:
        pass
    return {}


def chunks(file: BinaryIO, order: Literal["big", "little"]) -> Iterator[tuple[bytes, bytes]]:
    """Small chunks with their names; large ones, such as the sound, are passed over."""
    for _ in range(MOST):
        head = file.read(8)
        if len(head) < 8:
            return
        size = int.from_bytes(head[4:], order)
        after = file.tell() + size + size % 2
        yield head[:4], file.read(size) if size <= LARGEST else b""
        file.seek(after)


def _info(file: BinaryIO) -> dict[str, list[str]]:
    lists = [data for name, data in chunks(file, "little") if name == b"LIST" and data.startswith(b"INFO")]
    return _named(chain.from_iterable(_inside(data[4:]) for data in lists), INFO)


def _inside(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + 8 <= len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        yield data[at : at + 4], data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


def _named(found: Iterator[tuple[bytes, bytes]], names: dict[bytes, str]) -> dict[str, list[str]]:
    texts: dict[str, list[str]] = {}
    for name, data in found:
        if name in names and (text := tidy(data.rstrip(b"\0"))):
            texts.setdefault(names[name], []).append(text)
    return texts
