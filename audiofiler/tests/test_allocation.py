"""The allocator's settings are given along to what is started, unless somebody chose others."""

import pytest

from audiofiler.allocation import KEEP_MEMORY, keep_memory


def test_it_works(monkeypatch: pytest.MonkeyPatch) -> None:
    environment: dict[str, str] = {}
    monkeypatch.setattr("os.environ", environment)
    assert keep_memory()
    assert environment == KEEP_MEMORY
    assert not keep_memory()


def test_what_is_set_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    environment = {"MALLOC_TRIM_THRESHOLD_": "1"}
    monkeypatch.setattr("os.environ", environment)
    assert keep_memory()
    assert environment == {**KEEP_MEMORY, "MALLOC_TRIM_THRESHOLD_": "1"}
