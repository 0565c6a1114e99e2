"""What an audio file says about itself, whichever kind of tags it has; failing that, what its name says."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import mutagen
from mutagen.id3 import ID3
from mutagen.mp4 import MP4Tags

SUFFIXES = {".mp3", ".m4a", ".mp4", ".aac", ".flac", ".wav", ".ogg", ".oga", ".opus", ".aif", ".aiff"}
ID3_FRAMES = {"title": "TIT2", "artist": "TPE1", "album": "TALB", "isrc": "TSRC", "genre": "TCON"}
MP4_ATOMS = {"title": "©nam", "artist": "©ART", "album": "©alb", "isrc": "----:com.apple.iTunes:ISRC", "genre": "©gen"}
TRACK_NUMBER = re.compile(r"^(\d-)?(\d{1,3}\s*[.)_-]+|0\d|\d{2}(?=\s+-))\s*(?=\D)")
ISRC = re.compile(r"[A-Z]{2}[A-Z0-9]{3}\d{7}")
LONGEST = 500


class BrokenFileError(Exception):
    """The file is no audio that its name promises."""


@dataclass(frozen=True, kw_only=True)
class Tags:
    """What is known of a file."""

    title: str
    artists: list[str]
    album: str
    duration_ms: int | None
    isrc: str
    genre: str
    has_artwork: bool


def read(path: Path) -> Tags:
    """The tags of a file. Raises BrokenFileError when it cannot be read as audio."""
    file = open_file(path)
    named_artist, named_title = from_name(path.stem)
    artists = [name for value in _values(file.tags, "artist") for name in re.split(r"\s*;\s*", value) if name]
    isrc = _first(_values(file.tags, "isrc")).replace("-", "").upper()
    seconds = getattr(file.info, "length", 0) or 0
    return Tags(
        title=_first(_values(file.tags, "title")) or named_title,
        artists=artists or ([named_artist] if named_artist else []),
        album=_first(_values(file.tags, "album")),
        duration_ms=round(seconds * 1000) or None,
        isrc=isrc if ISRC.fullmatch(isrc) else "",
        genre=_first(_values(file.tags, "genre")),
        has_artwork=next(iter(pictures(file)), None) is not None,
    )


def open_file(path: Path) -> Any:
    """The file as mutagen sees it."""
    try:
        file = mutagen.File(path)
    except Exception as error:  # a broken file makes mutagen raise nearly anything
        raise BrokenFileError(str(error)) from error
    if file is None:
        raise BrokenFileError("This is no audio file.")
    return file


def from_name(stem: str) -> tuple[str, str]:
    """Artist and title from a name such as "01 - Artist - Title" or "Artist_-_Title".

    >>> from_name("07_Karissa_Hobbs_-_Lets_Go_Fishin")
    ('Karissa Hobbs', 'Lets Go Fishin')
    >>> from_name("99 Luftballons")
    ('', '99 Luftballons')
    """
    text = TRACK_NUMBER.sub("", stem).replace("_", " ").strip(" -.") or stem
    parts = [part for part in re.split(r"\s+[-\u2013\u2014]\s+", text) if part.strip() and not part.isdecimal()]
    if len(parts) < 2:
        return "", " ".join(text.split())
    return " ".join(parts[0].split()), " ".join(parts[-1].split())


def pictures(file: Any) -> Iterable[bytes]:
    """The pictures inside a file, of any kind of tags."""
    from backend.catalog.artwork import embedded_pictures  # noqa: PLC0415

    return embedded_pictures(file)


def _values(tags: Any, name: str) -> list[str]:
    if tags is None:
        return []
    if isinstance(tags, ID3):
        frames = tags.getall(ID3_FRAMES[name])  # type: ignore[no-untyped-call]
        values = [text for frame in frames for text in (frame.genres if name == "genre" else frame.text)]
    else:
        values = tags.get(MP4_ATOMS[name] if isinstance(tags, MP4Tags) else name) or []
    return [text for value in values if (text := _text(value))]


def _text(value: Any) -> str:
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    # a NUL cannot be stored, a lone surrogate not be sent
    return str(value).replace("\0", " ").encode("utf-8", "replace").decode().strip()[:LONGEST]


def _first(values: list[str]) -> str:
    return values[0] if values else ""
