"""An MP3 decoded in two halves at once is the MP3 decoded from one end to the other."""

from io import BytesIO

import av
import numpy as np
import pytest

from audiofiler import halves
from audiofiler.audio import decode
from audiofiler.errors import AudioFilerError
from audiofiler.testing import encode, music


def in_order(data: bytes, monkeypatch: pytest.MonkeyPatch) -> np.ndarray:
    with monkeypatch.context() as patch:
        patch.setattr(halves, "LEAST", halves.MOST)
        return decode(data).mono


def second_half_is_used(data: bytes) -> bool:
    """Tell whether both decoders agree at the middle."""
    with av.open(BytesIO(data), format="mp3") as container:
        stream = container.streams.audio[0]
        context, packets = stream.codec_context, list(container.demux(stream))
        middle = len(packets) // 2
        first = [halves._decode(context, packet) for packet in packets[:middle]]
        second = halves._from(context.name, packets[middle - halves.WARM_UP : middle])
    return halves._same(first[-1], second[-1])


@pytest.mark.parametrize(
    ("rate", "bit_rate", "channels"),
    [(44_100, 128_000, 2), (44_100, 320_000, 2), (44_100, 32_000, 1), (48_000, 64_000, 2), (24_000, 8_000, 1)],
)
def test_bit_for_bit_the_same(rate: int, bit_rate: int, channels: int, monkeypatch: pytest.MonkeyPatch) -> None:
    data = encode(music(12, seed=3, rate=rate), rate, "mp3", channels, bit_rate=bit_rate)
    assert second_half_is_used(data)
    np.testing.assert_array_equal(decode(data).mono, in_order(data, monkeypatch))


def test_where_the_decoders_do_not_agree_the_first_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    data = encode(music(12, seed=3), 44_100, "mp3", bit_rate=128_000)
    expected = in_order(data, monkeypatch)
    monkeypatch.setattr(halves, "WARM_UP", 1)
    assert not second_half_is_used(data)
    np.testing.assert_array_equal(decode(data).mono, expected)


@pytest.mark.parametrize("seed", range(6))
def test_damage_does_the_same(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    generator = np.random.default_rng(seed)
    damaged = bytearray(encode(music(12, seed=4), 44_100, "mp3", bit_rate=128_000))
    for at in generator.integers(len(damaged) * 2 // 5, len(damaged) * 3 // 5, 40):
        damaged[at] = int(generator.integers(256))
    try:
        expected = in_order(bytes(damaged), monkeypatch)
    except AudioFilerError as refusal:
        with pytest.raises(type(refusal)):
            decode(bytes(damaged))
        return
    np.testing.assert_array_equal(decode(bytes(damaged)).mono, expected)
