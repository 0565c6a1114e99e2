"""What the further schemas must do whatever the sound."""

import json

import numpy as np
import pytest

from audiofiler import extract
from audiofiler.errors import SchemaMismatch, SilentAudio
from audiofiler.representations import REPRESENTATIONS, measures, mel, spectra, stats
from audiofiler.representations.tempo import PREFERRED, tempo
from audiofiler.schema import HALF_RATE, MEL_SCHEMA_ID, SCHEMA_IDS, STATS_SCHEMA_ID
from audiofiler.testing import encode, music, tone


@pytest.mark.parametrize("schema", REPRESENTATIONS)
def test_it_works(schema: str) -> None:
    wanted = REPRESENTATIONS[schema]
    clip = extract(encode(music(30), codec="mp3"), schema=schema)
    assert (clip.schema, clip.names) == (schema, wanted.names)
    assert clip.values.shape == (len(set(wanted.names)),)
    assert len(clip.windows) == wanted.parts_of_clip
    assert clip.matrix(clip.names).shape == (wanted.parts_of_clip, len(wanted.names))
    assert np.isfinite(clip.matrix(clip.names)).all()


def test_every_schema_is_computed_and_no_other() -> None:
    sound = encode(music(4), codec="wav")
    assert {extract(sound, schema=schema).schema for schema in SCHEMA_IDS} == set(SCHEMA_IDS)
    with pytest.raises(SchemaMismatch, match="no schema 'paa-71/1'"):
        extract(sound, schema="paa-71/1")


@pytest.mark.parametrize("schema", REPRESENTATIONS)
def test_gain_changes_nothing_a_person_would_call_another_sound(schema: str) -> None:
    loud, soft = (extract(encode(gain * music(12), codec="wav"), schema=schema) for gain in (1.0, 0.25))
    names = [name for name in loud.names if "kurtosis" not in name and "skewness" not in name]
    np.testing.assert_allclose(loud.matrix(tuple(names)), soft.matrix(tuple(names)), rtol=0.02, atol=5)


@pytest.mark.parametrize(
    ("seconds", "parts", "pieces"), [(3, 1, 1), (9, 1, 5), (15, 2, 9), (30.5, 5, 20), (61, 10, 40)]
)
def test_parts_are_spread_over_what_there_is(seconds: float, parts: int, pieces: int) -> None:
    sound = encode(music(seconds), codec="wav")
    for schema, count, length in ((STATS_SCHEMA_ID, parts, 10.0), (MEL_SCHEMA_ID, pieces, 2.98)):
        starts = [window.start_s for window in extract(sound, schema=schema).windows]
        assert len(starts) == count
        assert starts == sorted(starts)
        assert starts[-1] + min(length, seconds) <= seconds + 0.1


@pytest.mark.parametrize("schema", REPRESENTATIONS)
def test_silence_is_refused(schema: str) -> None:
    with pytest.raises(SilentAudio):
        extract(encode(np.zeros(4 * 44_100), codec="wav"), schema=schema)


def test_a_tone_is_where_it_is() -> None:
    magnitude = spectra.magnitudes(tone(5, HALF_RATE, 1000.0), stats.HOP)[4:-4]
    assert measures.centroid(magnitude, HALF_RATE) == pytest.approx(1000, rel=0.02)
    assert measures.rolloff(magnitude, HALF_RATE) == pytest.approx(1000, abs=22)
    strongest = measures.chroma(spectra.magnitudes(tone(5, HALF_RATE, 440.0), stats.HOP), HALF_RATE).argmax(axis=1)
    assert set(strongest[4:-4]) == {9}  # A, counted from C


@pytest.mark.parametrize("bpm", [90, 120, 150])
def test_clicks_have_their_tempo(bpm: int) -> None:
    rate = HALF_RATE / stats.HOP
    onsets = np.zeros(430)
    onsets[np.arange(0, 430, 60 * rate / bpm).round().astype(int)] = 1.0
    assert tempo(onsets, rate) == pytest.approx(bpm, rel=0.03)


def test_without_onsets_the_tempo_is_the_preferred_one() -> None:
    assert tempo(np.zeros(430), HALF_RATE / stats.HOP) == pytest.approx(PREFERRED, rel=0.03)


def test_what_never_changes_has_no_shape() -> None:
    mean, std, kurtosis, skewness = stats.moments(np.full((50, 2), [0.1, 7.0]))
    np.testing.assert_allclose(mean, [0.1, 7.0])
    np.testing.assert_allclose([std, kurtosis, skewness], 0, atol=1e-12)


def test_pictures_are_whole_numbers_written_short() -> None:
    clip = extract(encode(music(4), codec="mp3"), schema=MEL_SCHEMA_ID)
    values = clip.matrix(clip.names)
    assert ((values >= 0) & (values <= 255)).all()
    written = json.dumps(clip.windows[0].as_dict(), separators=(",", ":"))
    assert "." not in written.split("values")[1]
    np.testing.assert_array_equal(json.loads(written)["values"], values[0])


def test_a_clip_shorter_than_a_piece_is_filled_up() -> None:
    picture = mel.levels(music(2, HALF_RATE))
    assert picture.shape == (mel.BANDS, mel.FRAMES)
    assert (picture[:, -10:] == 0).all()
