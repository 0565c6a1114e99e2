"""What an audio file says about itself, whichever kind of tags it has; failing that, what its name says."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import mutagen
from mutagen.apev2 import APEv2
from mutagen.id3 import ID3
from mutagen.mp4 import MP4Tags

from backend.catalog.chunks import chunk_texts
from backend.catalog.tagtext import artists_of, tidy

SUFFIXES = {".mp3", ".m4a", ".mp4", ".aac", ".flac", ".wav", ".ogg", ".oga", ".opus", ".aif", ".aiff"}
# the first of them that says anything counts
ID3_FRAMES = {
    "title": ("TIT2",), "artist": ("TXXX:ARTISTS", "TPE1", "TPE2"), "albumartist": ("TPE2",), "album": ("TALB",),
    "isrc": ("TSRC",), "genre": ("TCON",), "date": ("TDRC", "TYER", "TDOR"), "track": ("TRCK",), "disc": ("TPOS",),
}  # fmt: skip
MP4_ATOMS = {
    "title": ("©nam",), "artist": ("©ART", "aART"), "albumartist": ("aART",), "album": ("©alb",),
    "isrc": ("----:com.apple.iTunes:ISRC",), "genre": ("©gen",), "date": ("©day",), "track": ("trkn",),
    "disc": ("disk",),
}  # fmt: skip
COMMENTS = {  # Vorbis comments, and the items of APEv2, whose names differ a little
    "title": ("title",), "artist": ("artists", "artist", "albumartist", "album artist"),
    "albumartist": ("albumartist", "album artist"), "album": ("album",), "isrc": ("isrc",), "genre": ("genre",),
    "date": ("date", "year", "originaldate"), "track": ("tracknumber", "track"), "disc": ("discnumber", "disc"),
}  # fmt: skip
TRACK_NUMBER = re.compile(r"^(\d-)?(\d{1,3}\s*[.)_-]+|0\d|\d{2}(?=\s+-))\s*(?=\D)")
ISRC = re.compile(r"[A-Z]{2}[A-Z0-9]{3}\d{7}")
YEAR = re.compile(r"(?<!\d)(1[89]|20)\d\d(?!\d)")
NUMBER = re.compile(r"\(?(\d{1,4})")  # of "3", "3/12" and "(3, 12)"


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
    albumartist: str = ""
    year: int | None = None
    track_number: int | None = None
    disc_number: int | None = None


def read(path: Path) -> Tags:
    """The tags of a file. Raises BrokenFileError when it cannot be read as audio."""
    file = open_file(path)
    inside = chunk_texts(path)
    said = {name: _values(file.tags, name) or inside.get(name, []) for name in ID3_FRAMES}
    named_artist, named_title = from_name(path.stem)
    isrc = _first(said["isrc"]).replace("-", "").upper()
    year = YEAR.search(_first(said["date"]))
    seconds = getattr(file.info, "length", 0) or 0
    return Tags(
        title=_first(said["title"]) or named_title,
        artists=artists_of(said["artist"]) or ([named_artist] if named_artist else []),
        album=_first(said["album"]),
        duration_ms=round(seconds * 1000) or None,
        isrc=isrc if ISRC.fullmatch(isrc) else "",
        genre=_first(said["genre"]),
        has_artwork=next(iter(pictures(file)), None) is not None,
        albumartist=_first(said["albumartist"]),
        year=int(year.group()) if year else None,
        track_number=_number(said["track"]),
        disc_number=_number(said["disc"]),
    )


def open_file(path: Path) -> Any:
    """The file as mutagen sees it, with the tags at its end or beginning where the format has none of its own."""
    try:
        file = mutagen.File(path)
        if file is not None and not file.tags:
            file.tags = next((found for kind in (ID3, APEv2) if (found := _tags_as(kind, path))), None)
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


def _tags_as(kind: type[Any], path: Path) -> Any:
    try:
        return kind(path)
    except mutagen.MutagenError:
        return None


def _values(tags: Any, name: str) -> list[str]:
    if tags is None:
        return []
    of_kind, look_up = COMMENTS, _comment
    if isinstance(tags, ID3):
        of_kind, look_up = ID3_FRAMES, _id3
    elif isinstance(tags, MP4Tags):
        of_kind, look_up = MP4_ATOMS, lambda tags, key: tags.get(key) or []
    for key in of_kind[name]:
        if texts := [text for value in look_up(tags, key) if (text := tidy(value))]:
            return texts
    return []


def _id3(tags: Any, key: str) -> list[Any]:
    frames = tags.getall(key)
    return [text for frame in frames for text in (frame.genres if key == "TCON" else frame.text)]


def _comment(tags: Any, key: str) -> list[Any]:
    return list(tags.get(key) or [])


def _first(values: list[str]) -> str:
    return values[0] if values else ""


def _number(values: list[str]) -> int | None:
    found = NUMBER.match(_first(values))
    return int(found.group(1)) or None if found else None
