"""Is this the same recording?

What it measures: for every 46 ms of sound one word of 32 bits, each the sign of how the energy difference of two
neighbouring semitone bands (300 to 2,000 Hz) changes from one frame to the next. Re-encoding, gain and a cut at the
start leave most words nearly as they were; another recording shares half of the bits by chance.
Conventions: sound at 44.1 kHz is brought to 11.025 kHz; frames of 0.37 s; at most the first two minutes.
What it gives: `fingerprint` of a recording, and `matches` among many: pairs with their bit error rate.

J. Haitsma and T. Kalker, A highly robust audio fingerprinting system, ISMIR 2002.
"""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.fft import rfft
from scipy.signal.windows import hann

from audiofiler.schema import SAMPLE_RATE

Words = NDArray[np.uint32]

DECIMATION = 4
FRAME, HOP = 4096, 512
"""Samples at the lower rate."""

_SECONDS = 120
_BANDS = 33
_LOWEST_HZ, _HIGHEST_HZ = 300.0, 2000.0
_SAME = 0.3
"""Bit error rate up to which two pieces count as one recording; unrelated ones come out at 0.5."""
_LEAST_WORDS = 100
_SEEDS = 3
_COMMON = 40


class Match(NamedTuple):
    """Two recordings that are one: their places in the list, how far they are apart in bits, and shifted, s."""

    first: int
    second: int
    bit_error_rate: float
    shift_s: float


def fingerprint(mono: NDArray[np.int16]) -> Words:
    """Return the words of a recording, (frames - 1,) uint32; empty when it is shorter than two frames.

    Parameters
    ----------
    mono : (samples,) int16
        At `schema.SAMPLE_RATE`.
    """
    used = mono[: _SECONDS * SAMPLE_RATE]
    used = used[: used.size // DECIMATION * DECIMATION].reshape(-1, DECIMATION).mean(axis=1, dtype=np.float32)
    if used.size < FRAME + HOP:
        return np.empty(0, dtype=np.uint32)
    frames = np.lib.stride_tricks.sliding_window_view(used, FRAME)[::HOP]
    window = hann(FRAME, sym=False).astype(np.float32)
    power = np.abs(rfft(frames * window, axis=1)) ** 2
    edges = _LOWEST_HZ * (_HIGHEST_HZ / _LOWEST_HZ) ** (np.arange(_BANDS + 1) / _BANDS)
    bins = np.round(edges * FRAME * DECIMATION / SAMPLE_RATE).astype(int)
    bands = np.add.reduceat(power, bins[:-1], axis=1)
    bits = np.diff(np.diff(bands, axis=1), axis=0) > 0
    words: Words = np.packbits(bits, axis=1).view(">u4").astype(np.uint32).reshape(-1)
    return words


def matches(prints: Sequence[Words]) -> list[Match]:
    """Find the pairs that are one recording.

    Pairs are proposed by words they share bit for bit at one shift, and kept if their bits differ little over the whole
    of what they have in common; so a hundred thousand need no comparison of all with all.
    """
    lengths = np.array([len(words) for words in prints])
    if lengths.sum() == 0:
        return []
    owner = np.repeat(np.arange(len(prints)), lengths)
    at = np.concatenate([np.arange(length) for length in lengths])
    words = np.concatenate(prints)
    order = np.argsort(words, kind="stable")
    owner, at, words = owner[order], at[order], words[order]
    starts = np.flatnonzero(np.r_[True, words[1:] != words[:-1]])
    ends = np.r_[starts[1:], len(words)]
    proposed: Counter[tuple[int, int, int]] = Counter()
    for start, end in zip(starts, ends, strict=True):
        if 1 < end - start <= _COMMON and 0 < words[start] < 0xFFFFFFFF:
            _propose(owner[start:end], at[start:end], proposed)
    found: dict[tuple[int, int], Match] = {}
    for (first, second, shift), seeds in proposed.items():
        if seeds >= _SEEDS:
            rate = _bit_error_rate(prints[first], prints[second], shift)
            match = Match(first, second, round(rate, 3), round(shift * HOP * DECIMATION / SAMPLE_RATE, 2))
            if rate <= _SAME and rate < found.get((first, second), Match(0, 0, 1.0, 0.0)).bit_error_rate:
                found[first, second] = match
    return sorted(found.values())


def _propose(owner: NDArray[np.intp], at: NDArray[np.intp], proposed: Counter[tuple[int, int, int]]) -> None:
    for i in range(len(owner)):
        for j in range(i + 1, len(owner)):
            if owner[i] != owner[j]:  # owners rise within a run, for the sort was stable
                proposed[int(owner[i]), int(owner[j]), int(at[j] - at[i])] += 1


def _bit_error_rate(first: Words, second: Words, shift: int) -> float:
    """Compare `first[k]` with `second[k + shift]` wherever both are; 1 when there is too little of both."""
    start, end = max(0, -shift), min(len(first), len(second) - shift)
    if end - start < _LEAST_WORDS:
        return 1.0
    differing = np.bitwise_count(first[start:end] ^ second[start + shift : end + shift])
    return float(differing.mean()) / 32
