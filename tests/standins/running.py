"""Starting a stand-in by its name."""

from collections.abc import Sequence
from typing import Any

from tests.standins.deezer import Deezer
from tests.standins.server import StandIn
from tests.standins.service import Service
from tests.standins.songs import Song, catalogue

SERVICES: dict[str, type[Service]] = {service.name: service for service in (Deezer,)}
NAMES = tuple(SERVICES)
SHARE = {"openverse": 4, "jamendo": 4}  # every fourth song is free to share


def start(name: str, *, songs: Sequence[Song] | None = None, n: int = 10_000, port: int = 0, **options: Any) -> StandIn:
    """Start a stand-in; `songs` in place of the invented catalogue, `options` are the service's own."""
    if name not in SERVICES:
        raise ValueError(f"There is no stand-in for {name!r}, only for {', '.join(NAMES)}")
    held = catalogue(n)[:: SHARE.get(name, 1)] if songs is None else songs
    return StandIn(SERVICES[name](held, **options), port)
