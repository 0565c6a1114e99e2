"""The cover picture inside an audio file."""

import base64
import binascii
from collections.abc import Iterator
from typing import Any

from mutagen.apev2 import APEv2
from mutagen.flac import FLACNoHeaderError, Picture
from mutagen.id3 import ID3
from mutagen.mp4 import MP4Tags

LARGEST = 8 * 1024 * 1024
KINDS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF8", "image/gif"),
    (b"RIFF", "image/webp"),
)


def embedded_pictures(file: Any) -> Iterator[bytes]:
    """Pictures of ID3, MP4, FLAC, Vorbis comments and APEv2; one of an unknown kind or too large is left out."""
    for picture in _all_pictures(file):
        if 0 < len(picture) <= LARGEST and picture_kind(picture):
            yield picture


def picture_kind(picture: bytes) -> str | None:
    """The media type by the picture's first bytes: what the tag says of it is not trusted."""
    return next((kind for magic, kind in KINDS if picture.startswith(magic)), None)


def _all_pictures(file: Any) -> Iterator[bytes]:
    tags = file.tags
    yield from (bytes(picture.data) for picture in getattr(file, "pictures", ()))
    if isinstance(tags, ID3):
        yield from (bytes(frame.data) for frame in tags.getall("APIC"))  # type: ignore[no-untyped-call]
    elif isinstance(tags, MP4Tags):
        yield from (bytes(cover) for cover in tags.get("covr", ()))  # type: ignore[no-untyped-call]
    elif isinstance(tags, APEv2):
        for name in ("cover art (front)", "cover art (back)", "cover art (other)"):
            if name in tags:
                yield bytes(tags[name].value).partition(b"\0")[2]  # the picture follows its name
    elif tags is not None:
        yield from _of_comments(tags)


def _of_comments(tags: Any) -> Iterator[bytes]:
    """Pictures as Base64: of METADATA_BLOCK_PICTURE, and as they were written before there was that."""
    for text in tags.get("metadata_block_picture", ()):
        try:
            yield bytes(Picture(base64.b64decode(text)).data)  # type: ignore[no-untyped-call]
        except (binascii.Error, FLACNoHeaderError, ValueError, OSError, LookupError, TypeError):
            continue
    for text in tags.get("coverart", ()):
        try:
            yield base64.b64decode(text)
        except (binascii.Error, ValueError, TypeError):
            continue
