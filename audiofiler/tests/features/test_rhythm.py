"""The peak search against the plain left-to-right one, and the beat of a click track."""

import numpy as np
import pytest

from audiofiler.features.rhythm import beat, peaks


def search(curve: np.ndarray, threshold: float) -> list[int]:
    """Billauer's peak detection, sample by sample."""
    found, at, looking = [], 0, True
    low, high = np.inf, -np.inf
    for i, value in enumerate(curve):
        if value > high:
            high, at = value, i
        low = min(low, value)
        if looking and value < high - threshold:
            found.append(at)
            low, looking = value, False
        elif not looking and value > low + threshold:
            high, at, looking = value, i, True
    return found


@pytest.mark.parametrize("kind", ["steps", "walk"])
def test_finds_what_the_plain_search_finds(kind: str, generator: np.random.Generator) -> None:
    for _ in range(300):
        shape = generator.integers(1, 5), generator.integers(2, 90)
        curves = generator.standard_normal(shape).cumsum(axis=1)
        if kind == "steps":
            curves = generator.integers(0, 6, shape).astype(float)
        threshold = generator.uniform(0.1, 3) * np.abs(np.diff(curves, axis=1)).mean(axis=1) + 1e-16
        rows, columns = peaks(curves, threshold)
        for i, curve in enumerate(curves):
            assert columns[rows == i].tolist() == search(curve, threshold[i])


def test_a_click_every_half_second_is_120_beats_a_minute() -> None:
    clicks = (np.arange(600) % 10 == 5).astype(float)
    bpm, confidence = beat(np.tile(clicks, (18, 1)))
    assert bpm == pytest.approx(120.0)
    assert confidence == pytest.approx(1.0)


@pytest.mark.parametrize("width", [1, 2, 60])
def test_constant_curves_have_no_beat(width: int) -> None:
    assert beat(np.ones((18, width))) == (1200.0, 0.0)
