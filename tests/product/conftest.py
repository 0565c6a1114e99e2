"""One product and one set of stand-ins for all tests here: they take seconds to start."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.product.running import Product
from tests.standins import NAMES, StandIn, start
from tests.standins.settings import environment

Standins = dict[str, StandIn]


@pytest.fixture(scope="session")
def all_standins() -> Iterator[Standins]:
    running = {name: start(name) for name in NAMES if name != "spotify"}
    running["spotify"] = start("spotify", previews=False)  # as every app since 2024 meets it
    yield running
    for standin in running.values():
        standin.close()


@pytest.fixture
def standins(all_standins: Standins) -> Iterator[Standins]:
    """Give every stand-in; they behave again afterwards."""
    yield all_standins
    for standin in all_standins.values():
        standin.behave()


@pytest.fixture(scope="session")
def product(all_standins: Standins, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    folder: Path = tmp_path_factory.mktemp("product")
    running = Product(folder, environment(all_standins.values()))
    try:
        running.wait_until_ready()
        yield running
    finally:
        running.close()
