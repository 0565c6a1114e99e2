"""Sound for tests and examples, made on the spot: tones, a small band, and encoded files of every format.

Nothing here is needed to analyse music; it lets every room test with real encoded audio and no file in the repository.
"""

from fractions import Fraction
from io import BytesIO
from typing import cast

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_FORMATS = {
    # name: (container, encoder, sample format it takes)
    "mp3": ("mp3", "libmp3lame", "s16p"),
    "flac": ("flac", "flac", "s16"),
    "wav": ("wav", "pcm_s16le", "s16"),
    "aiff": ("aiff", "pcm_s16be", "s16"),
    "au": ("au", "pcm_s16be", "s16"),
    "aac": ("ipod", "aac", "fltp"),
    "adts": ("adts", "aac", "fltp"),
    "vorbis": ("ogg", "vorbis", "fltp"),
    "opus": ("ogg", "libopus", "s16"),
}
CODECS = tuple(_FORMATS)


def tone(seconds: float = 5.0, rate: int = 44_100, freq: float = 440.0, level: float = 0.5) -> Floats:
    """Make a sine, (samples,) in -1..1."""
    return level * np.sin(2 * np.pi * freq * np.arange(round(seconds * rate)) / rate)


def tone_wav(seconds: float = 5.0, rate: int = 44_100, freq: float = 440.0, channels: int = 1) -> bytes:
    """Make a WAV file with a sine."""
    return encode(tone(seconds, rate, freq), rate, "wav", channels)


def music(seconds: float = 30.0, rate: int = 44_100, seed: int = 0) -> Floats:
    """Repeat four bars of chords, bass and drums, (samples,) in -1..1; the seed picks tempo, key and voices."""
    generator = np.random.default_rng(seed)
    beat = 60.0 / generator.uniform(80, 160)
    root = 110.0 * 2 ** (generator.integers(0, 12) / 12)
    time = np.arange(round(min(seconds, 16 * beat) * rate)) / rate
    position = (time / beat).astype(int)
    since_beat = time - position * beat
    degrees = np.array([0, 5, 7, 3])[position // 4 % 4]
    brightness = generator.uniform(0.2, 1.0)
    sound = np.zeros_like(time)
    for interval in (0, 4, 7, 12):
        phase = 2 * np.pi * root * 2 ** ((degrees + interval) / 12) * time
        sound += 0.12 * (np.sin(phase) + brightness * 0.5 * np.sin(3 * phase))
    sound += 0.3 * np.sin(np.pi * root * 2 ** (degrees / 12) * time) * np.exp(-3 * since_beat)
    sound += 0.5 * np.sin(2 * np.pi * 55 * since_beat) * np.exp(-18 * since_beat)
    snare = (position % 2 == 1) * np.exp(-25 * since_beat)
    sound += 0.4 * brightness * generator.standard_normal(time.size) * snare
    return np.resize(0.9 * sound / np.abs(sound).max(), round(seconds * rate))


def encode(samples: Floats, rate: int = 44_100, codec: str = "mp3", channels: int = 2, *, bit_rate: int = 0) -> bytes:
    """Encode samples as a file.

    Parameters
    ----------
    samples : (samples,) or (channels, samples) array
        In -1..1; one row is repeated for every channel.
    rate : int
        Samples per second, Hz; Opus takes 48 000 only.
    codec : str
        One of `CODECS`.
    channels : int
        1, 2 or 6; MP3 has at most 2, the Vorbis encoder exactly 2.
    bit_rate : int
        Bits per second; 0 leaves it to the encoder.
    """
    container_name, encoder, sample_format = _FORMATS[codec]
    rows = np.broadcast_to(np.atleast_2d(samples), (channels, np.shape(samples)[-1]))
    layout = {1: "mono", 2: "stereo", 6: "5.1"}[channels]
    buffer = BytesIO()
    with av.open(buffer, "w", format=container_name) as container:
        stream = cast("AudioStream", container.add_stream(encoder, rate=rate, layout=layout))
        stream.codec_context.format = sample_format
        stream.codec_context.options = {"strict": "experimental"}  # FFmpeg's own Vorbis encoder calls itself that
        if bit_rate:
            stream.codec_context.bit_rate = bit_rate
        frame = _frame(rows, rate, layout, sample_format)
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            container.mux(packet)
    return buffer.getvalue()


def _frame(rows: Floats, rate: int, layout: str, sample_format: str) -> AudioFrame:
    if sample_format.startswith("flt"):
        data = rows.astype(np.float32)
    else:
        data = np.clip(np.rint(rows * 32767), -32768, 32767).astype(np.int16)
    if not sample_format.endswith("p"):
        data = data.T.reshape(1, -1)
    frame = AudioFrame.from_ndarray(np.ascontiguousarray(data), format=sample_format, layout=layout)
    frame.sample_rate = rate
    frame.time_base = Fraction(1, rate)
    frame.pts = 0
    return frame
