"""Pictures show what is there, where it is, and nothing that is not."""

import base64
import json
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from audiofiler.drawing import Course, Drawing, draw
from audiofiler.drawing.chroma import NAMES, lowered
from audiofiler.drawing.columns import Columns
from audiofiler.drawing.mel import BANDS, LOW_DB, centres, loudness, timbre
from audiofiler.drawing.picture import quantised
from audiofiler.schema import HALF_RATE, SAMPLE_RATE
from audiofiler.testing import music, tone

Samples = NDArray[np.int16]
RATES = (SAMPLE_RATE, HALF_RATE)
NO_COURSE = Course(10.0, 1.0, ())


def as_int16(samples: NDArray[np.float64]) -> Samples:
    return np.rint(samples * 32767).astype(np.int16)


def drawn(mono: Samples, rate: int = SAMPLE_RATE) -> Drawing:
    return draw(mono, rate, heard=[(0.0, mono.size / rate)], course=NO_COURSE)


def test_it_works() -> None:
    found = drawn(as_int16(music(30, seed=1))).as_dict()
    assert found["duration_s"] == 30.0
    assert found["heard"] == [{"start_s": 0.0, "end_s": 30.0}]
    assert (found["waveform"]["step_s"], len(found["waveform"]["low"]), len(found["waveform"]["high"])) == (
        0.025, 1200, 1200,
    )  # fmt: skip
    for name, step, rows, columns in (("mel", 0.05, 64, 600), ("chroma", 0.1, 12, 300), ("mfcc", 0.1, 13, 300)):
        picture = found[name]
        assert (picture["start_s"], picture["step_s"], picture["rows"], picture["columns"]) == (0, step, rows, columns)
        assert len(base64.b64decode(picture["data"])) == rows * columns
    assert (len(found["mel"]["frequencies_hz"]), found["mel"]["low_db"], found["mel"]["high_db"]) == (64, -80, 0)
    assert found["chroma"]["names"][0] == "C"
    assert found["mfcc"]["low"] == -found["mfcc"]["high"]
    assert found["course"] == {"seconds": 10.0, "step_s": 1.0, "parts": []}


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("band", [5, 20, 40, 55])
def test_a_sine_is_loudest_in_its_band(rate: int, band: int) -> None:
    freq = centres(rate)[band]
    levels = drawn(as_int16(tone(4, rate, freq)), rate).mel.levels
    assert (levels.argmax(axis=1) == band).all()
    assert levels.max() == 255
    far = np.abs(np.arange(BANDS) - band) > 6
    assert levels[:, far].max() < 255 * (1 - 50 / 80)


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize(("freq", "name"), [(220, "A"), (440, "A"), (880, "A"), (261.63, "C"), (466.16, "A♯")])
def test_a_tone_is_its_pitch_class(rate: int, freq: float, name: str) -> None:
    levels = drawn(as_int16(tone(4, rate, freq)), rate).chroma.levels
    row = NAMES.index(name)
    assert (levels[:, row] == 255).all()
    assert np.delete(levels, row, axis=1).max() < 255 / 4


def test_what_lies_above_the_notes_does_not_fold_back_into_them() -> None:
    low = lowered(as_int16(tone(2, freq=SAMPLE_RATE / 8 - 440.0)), 8)
    assert np.abs(low).max() < 0.5 * 32767 * 10 ** (-26 / 20)
    assert np.abs(lowered(as_int16(tone(2, freq=440.0)), 8)).max() == pytest.approx(0.5 * 32767, rel=0.03)


def test_silence_is_empty_wherever_it_is() -> None:
    sound, silence = as_int16(music(5, seed=2)), np.zeros(5 * SAMPLE_RATE, np.int16)
    padded, bare = drawn(np.concatenate([silence, sound])), drawn(sound)
    assert not padded.mel.levels[:99].any()
    assert not padded.chroma.levels[:48].any()
    assert not padded.waveform.low[:200].any()
    assert not padded.waveform.high[:200].any()
    np.testing.assert_array_equal(padded.waveform.high[200:], bare.waveform.high)
    # but for the frame at the edge, and the loudest column, which may be one that was cut otherwise
    difference = padded.mel.levels[101:-1].astype(int) - bare.mel.levels[1:-1]
    assert np.abs(difference).max() <= 3


def test_gain_changes_nothing_but_the_waveform() -> None:
    quiet = as_int16(0.2 * music(12, seed=3))
    one, other = drawn(quiet), drawn(4 * quiet)
    for name in ("mel", "chroma", "mfcc"):
        np.testing.assert_array_equal(getattr(one, name).levels, getattr(other, name).levels)
    assert (other.waveform.high >= 3 * one.waveform.high).all()


def test_a_later_sound_is_drawn_later() -> None:
    sound = as_int16(music(10, seed=4))
    later = np.concatenate([np.zeros(2 * SAMPLE_RATE, np.int16), sound])
    one, other = drawn(sound).mel.levels, drawn(later).mel.levels
    assert np.abs(other[41:-1].astype(int) - one[1:-1]).max() <= 3


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("seconds", [3.0, 3.01, 12.345, 30.04, 61.7, 1000.3])
def test_columns_cover_the_recording(rate: int, seconds: float) -> None:
    mono = as_int16(np.resize(tone(3, rate), round(seconds * rate)))
    found = drawn(mono, rate)
    most = {"mel": (found.mel, 600), "chroma": (found.chroma, 300), "mfcc": (found.mfcc, 300)}
    for name, (picture, limit) in most.items():
        columns = len(picture.levels)
        assert columns <= limit, name
        assert columns * picture.step_s >= found.duration_s - 1e-6, name
        assert (columns - 1) * picture.step_s < found.duration_s, name
    assert len(found.waveform.low) <= 1500
    assert len(found.waveform.low) * found.waveform.step_s >= found.duration_s - 1e-6


def test_a_long_song_is_drawn_from_its_own_frames() -> None:
    parts = [tone(70, freq=freq) for freq in (220.0, 329.63, 1046.5)]
    found = drawn(as_int16(np.concatenate(parts)))
    third = len(found.chroma.levels) // 3
    for i, name in enumerate(("A", "E", "C")):
        middle = found.chroma.levels[i * third + 2 : (i + 1) * third - 2]
        assert (middle.argmax(axis=1) == NAMES.index(name)).all()


def test_no_sample_lies_outside_the_waveform() -> None:
    mono = as_int16(music(7.3, seed=5))
    outline = drawn(mono).waveform
    step = np.minimum((np.arange(mono.size) / SAMPLE_RATE / outline.step_s).astype(int), len(outline.low) - 1)
    scaled = mono * (127 / 32768)
    assert (scaled >= outline.low[step] - 1e-9).all()
    assert (scaled <= outline.high[step] + 1e-9).all()
    assert (outline.low.min() >= -127, outline.high.max() <= 127) == (True, True)


def test_full_scale_is_the_full_waveform() -> None:
    mono = np.tile(np.array([32767, -32768], np.int16), 2 * SAMPLE_RATE)
    outline = drawn(mono).waveform
    assert set(outline.low) == {-127}
    assert set(outline.high) == {127}


def test_a_level_is_off_by_at_most_half_a_step(generator: np.random.Generator) -> None:
    values = generator.uniform(-30.0, 50.0, 10_000)
    back = quantised(values, -30.0, 50.0) * (80.0 / 255) - 30.0
    assert np.abs(back - values).max() <= 80.0 / 510 + 1e-12
    assert quantised(np.array([-99.0, 99.0]), -30.0, 50.0).tolist() == [0, 255]


def test_timbre_is_the_outline_of_the_mel_bands() -> None:
    flat = np.full((4, BANDS), -10.0)
    coefficients = timbre(flat)
    np.testing.assert_allclose(coefficients[:, 0], -10.0 - LOW_DB / 2)
    np.testing.assert_allclose(coefficients[:, 1:], 0.0, atol=1e-12)
    wave = -40.0 + 20.0 * np.cos(np.pi * 3 * (np.arange(BANDS) + 0.5) / BANDS)
    (bent,) = timbre(np.stack([wave, wave]))
    assert np.abs(bent).argmax() == 3
    assert bent[3] == pytest.approx(20.0 / np.sqrt(2))


def test_a_fade_out_leaves_the_other_coefficients_their_range() -> None:
    samples = music(6, seed=8)
    samples[3 * SAMPLE_RATE :] = 0.0
    found = drawn(as_int16(samples))
    assert found.mfcc_high < -LOW_DB / 4
    sounding = found.mfcc.levels[:28, 1:].astype(int) - 128
    assert np.abs(sounding).max() >= 127
    assert (found.mfcc.levels[32:, 0] == 0).all()


def test_timbre_takes_two_columns_and_the_last_one_alone() -> None:
    _, db = loudness(as_int16(music(3.02, seed=6)), SAMPLE_RATE)
    assert len(db) == 61
    found = timbre(db)
    np.testing.assert_allclose(found[0], timbre(db[:2].mean(axis=0, keepdims=True))[0])
    np.testing.assert_allclose(found[-1], timbre(db[-1:])[0])


def as_sent(drawing: Drawing) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(drawing.as_dict()))
    return found


def test_what_is_sent_can_be_read_again() -> None:
    sent = as_sent(drawn(as_int16(music(4.3, seed=7))))
    assert Drawing.from_dict(sent).as_dict() == sent


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("mel", {"data": "!"}), ("mel", {"data": "AAAA"}), ("mel", {"data": None}), ("mel", {"columns": 7}),
        ("mel", {"frequencies_hz": [1.0]}), ("chroma", {"rows": 24}), ("mfcc", {"high": None}),
        ("waveform", {"low": [1], "high": [1]}), ("waveform", {"low": [0], "high": [0, 1]}),
        ("waveform", {"low": [-128], "high": [1]}), ("waveform", {"low": [-0.5], "high": [0.5]}),
        ("course", {"parts": [{}]}), ("course", {"parts": None}),
        ("course", {"parts": [{"start_s": 0, "end_s": 1, "values": [float("nan")]}]}),
    ],
)  # fmt: skip
def test_what_is_no_drawing_is_refused(part: str, change: dict[str, Any]) -> None:
    sent = as_sent(drawn(as_int16(music(3, seed=7))))
    sent[part] |= change
    with pytest.raises((KeyError, TypeError, ValueError)):
        Drawing.from_dict(sent)


def test_columns_are_whole_microseconds() -> None:
    columns = Columns.over(30.0416, step_s=0.05, most=600)
    assert (columns.count, columns.step_s) == (600, 0.05007)
    assert Columns.over(30.0, step_s=0.05, most=600) == Columns(600, 0.05)
