"""Sums over shared slices are those over the frames themselves, and shortcuts find what the long way finds."""

import numpy as np
import pytest

from audiofiler.features import energy, spectral
from audiofiler.features.frames import Frames, Spectra


def frame_by_frame(frame: np.ndarray) -> tuple[float, float, float]:
    size = frame.size // energy.ENTROPY_BLOCKS
    parts = (frame[: size * energy.ENTROPY_BLOCKS].reshape(-1, size) ** 2).sum(axis=1)
    entropy = energy.block_entropy(parts[None], np.array([(frame**2).sum()]))[0]
    return np.abs(np.diff(np.sign(frame))).sum() / 2 / (frame.size - 1), (frame**2).mean(), entropy


@pytest.mark.parametrize("size", [100, 107])
@pytest.mark.parametrize("zeros", [0, 300])
def test_frames_of_any_size_and_place(size: int, zeros: int) -> None:
    rng = np.random.default_rng(size + zeros)
    samples = rng.standard_normal(4321)
    samples[rng.integers(samples.size, size=zeros)] = 0.0
    passes = [Frames.within(samples.size, size, start) for start in (0, 13, size // 2)]
    beat = Frames.within(samples.size, 17)
    slices = energy.sliced(samples, [beat.edges, *map(energy.part_edges, passes)])
    for frames in passes:
        expected = np.array([frame_by_frame(frame) for frame in frames.cut(samples)]).T
        np.testing.assert_allclose(energy.zero_crossing_rate(frames, slices), expected[0], rtol=1e-12)
        np.testing.assert_allclose(energy.energy(frames, slices), expected[1], rtol=1e-12)
        np.testing.assert_allclose(energy.energy_entropy(frames, slices), expected[2], rtol=1e-12)
    np.testing.assert_allclose(energy.energy(beat, slices), (beat.cut(samples) ** 2).mean(axis=1), rtol=1e-12)


def spectra(magnitude: np.ndarray) -> Spectra:
    power = magnitude**2
    return Spectra(magnitude, power, magnitude.sum(axis=1), power.sum(axis=1), 44_100)


def test_rolloff_is_where_the_running_sum_passes_nine_tenths() -> None:
    given = spectra(np.random.default_rng(1).exponential(size=(50, 1102)))
    expected = np.argmax(np.cumsum(given.power, axis=1) > 0.9 * given.energy[:, None], axis=1) / 1102
    np.testing.assert_array_equal(spectral.spectral_rolloff(given), expected)


def test_rolloff_of_silence_is_zero_and_of_the_last_bin_nearly_one() -> None:
    np.testing.assert_array_equal(
        spectral.spectral_rolloff(spectra(np.eye(3, 1102, 1100))), np.array([1100, 1101, 0]) / 1102
    )


def test_spread_of_one_line_and_its_faint_neighbours_keeps_its_digits() -> None:
    magnitude = np.zeros((1, 22_050))
    magnitude[0, 9_999:10_002] = 1e-5, 1.0, 1e-5
    _, spread = spectral.centroid_and_spread(spectra(magnitude))
    assert spread[0] * 22_050 == pytest.approx(np.sqrt(2e-5), rel=1e-2)
