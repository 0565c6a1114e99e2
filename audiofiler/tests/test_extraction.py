"""Files to vectors: windows, sources, refusals."""

import hashlib
import time
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest

from audiofiler import FeatureVector, Limits, Window, extract
from audiofiler.errors import SchemaMismatch, SilentAudio, TooLarge, TooShort
from audiofiler.schema import FEATURE_NAMES, SAMPLE_RATE, SCHEMA_ID
from audiofiler.silence import seconds_of_sound
from audiofiler.testing import Floats, encode, music, tone, tone_wav


def test_it_works() -> None:
    data = encode(music(30, seed=1), SAMPLE_RATE, "mp3")
    clip = extract(data)
    assert clip.values.shape == (70,)
    assert clip.values.dtype == np.float64
    assert clip.names == FEATURE_NAMES
    assert clip.schema == SCHEMA_ID
    assert clip.duration_s == 30.0
    assert clip.sample_rate == SAMPLE_RATE
    assert clip.audio_sha256 == hashlib.sha256(data).hexdigest()
    assert clip.timings_ms.keys() == {"decode", "extract"}
    assert [(window.start_s, window.offset_s) for window in clip.windows] == [(0, 0), (0, 0.25), (0, 0.5), (0, 0.75)]
    np.testing.assert_array_equal(clip.windows[0].values, clip.values)


def parts_of(clip: FeatureVector) -> list[Window]:
    """Leave out the windows whose frames are moved."""
    return [window for window in clip.windows if not window.offset_s]


def test_a_moved_window_is_the_clip_that_begins_there_but_for_rhythm_and_level() -> None:
    samples = music(30, seed=9)
    moved = extract(encode(samples, SAMPLE_RATE, "wav", 1)).windows[2].values
    later = extract(encode(samples[SAMPLE_RATE // 2 :], SAMPLE_RATE, "wav", 1)).values
    spectral = [i for i, name in enumerate(FEATURE_NAMES) if name.startswith(("spectral", "chroma"))]
    np.testing.assert_allclose(moved[spectral], later[spectral], rtol=0.01, atol=1e-4)


def test_a_short_clip_is_heard_once() -> None:
    assert [window.offset_s for window in extract(tone_wav(seconds=9)).windows] == [0]


def test_training_data_are_heard_once_and_are_the_same() -> None:
    data = encode(music(70, seed=5), SAMPLE_RATE, "wav", 1)
    whole, once = extract(data), extract(data, moved=False)
    assert [(window.start_s, window.offset_s) for window in once.windows] == [
        (window.start_s, 0) for window in parts_of(whole)
    ]
    np.testing.assert_allclose(once.values, whole.values, rtol=1e-9, atol=1e-12)


def test_path_bytes_and_file_object_are_the_same(tmp_path: Path) -> None:
    data = tone_wav(seconds=4)
    path = tmp_path / "tone.wav"
    path.write_bytes(data)
    wanted = extract(data).values
    for source in (path, str(path), BytesIO(data)):
        np.testing.assert_array_equal(extract(source).values, wanted)


@pytest.mark.parametrize(
    ("seconds", "starts"),
    [(20, [0]), (45, [0]), (60, [0, 30]), (99, [2.25, 34.5, 66.75]), (210, [10, 50, 90, 130, 170])],
)
def test_windows_are_spread_over_a_song(seconds: int, starts: list[float]) -> None:
    clip = extract(encode(music(seconds, seed=2), SAMPLE_RATE, "wav", 1))
    parts = parts_of(clip)
    assert [window.start_s for window in parts] == pytest.approx(starts, abs=1e-4)
    np.testing.assert_allclose(clip.values, np.mean([window.values for window in parts], axis=0))


def test_a_window_is_the_clip_cut_out_there() -> None:
    samples = music(60, seed=3)
    whole = extract(encode(samples, SAMPLE_RATE, "wav", 1))
    second = extract(encode(samples[30 * SAMPLE_RATE :], SAMPLE_RATE, "wav", 1))
    np.testing.assert_array_equal(parts_of(whole)[1].values, second.values)


def test_a_clip_without_a_31st_second_is_taken_whole_and_cut_from_then_on() -> None:
    samples = music(40, seed=4)
    longer = extract(encode(samples, SAMPLE_RATE, "wav", 1))
    clip = extract(encode(samples[: 30 * SAMPLE_RATE], SAMPLE_RATE, "wav", 1))
    np.testing.assert_array_equal(longer.values, clip.values)
    nearly = extract(encode(samples[: 30 * SAMPLE_RATE + 900], SAMPLE_RATE, "wav", 1))
    assert len(parts_of(nearly)) == 1


def test_a_vector_hardly_depends_on_whole_seconds() -> None:
    samples = music(30, seed=5)
    shorter = extract(encode(samples[: int(29.98 * SAMPLE_RATE)], SAMPLE_RATE, "wav", 1)).values
    whole = extract(encode(samples, SAMPLE_RATE, "wav", 1)).values
    np.testing.assert_allclose(shorter[:34], whole[:34], rtol=0.1, atol=0.02)


def test_silent_windows_of_a_song_are_left_out() -> None:
    samples = np.concatenate([np.zeros(31 * SAMPLE_RATE), music(31, seed=6)])
    clip = extract(encode(samples, SAMPLE_RATE, "wav", 1))
    assert len(parts_of(clip)) == 1
    assert clip.windows[0].start_s > 30


def among_silence(*parts: Floats, pause_s: float = 10.0) -> Floats:
    """Put silence before, between and behind some sound."""
    pause = np.zeros(round(pause_s * SAMPLE_RATE))
    return np.concatenate([pause, *(piece for part in parts for piece in (part, pause))])


@pytest.mark.parametrize("codec", ["wav", "mp3", "aac"])
@pytest.mark.parametrize("offset_s", [0.0, 0.037])
def test_silence_around_it_is_no_sound(codec: str, offset_s: float) -> None:
    ahead = np.zeros(round(offset_s * SAMPLE_RATE))
    enough, little = (np.concatenate([ahead, among_silence(tone(seconds))]) for seconds in (3.0, 2.0))
    assert extract(encode(enough, codec=codec)).duration_s > 22
    with pytest.raises(TooShort, match=r"at least 3 s of sound; here are 2\.\d s, and silence"):
        extract(encode(little, codec=codec))
    assert extract(encode(little, codec=codec), limits=Limits(min_seconds=2)).duration_s > 21


def test_long_pauses_are_no_sound_and_short_ones_are_music() -> None:
    assert extract(encode(among_silence(tone(1), tone(1), tone(1), pause_s=2), codec="wav")).duration_s == 11
    with pytest.raises(TooShort, match=r"here are 2\.0 s"):
        extract(encode(among_silence(tone(1), tone(1), pause_s=4), codec="wav"))
    click = tone(0.02)
    assert extract(encode(among_silence(*[click] * 5, pause_s=0.8), codec="wav")).duration_s < 5


def test_counting_the_sound_costs_next_to_nothing() -> None:
    samples = (music(30, seed=1) * 32767).astype(np.int16)
    assert seconds_of_sound(samples, SAMPLE_RATE) == 30.0
    times = []
    for _ in range(20):
        began = time.thread_time()
        seconds_of_sound(samples, SAMPLE_RATE)
        times.append(time.thread_time() - began)
    assert min(times) < 1e-3


@pytest.mark.parametrize("level", [0.0, 0.3, 5e-5], ids=["zero", "constant", "below -80 dB"])
def test_silence_is_refused(level: float) -> None:
    samples = np.full(5 * SAMPLE_RATE, level)
    if level == 5e-5:
        samples[::2] = -level
    with pytest.raises(SilentAudio, match="silence"):
        extract(encode(samples, SAMPLE_RATE, "wav", 1))


@pytest.mark.parametrize("seconds", [0.01, 1, 2.9])
def test_too_little_sound_is_refused(seconds: float) -> None:
    with pytest.raises(TooShort, match="at least 3 s"):
        extract(tone_wav(seconds=seconds))


def test_a_huge_file_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.mp3"
    with path.open("wb") as file:
        file.truncate(10 * 2**30)
    with pytest.raises(TooLarge):
        extract(path, limits=Limits(max_bytes=2**20))


def test_matrix_arranges_windows_by_name() -> None:
    clip = extract(tone_wav(seconds=4))
    np.testing.assert_array_equal(clip.matrix(("bpm", "zcr_mean")), [[clip.values[68], clip.values[0]]])
    with pytest.raises(SchemaMismatch, match="loudness"):
        clip.matrix(("loudness",))
