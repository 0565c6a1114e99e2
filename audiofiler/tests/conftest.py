"""One seeded generator for all tests, and the folder with real data where a machine has one."""

import os
from pathlib import Path

import numpy as np
import pytest


@pytest.fixture
def generator() -> np.random.Generator:
    """The only source of randomness in these tests."""
    return np.random.default_rng(20_170_401)


@pytest.fixture(scope="session")
def real_audio() -> Path:
    """The folder with real clips and the values the 2017 release gave them."""
    root = os.environ.get("AUDIOFILER_SHARED_DATA")
    if not root:
        pytest.skip("AUDIOFILER_SHARED_DATA does not name a folder with real clips")
    return Path(root) / "audio"
