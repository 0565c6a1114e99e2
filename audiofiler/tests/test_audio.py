"""Decoding: sample-exact, every format, every channel count, and every refusal."""

import shutil
import subprocess
import wave
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest

from audiofiler.audio import Limits, decode
from audiofiler.errors import TooLarge, TooLong, UndecodableAudio, UnsupportedMedia
from audiofiler.schema import SAMPLE_RATE
from audiofiler.testing import CODECS, encode, music, tone


def wav(samples: np.ndarray, rate: int = SAMPLE_RATE) -> bytes:
    """Write int16 samples, (samples,) or (samples, channels), with the standard library."""
    buffer = BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1 if samples.ndim == 1 else samples.shape[1])
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.astype("<i2").tobytes())
    return buffer.getvalue()


def test_pcm_comes_back_as_it_was(generator: np.random.Generator) -> None:
    samples = generator.integers(-32768, 32768, SAMPLE_RATE, dtype=np.int16)
    np.testing.assert_array_equal(decode(wav(samples)).mono, samples)


def test_stereo_is_halved_before_it_is_added(generator: np.random.Generator) -> None:
    stereo = generator.integers(-32768, 32768, (SAMPLE_RATE, 2), dtype=np.int16)
    np.testing.assert_array_equal(decode(wav(stereo)).mono, (stereo[:, 0] >> 1) + (stereo[:, 1] >> 1))


@pytest.mark.parametrize("codec", CODECS)
def test_every_format_is_decoded(codec: str) -> None:
    rate = 48_000 if codec == "opus" else SAMPLE_RATE
    recording = decode(encode(music(4, rate, seed=1), rate, codec))
    assert recording.duration_s == pytest.approx(4.0, abs=0.06)
    assert recording.source_rate == rate
    assert np.abs(recording.mono.astype(int)).max() > 20_000


@pytest.mark.parametrize("channels", [1, 2, 6])
def test_every_channel_count_is_mixed_to_one(channels: int) -> None:
    recording = decode(encode(music(4, seed=2), SAMPLE_RATE, "flac", channels))
    assert recording.mono.ndim == 1
    assert recording.duration_s == pytest.approx(4.0)


@pytest.mark.parametrize("rate", [8_000, 11_025, 22_050, 32_000, 48_000, 96_000])
def test_every_sample_rate_is_brought_to_one(rate: int) -> None:
    recording = decode(encode(tone(4, rate, 1_000.0), rate, "wav"))
    assert recording.sample_rate == SAMPLE_RATE
    assert recording.source_rate == rate
    spectrum = np.abs(np.fft.rfft(recording.mono[: 3 * SAMPLE_RATE]))
    assert np.argmax(spectrum) / 3 == pytest.approx(1_000.0, abs=1)


def test_mp3_is_gapless() -> None:
    assert decode(encode(music(30, seed=3), SAMPLE_RATE, "mp3")).mono.size == 30 * SAMPLE_RATE


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="the ffmpeg command is not installed")
@pytest.mark.parametrize("codec", ["mp3", "flac", "vorbis", "aac"])
def test_samples_equal_those_of_ffmpeg(codec: str, tmp_path: Path) -> None:
    file = tmp_path / f"clip.{codec}"
    file.write_bytes(encode(music(5, seed=4), SAMPLE_RATE, codec))
    command = ["ffmpeg", "-v", "error", "-i", str(file), "-f", "s16le", "-"]
    stereo = np.frombuffer(subprocess.run(command, capture_output=True, check=True).stdout, np.int16).reshape(-1, 2)
    ours = decode(file.read_bytes()).mono
    theirs = (stereo[:, 0] >> 1) + (stereo[:, 1] >> 1)
    shared = min(ours.size, theirs.size)
    assert abs(ours.size - theirs.size) <= 1024  # releases of FFmpeg differ in how they trim the end of AAC
    # Releases differ by a rounding step here and there in the lossy decoders, never by alignment.
    assert np.abs(ours[:shared].astype(int) - theirs[:shared]).max() <= 2


@pytest.mark.parametrize(
    "data",
    [
        b"hello, this is text\n" * 500,
        "text".encode("utf-16") * 500,
        b"%PDF-1.7 " + bytes(9000),
        b"#EXTM3U\nfile:///etc/passwd\n",
    ],
    ids=["text", "utf-16", "pdf", "playlist"],
)
def test_what_is_not_audio_is_unsupported(data: bytes) -> None:
    with pytest.raises(UnsupportedMedia, match="MP3, AAC/M4A"):
        decode(data)


def test_random_bytes_are_refused(generator: np.random.Generator) -> None:
    for _ in range(20):
        with pytest.raises((UnsupportedMedia, UndecodableAudio)):
            decode(generator.bytes(20_000))


def test_an_empty_file_is_undecodable() -> None:
    with pytest.raises(UndecodableAudio, match="empty"):
        decode(b"")


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("share", [0.0005, 0.01, 0.5, 0.95])
def test_a_truncated_file_gives_less_sound_or_a_refusal(codec: str, share: float) -> None:
    rate = 48_000 if codec == "opus" else SAMPLE_RATE
    data = encode(music(6, rate, seed=5), rate, codec)
    try:
        recording = decode(data[: max(1, int(len(data) * share))])
    except (UndecodableAudio, UnsupportedMedia):
        return
    assert recording.duration_s <= 6.1


@pytest.mark.parametrize("codec", CODECS)
def test_damaged_bytes_never_do_worse_than_a_refusal(codec: str, generator: np.random.Generator) -> None:
    rate = 48_000 if codec == "opus" else SAMPLE_RATE
    data = bytearray(encode(music(4, rate, seed=6), rate, codec))
    for at in generator.integers(0, len(data), 200):
        data[at] ^= 0xFF
    try:
        decode(bytes(data), limits=Limits(max_seconds=60))
    except (UndecodableAudio, UnsupportedMedia, TooLong):
        return


@pytest.mark.parametrize("codec", ["mp3", "flac", "wav", "aac", "vorbis"])
def test_too_long_a_file_is_refused(codec: str) -> None:
    with pytest.raises(TooLong, match="more than"):
        decode(encode(music(4, seed=7), SAMPLE_RATE, codec), limits=Limits(max_seconds=3))


def test_too_large_a_file_is_refused() -> None:
    with pytest.raises(TooLarge, match="larger than 1 MiB"):
        decode(bytes(2**20 + 1), limits=Limits(max_bytes=2**20))


def test_samples_that_are_not_numbers_are_refused() -> None:
    header = wav(np.zeros(0, np.int16))
    samples = np.full(4 * SAMPLE_RATE, np.nan, "<f4").tobytes()
    form = (3).to_bytes(2, "little") + (1).to_bytes(2, "little") + SAMPLE_RATE.to_bytes(4, "little")
    form += (4 * SAMPLE_RATE).to_bytes(4, "little") + (4).to_bytes(2, "little") + (32).to_bytes(2, "little")
    data = header[:20] + form + b"data" + len(samples).to_bytes(4, "little") + samples
    with pytest.raises(UndecodableAudio, match="not numbers"):
        decode(data)


def test_a_video_without_sound_has_nothing_to_decode() -> None:
    with pytest.raises(UndecodableAudio):
        decode(b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2" + bytes(100))


def test_an_id3_tag_in_front_of_other_formats_is_skipped() -> None:
    tag = b"ID3\x04\x00\x00" + bytes([0, 0, 1, 0]) + bytes(128)
    assert decode(tag + encode(music(3, seed=8), SAMPLE_RATE, "mp3")).duration_s == pytest.approx(3, abs=0.1)
