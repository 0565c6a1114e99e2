"""The features against pyAudioAnalysis, and against the values the 2017 release gave real clips."""

import json
from pathlib import Path

import numpy as np
import pytest

from audiofiler.audio import decode
from audiofiler.extraction import windows_of
from audiofiler.features import clip_features
from audiofiler.features.frames import normalise
from audiofiler.testing import CODECS, encode, music

TOLERANCE = 1e-9
"""Largest relative difference of any value."""

REAL_CLIPS = (
    "preview-44k-stereo",
    *(
        f"song-{g}"
        for g in ["blues", "classical", "country", "disco", "hiphop", "jazz", "metal", "pop", "reggae", "rock"]
    ),
)


def mono(seed: int, seconds: float, rate: int) -> np.ndarray:
    return np.rint(music(seconds, rate, seed) * 32767).astype(np.int16)


@pytest.mark.parametrize(("seed", "seconds", "rate"), [(1, 30.0, 44_100), (2, 7.5, 44_100), (3, 5.0, 22_050)])
def test_agrees_with_pyaudioanalysis(seed: int, seconds: float, rate: int) -> None:
    oracle = pytest.importorskip("training.oracle")
    try:
        oracle.load()
    except ImportError as error:
        pytest.skip(f"pyAudioAnalysis cannot be imported here: {error}")
    samples = mono(seed, seconds, rate)
    np.testing.assert_allclose(
        clip_features(normalise(samples), rate), oracle.clip_features(samples, rate), rtol=TOLERANCE
    )


def test_agrees_with_the_golden_file() -> None:
    golden = json.loads((Path(__file__).parent.parent / "golden" / "paa-70-1.json").read_text())
    for case in golden["clips"]:
        samples = mono(case["seed"], case["seconds"], case["sample_rate"])
        actual = clip_features(normalise(samples), case["sample_rate"])
        np.testing.assert_allclose(actual, case["values"], rtol=golden["tolerance"], err_msg=str(case["seed"]))


@pytest.mark.parametrize("name", REAL_CLIPS)
def test_agrees_with_2017_on_real_clips(name: str, real_audio: Path) -> None:
    golden = json.loads((real_audio / "golden-features-2017.json").read_text())["clips"][f"{name}.mp3"]
    recording = decode((real_audio / f"{name}.mp3").read_bytes(), sample_rate=None)
    assert recording.mono.size == golden["samples"]
    assert recording.sample_rate == golden["sample_rate_hz"]
    window = windows_of(recording)[0]
    np.testing.assert_allclose(window.values, golden["values"], rtol=TOLERANCE)


@pytest.mark.parametrize("codec", CODECS)
def test_every_format_gives_nearly_the_same_features(codec: str) -> None:
    rate = 48_000 if codec == "opus" else 44_100
    source = music(8, rate, seed=4)
    (window,) = windows_of(decode(encode(source, rate, codec)))
    (wanted,) = windows_of(decode(encode(source, rate, "wav")))
    assert window.values[0] == pytest.approx(wanted.values[0], rel=0.25)
    assert window.values[1] == pytest.approx(wanted.values[1], rel=0.25)
