"""Addresses of this server as its caller reaches it."""

from dataclasses import replace
from typing import Any

from rest_framework.request import Request

from backend.catalog.sources.base import Track


def with_addresses(track: Track, request: Request) -> Track:
    """The track with addresses of this server spelt out, as its caller reaches it."""
    return replace(
        track,
        preview_url=absolute(track.preview_url, request),
        artwork_url=absolute(track.artwork_url, request),
    )


def absolute(address: str | None, request: Request) -> str | None:
    """An address below this server in full; others as they are."""
    if address is None or not address.startswith("/"):
        return address
    return str(request.build_absolute_uri(address))


def alternatives_with_addresses(found: list[dict[str, Any]], request: Request) -> list[dict[str, Any]]:
    """Alternatives to a track, their pictures' addresses spelt out."""
    return [
        {**other, "track": {**other["track"], "artwork_url": absolute(other["track"]["artwork_url"], request)}}
        for other in found
    ]
