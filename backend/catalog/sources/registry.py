"""Which catalogues are on. A new one is a file beside this one, a line in SOURCES and its name in `config/env.py`."""

from functools import cache
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.signals import setting_changed
from django.utils.module_loading import import_string

from backend.catalog.sources.base import Source, TrackNotFoundError

SOURCES: Final = {
    "library": "backend.catalog.sources.library.LibrarySource",
    "house": "backend.catalog.sources.house.HouseSource",
    "deezer": "backend.catalog.sources.deezer.DeezerSource",
    "spotify": "backend.catalog.sources.spotify.SpotifySource",
    "itunes": "backend.catalog.sources.itunes.ItunesSource",
    "openverse": "backend.catalog.sources.openverse.OpenverseSource",
    "jamendo": "backend.catalog.sources.jamendo.JamendoSource",
    "youtube": "backend.catalog.sources.youtube.YoutubeSource",
}
"""By name rather than by class: only what is on is imported."""


def sources_on() -> dict[str, Source]:
    """The catalogues named in AUDIOFILER_SOURCES, in that order."""
    return {name: source_named(name) for name in settings.AUDIOFILER_SOURCES}


@cache
def source_named(name: str) -> Source:
    """One catalogue; it is made once, as it may keep connections."""
    if name not in SOURCES:
        raise ImproperlyConfigured(f"AUDIOFILER_SOURCES: there is no source {name!r}, only {', '.join(SOURCES)}")
    source: Source = import_string(SOURCES[name])()
    return source


def source_of(*, track_id: str) -> tuple[Source, str]:
    """The catalogue that a track's id names, and the track's key in it."""
    name, _, key = track_id.partition(":")
    on = sources_on()
    if name not in on:
        raise TrackNotFoundError(f"There is no catalogue {name[:40]!r}; on are {', '.join(on)}.")
    if not key:
        raise TrackNotFoundError
    return on[name], key


def _forget(**kwargs: Any) -> None:
    """Settings change in tests alone; a source keeps the addresses it was made with."""
    source_named.cache_clear()


setting_changed.connect(_forget)
