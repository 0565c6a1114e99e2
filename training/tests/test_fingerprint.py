"""The same recording is known again however it was encoded; another one is not."""

import numpy as np
import pytest

from audiofiler.audio import decode
from audiofiler.testing import encode, music
from training.exploring.fingerprint import fingerprint, matches

RATE = 44_100
SONG = np.concatenate([music(4.0, seed=seed) for seed in range(10, 15)])
"""Twenty seconds in which nothing comes twice."""


def sound(samples: np.ndarray, codec: str = "wav", bit_rate: int = 0) -> np.ndarray:
    """Samples as they come out of a file."""
    return decode(encode(samples, RATE, codec, 1, bit_rate=bit_rate)).mono


@pytest.mark.parametrize(
    ("changed", "shift"),
    [
        (sound(SONG), 0.0),
        (sound(SONG * 0.3), 0.0),
        (sound(SONG, "mp3", 64_000), 0.0),
        (sound(SONG[RATE:]), -1.0),
        (sound(SONG[RATE // 3 :], "aac", 96_000), -0.33),
    ],
)
def test_a_changed_copy_is_found(changed: np.ndarray, shift: float) -> None:
    others = [fingerprint(sound(music(20.0, seed=seed))) for seed in (2, 3)]
    (found,) = matches([fingerprint(sound(SONG)), *others, fingerprint(changed)])
    assert (found.first, found.second) == (0, 3)
    assert found.shift_s == pytest.approx(shift, abs=0.06)
    assert found.bit_error_rate < 0.3


def test_nothing_in_common() -> None:
    silence = fingerprint(np.zeros(5 * RATE, np.int16))
    short = fingerprint(sound(SONG)[:1000])
    assert short.size == 0
    assert matches([silence, silence, short, fingerprint(sound(SONG))]) == []
    assert matches([short]) == []
