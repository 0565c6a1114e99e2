"""Starting a stand-in by its name."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from tests.standins.deezer import Deezer
from tests.standins.itunes import ITunes
from tests.standins.jamendo import Jamendo
from tests.standins.openverse import Openverse
from tests.standins.searching import SongIndex
from tests.standins.server import StandIn
from tests.standins.service import Service
from tests.standins.songs import Song, catalogue
from tests.standins.spotify import Spotify

SERVICES: dict[str, type[Service]] = {
    service.name: service for service in (Spotify, Deezer, ITunes, Openverse, Jamendo)
}
NAMES = tuple(SERVICES)
SHARE = {"openverse": 4, "jamendo": 4}  # every fourth song is free to share


def start(name: str, *, songs: Sequence[Song] | None = None, n: int = 10_000, port: int = 0, **options: Any) -> StandIn:
    """Start a stand-in; `songs` in place of the invented catalogue, `options` are the service's own."""
    if name not in SERVICES:
        raise ValueError(f"There is no stand-in for {name!r}, only for {', '.join(NAMES)}")
    held, index = _held(n, SHARE.get(name, 1)) if songs is None else (tuple(songs), None)
    service = SERVICES[name](held, **options)
    if index is not None:
        service.index = index
    return StandIn(service, port)


@lru_cache(maxsize=8)
def _held(n: int, share: int) -> tuple[tuple[Song, ...], SongIndex]:
    """Give the invented songs with their search, made once for all who have the same ones."""
    songs = catalogue(n)[::share]
    return songs, SongIndex(songs)
