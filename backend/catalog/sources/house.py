"""The House Band: twelve pieces that ship with the product, so that it works with no network and no files.

Where what was typed fits several equally, as the band's name fits all twelve, the piece comes first whose answer is
the clearest and right: most forests for the genre it was written in, then the highest probability of that genre. The
catalogue has both as the shipped model heard them (`python -m house.compose --out house --hear`).
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse

from backend.catalog.fit import fit
from backend.catalog.folding import fold, words
from backend.catalog.sources.base import ClipFile, NoPreviewError, Track, TrackNotFoundError

MOST_WORDS = 8
WORST_FIT = 0.6
KEY = re.compile(r"[a-z]+(-[a-z]+)*")


class HouseSource:
    """A list in memory, searched as the library is, and files beside it."""

    id = "house"
    name = "House Band"
    attribution = "Twelve pieces that come with AudioFiler, in the public domain (CC0)"
    terms_url: str | None = "https://creativecommons.org/publicdomain/zero/1.0/"
    notice: str | None = None
    remote = False
    keep_seconds = 0

    def search(self, *, text: str, limit: int) -> list[Track]:
        typed = words(text)[:MOST_WORDS]
        if not typed:
            return []
        scored = [(-fit_of(track, typed), place, track) for place, track in enumerate(self._tracks())]
        return [track for score, _, track in sorted(scored, key=lambda row: row[:2]) if -score > WORST_FIT][:limit]

    def resolve(self, *, key: str) -> Track:
        entry = entry_of(key)
        there = path_of(entry).is_file()
        return self.as_track(entry, preview_url=self._address("track-audio", key) if there else None)

    def clip(self, *, key: str) -> ClipFile:
        entry = entry_of(key)
        path = path_of(entry)
        if not path.is_file():
            raise NoPreviewError
        return ClipFile(path=path, sha256=entry["sha256"])

    def note(self) -> str | None:
        return None if entries() else "Its recordings are missing from this installation."

    def as_track(self, entry: dict[str, Any], *, preview_url: str | None = None) -> Track:
        """The entry as every catalogue gives a track; its style is in the album, so that it can be searched for."""
        about = listing(house_dir())
        key = entry["key"]
        return Track(
            id=f"{self.id}:{key}",
            source=self.id,
            title=entry["title"],
            artists=[about["artist"]],
            album=f"{about['album']}: {entry['style']}",
            artwork_url=self._address("track-artwork", key),
            duration_ms=entry["duration_ms"],
            has_preview=True,
            genre=entry["genre"],
            licence=about["licence"],
            licence_url=about["licence_url"],
            preview_url=preview_url,
        )

    def _tracks(self) -> list[Track]:
        return [self.as_track(entry) for entry in sorted(entries().values(), key=clearness, reverse=True)]

    def _address(self, name: str, key: str) -> str:
        return reverse(name, args=[f"{self.id}:{key}"])


def clearness(entry: dict[str, Any]) -> tuple[int, float]:
    """How clear and right the answer to a piece is: forests and probability for its own genre."""
    heard = entry["heard"]
    return heard["votes"], heard["probability"]


def fit_of(track: Track, typed: list[str]) -> float:
    """How well a track fits what was typed."""
    return fit(typed, title=fold(track.title), artist=fold(track.artists[0]), album=track.album or "")


def house_dir() -> Path:
    """Where the catalogue and its recordings are."""
    return Path(settings.BASE_DIR) / "house"


@cache
def listing(folder: Path) -> dict[str, Any]:
    """The catalogue's file, read once; an installation without it has an empty catalogue."""
    try:
        found: dict[str, Any] = json.loads((folder / "catalogue.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {"tracks": []}
    return found


def entries() -> dict[str, dict[str, Any]]:
    """The pieces by their key."""
    return {entry["key"]: entry for entry in listing(house_dir())["tracks"]}


def entry_of(key: str) -> dict[str, Any]:
    """The piece of a key. Raises TrackNotFoundError."""
    entry = entries().get(key) if KEY.fullmatch(key) else None
    if entry is None:
        raise TrackNotFoundError
    return entry


def path_of(entry: dict[str, Any]) -> Path:
    """The recording of a piece."""
    return house_dir() / str(entry["file"])
