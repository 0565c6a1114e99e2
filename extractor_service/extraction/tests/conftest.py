"""What the tests of the service share: clips made on the spot, a stand-in host, a settings override."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from audiofiler.testing import encode, music, tone_wav
from extractor_service.extraction import services
from extractor_service.extraction.conf import Configuration
from extractor_service.extraction.tests.standin import Standin, standin

DEFAULTS = Configuration(
    token="",
    bind="127.0.0.1",
    preview_hosts=(),
    workers=1,
    queue=4,
    wait_seconds=1.0,
    max_bytes=2 * 1024 * 1024,
    max_seconds=60.0,
    fetch_seconds=2.0,
    fetch_max_bytes=1024 * 1024,
    cpu_seconds=20.0,
)
Configure = Callable[..., None]


@pytest.fixture(autouse=True)
def configure(settings: Any) -> Iterator[Configure]:
    """Give every test the same configuration, whatever the shell says; call it to change a value."""

    def change(**values: Any) -> None:
        settings.EXTRACTOR = replace(settings.EXTRACTOR, **values)
        services.door.cache_clear()

    settings.EXTRACTOR = DEFAULTS
    services.door.cache_clear()
    yield change
    services.door.cache_clear()


@pytest.fixture
def host() -> Iterator[Standin]:
    """A host over plain http."""
    with standin() as running:
        yield running


@pytest.fixture(scope="session")
def song() -> bytes:
    """A clip as catalogues give it."""
    return encode(music(6, seed=1), codec="mp3")


@pytest.fixture(scope="session")
def short_wav() -> bytes:
    """A second of sound."""
    return tone_wav(seconds=1)


@pytest.fixture(scope="session")
def silence() -> bytes:
    """Five seconds of nothing."""
    return encode(0 * music(5), codec="wav")
