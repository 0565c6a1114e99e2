"""Stretches are what their ten seconds would be alone, as far as frames go."""

import numpy as np
import pytest

from audiofiler import extract
from audiofiler.drawing import Course, Drawing
from audiofiler.drawing.course import grouped
from audiofiler.representations import REPRESENTATIONS
from audiofiler.schema import MEL_SCHEMA_ID, SAMPLE_RATE, SCHEMA_IDS, STATS_SCHEMA_ID
from audiofiler.testing import encode, music

RHYTHM = slice(68, 70)


def wav(samples: np.ndarray) -> bytes:
    return encode(samples, SAMPLE_RATE, "wav", 1)


def drawing_of(samples: np.ndarray) -> Drawing:
    found = extract(wav(samples), drawing=True).drawing
    assert found is not None
    return found


def spans(course: Course) -> list[tuple[float, float]]:
    return [(part.start_s, part.end_s) for part in course.stretches]


def test_it_works() -> None:
    course = drawing_of(music(30, seed=1)).course
    assert (course.seconds, course.step_s) == (10, 1)
    assert spans(course) == [(start, start + 10) for start in range(21)]
    assert {part.values.shape for part in course.stretches} == {(1, 70)}
    (first, *_) = course.as_dict()["parts"]
    assert (first["start_s"], first["end_s"], len(first["values"])) == (0, 10, 70)


def test_a_whole_clip_of_ten_seconds_is_its_own_stretch() -> None:
    clip = extract(wav(music(10, seed=2)), drawing=True)
    assert clip.drawing is not None
    (only,) = clip.drawing.course.stretches
    np.testing.assert_allclose(only.values[0], clip.values, rtol=1e-12, atol=1e-15)


def test_a_stretch_is_the_clip_cut_out_there_but_for_rhythm_and_level() -> None:
    samples = music(30, seed=3)
    whole, cut = extract(wav(samples), drawing=True), extract(wav(samples[7 * SAMPLE_RATE : 17 * SAMPLE_RATE]))
    assert whole.drawing is not None
    stretch = whole.drawing.course.stretches[7]
    shape = [i for i, name in enumerate(cut.names) if name.startswith(("spectral_c", "chroma", "mfcc_2"))]
    np.testing.assert_allclose(stretch.values[0, shape], cut.values[shape], rtol=1e-3, atol=1e-4)
    np.testing.assert_array_equal(stretch.values[0, RHYTHM], whole.values[RHYTHM])


@pytest.mark.parametrize("seconds", [3.0, 9.99])
def test_a_short_clip_is_one_stretch(seconds: float) -> None:
    clip = extract(wav(music(seconds, seed=4)), drawing=True)
    assert clip.drawing is not None
    (only,) = clip.drawing.course.stretches
    assert (only.start_s, only.end_s) == (0, pytest.approx(seconds, abs=1e-4))
    np.testing.assert_array_equal(only.values[0], clip.values)


def test_a_song_is_followed_in_its_windows() -> None:
    found = drawing_of(np.resize(music(30, seed=5), 210 * SAMPLE_RATE))
    assert [start for start, _ in found.heard] == pytest.approx([10, 50, 90, 130, 170])
    assert found.course.step_s == 5
    assert [start for start, _ in spans(found.course)] == pytest.approx(
        [window + step for window in (10, 50, 90, 130, 170) for step in (0, 5, 10, 15, 20)]
    )


def test_silence_is_no_part_of_the_course() -> None:
    samples = music(30, seed=6)
    samples[8 * SAMPLE_RATE : 19 * SAMPLE_RATE] = 0
    assert [start for start, _ in spans(drawing_of(samples).course)] == [*range(8), *range(10, 21)]
    song = drawing_of(np.concatenate([np.zeros(31 * SAMPLE_RATE), music(31, seed=6)]))
    assert len(song.heard) == 1
    assert all(start > 30 for start, _ in spans(song.course))


@pytest.mark.parametrize("schema", SCHEMA_IDS)
def test_features_are_the_same_with_and_without_a_drawing(schema: str) -> None:
    data = encode(music(12, seed=7), codec="mp3")
    drawn, bare = extract(data, schema=schema, drawing=True), extract(data, schema=schema)
    assert bare.drawing is None
    assert drawn.drawing is not None
    assert drawn.timings_ms.keys() == {"decode", "extract", "draw"}
    np.testing.assert_array_equal(drawn.values, bare.values)
    assert drawn.drawing.heard == ((0.0, drawn.duration_s),)
    assert drawn.drawing.mel.levels.any()


def course_of(schema: str, samples: np.ndarray) -> Course:
    clip = extract(wav(samples), schema=schema, drawing=True)
    assert clip.drawing is not None
    assert clip.drawing.course.stretches == ()
    parts = [(window.start_s, window.values) for window in clip.windows]
    return grouped(clip.duration_s, clip.drawing.heard, parts, REPRESENTATIONS[schema].part_seconds)


def test_parts_of_ten_seconds_are_stretches() -> None:
    course = course_of(STATS_SCHEMA_ID, music(30, seed=8))
    assert (course.step_s, spans(course)) == (5, [(start, start + 10) for start in (0, 5, 10, 15, 20)])
    assert {part.values.shape for part in course.stretches} == {(1, 121)}
    (only,) = course_of(STATS_SCHEMA_ID, music(4, seed=8)).stretches
    assert (only.start_s, only.end_s) == (0, 4)


def test_shorter_parts_are_gathered() -> None:
    course = course_of(MEL_SCHEMA_ID, music(30, seed=9))
    assert (course.step_s, spans(course)) == (1, [(start, start + 10) for start in range(21)])
    assert {len(part.values) for part in course.stretches} <= {4, 5, 6}
    (only,) = course_of(MEL_SCHEMA_ID, music(3, seed=9)).stretches
    assert (only.start_s, only.end_s, len(only.values)) == (0, 3, 1)


def test_each_part_is_heard_in_a_stretch_of_its_window() -> None:
    heard = [(0.0, 30.0), (40.0, 70.0)]
    parts = [(start + 1.5 * i, np.array([start + 1.5 * i])) for start, _ in heard for i in range(19)]
    course = grouped(80.0, heard, parts, part_seconds=3.0)
    assert [part.start_s for part in course.stretches] == [0, 5, 10, 15, 20, 40, 45, 50, 55, 60]
    for part in course.stretches:
        assert (part.values >= part.start_s).all()
        assert (part.values + 3.0 <= part.end_s).all()
    assert {value for part in course.stretches for value in part.values.ravel()} == {value for value, _ in parts}
