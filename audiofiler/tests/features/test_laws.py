"""What must hold for any sound, whatever the numbers."""

import numpy as np
import pytest

from audiofiler.features import clip_features
from audiofiler.features.energy import part_edges, sliced
from audiofiler.features.frames import Frames, normalise
from audiofiler.features.summary import frame_features
from audiofiler.schema import FEATURE_NAMES, FRAME_FEATURE_NAMES, SAMPLE_RATE
from audiofiler.testing import music, tone

SHAPE = [i for i, name in enumerate(FEATURE_NAMES) if not name.startswith("energy_mean")]


def as_int16(samples: np.ndarray) -> np.ndarray:
    return np.rint(samples * 32767).astype(np.int16)


def named(samples: np.ndarray) -> dict[str, float]:
    return dict(zip(FEATURE_NAMES, clip_features(normalise(as_int16(samples)), SAMPLE_RATE), strict=True))


@pytest.mark.parametrize("hertz", [110.0, 1_000.0, 8_000.0])
def test_a_sine_has_its_centroid_and_rolloff_at_its_frequency(hertz: float) -> None:
    values = named(tone(5, freq=hertz))
    assert values["spectral_centroid_mean"] * SAMPLE_RATE / 2 == pytest.approx(hertz, abs=15)
    assert values["spectral_rolloff_mean"] * SAMPLE_RATE / 2 == pytest.approx(hertz, abs=2)


@pytest.mark.parametrize("hertz", [100.0, 1_000.0])
def test_a_sine_crosses_zero_twice_a_period(hertz: float) -> None:
    assert named(tone(5, freq=hertz))["zcr_mean"] == pytest.approx(2 * hertz / SAMPLE_RATE, rel=0.01)


def test_a_sine_of_full_scale_has_energy_one_half() -> None:
    assert named(tone(5, level=1.0))["energy_mean"] == pytest.approx(0.5, rel=1e-3)


def test_an_a_sounds_in_the_first_pitch_class() -> None:
    values = named(tone(5, freq=440.5))
    chroma = [values[f"chroma_{i}_mean"] for i in range(1, 13)]
    assert np.argmax(chroma) == 0 or max(chroma) == 0.0


def test_gain_changes_nothing() -> None:
    loud = as_int16(music(10, seed=5) * 0.9) // 4 * 4
    quiet = loud // 4
    np.testing.assert_allclose(
        clip_features(normalise(loud), SAMPLE_RATE), clip_features(normalise(quiet), SAMPLE_RATE), rtol=1e-9
    )


def test_a_shift_by_one_frame_shifts_the_frames_by_one() -> None:
    samples = normalise(as_int16(music(10, seed=6)))
    passes = [Frames.within(samples.size, SAMPLE_RATE, start) for start in (0, SAMPLE_RATE)]
    slices = sliced(samples, map(part_edges, passes))
    whole, later = (frame_features(samples, frames, slices, SAMPLE_RATE) for frames in passes)
    flux = FRAME_FEATURE_NAMES.index("spectral_flux")
    np.testing.assert_allclose(whole[2:], later[1:], rtol=1e-12)
    np.testing.assert_allclose(np.delete(whole[1], flux), np.delete(later[0], flux), rtol=1e-12)
    assert later[0, flux] == 0.0


def test_the_last_part_of_a_second_does_not_count() -> None:
    samples = normalise(as_int16(music(6.5, seed=7)))
    seconds = clip_features(samples, SAMPLE_RATE)[:68]
    np.testing.assert_array_equal(seconds, clip_features(samples[: 6 * SAMPLE_RATE], SAMPLE_RATE)[:68])


def test_one_frame_has_no_deviation() -> None:
    values = clip_features(normalise(as_int16(music(1.0, seed=8))), SAMPLE_RATE)
    np.testing.assert_array_equal(values[34:68], 0.0)
    assert np.isfinite(values).all()


@pytest.mark.parametrize(
    "samples",
    [
        np.concatenate([np.zeros(5 * SAMPLE_RATE), tone(5)]),
        np.concatenate([tone(2), np.full(3 * SAMPLE_RATE, 0.25)]),
        np.eye(1, 4 * SAMPLE_RATE, 100)[0],
        np.where(np.arange(4 * SAMPLE_RATE) % 2, 1.0, -1.0),
    ],
    ids=["silence in front", "constant behind", "one click", "square at Nyquist"],
)
def test_odd_sounds_give_finite_values(samples: np.ndarray) -> None:
    assert np.isfinite(list(named(samples).values())).all()
