"""Catalogues that behave as a test tells them."""

import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from backend.catalog.searching import flights
from backend.catalog.sources import registry
from backend.catalog.sources.base import ClipAddress, NoPreviewError, Track, TrackNotFoundError


class Fake:
    """A remote catalogue with a few tracks; `behave` may raise, wait or give other tracks instead."""

    attribution, terms_url, notice = "Nobody", "https://example.org/terms", None

    def __init__(self, name: str = "fake", *tracks: Track, remote: bool = True, keep_seconds: int = 60) -> None:
        self.id, self.name = name, name.title()
        self.remote, self.keep_seconds = remote, keep_seconds
        self.tracks = list(tracks)
        self.calls: list[str] = []
        self.behave: Callable[[], Any] = lambda: None

    def search(self, *, text: str, limit: int) -> list[Track]:
        self.calls.append(text)
        found = self.behave()
        return self.tracks if found is None else found

    def resolve(self, *, key: str) -> Track:
        self.calls.append(key)
        self.behave()
        for track in self.tracks:
            if track.id == f"{self.id}:{key}":
                return track
        raise TrackNotFoundError

    def clip(self, *, key: str) -> ClipAddress:
        found = self.resolve(key=key)
        if found.preview_url is None:
            raise NoPreviewError
        return ClipAddress(url=found.preview_url)

    def note(self) -> None:
        return None


class FakeWithIsrc(Fake):
    """One that can be asked by ISRC."""

    def by_isrc(self, *, isrc: str) -> Track | None:
        self.calls.append(f"isrc:{isrc}")
        self.behave()
        return next((track for track in self.tracks if track.isrc == isrc), None)


def song(source: str, key: str, title: str = "Far Away", *artists: str, **fields: Any) -> Track:
    """A track of a fake catalogue."""
    return Track(id=f"{source}:{key}", source=source, title=title, artists=list(artists or ("Nobody",)), **fields)


def switch_on(settings: Any, monkeypatch: pytest.MonkeyPatch, *fakes: Fake, beside: tuple[str, ...] = ()) -> None:
    """These catalogues are on, after those named in `beside`."""
    for fake in fakes:
        monkeypatch.setattr(sys.modules[__name__], f"made_{fake.id}", lambda fake=fake: fake, raising=False)
        monkeypatch.setitem(registry.SOURCES, fake.id, f"{__name__}.made_{fake.id}")
    registry.source_named.cache_clear()
    settings.AUDIOFILER_SOURCES = [*beside, *(fake.id for fake in fakes)]


def raising(error: Exception) -> Callable[[], Any]:
    """Behave so that every call fails."""

    def behave() -> None:
        raise error

    return behave


def sleeping(seconds: float) -> Callable[[], None]:
    """Behave so that every call takes a while."""
    return lambda: time.sleep(seconds)


def all_landed() -> None:
    """Wait for calls that are still under way, so that they do not come back in the next test."""
    until = time.monotonic() + 20
    while flights.FLIGHTS:
        assert time.monotonic() < until
        time.sleep(0.01)


class Gate:
    """Behave so that calls hang until the test opens it."""

    def __init__(self) -> None:
        self.opened = threading.Event()

    def __call__(self) -> None:
        self.opened.wait(20)
