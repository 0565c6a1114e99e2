"""Which catalogues are on. A new one is a file beside this one and a line in SOURCES."""

from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from backend.catalog.sources.base import Source, TrackNotFoundError
from backend.catalog.sources.library import LibrarySource

SOURCES: dict[str, Callable[[], Source]] = {"library": LibrarySource}


def sources_on() -> dict[str, Source]:
    """The catalogues named in AUDIOFILER_SOURCES, in that order."""
    return {name: source_named(name) for name in settings.AUDIOFILER_SOURCES}


@cache
def source_named(name: str) -> Source:
    """One catalogue; it is made once, as it may keep connections."""
    if name not in SOURCES:
        raise ImproperlyConfigured(f"AUDIOFILER_SOURCES: there is no source {name!r}, only {', '.join(SOURCES)}")
    return SOURCES[name]()


def source_of(*, track_id: str) -> tuple[Source, str]:
    """The catalogue that a track's id names, and the track's key in it."""
    name, _, key = track_id.partition(":")
    source = sources_on().get(name)
    if source is None or not key:
        raise TrackNotFoundError
    return source, key
