"""Bytes to samples: decoding in this process, down-mix and resampling, within caps.

Conventions: samples are int16 mono. Stereo is halved before it is added, rounding towards minus infinity, and more
channels are mixed to stereo first: that is how the forests' training data was made. Decoding is sample-exact with
FFmpeg (PyAV calls its libraries), gapless trimming included; sample alignment matters more to the features than
anything else here.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import av
import numpy as np
from av.audio.fifo import AudioFifo
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.container import InputContainer
from numpy.typing import NDArray

from audiofiler.containers import SUPPORTED, demuxer_for
from audiofiler.errors import TooLarge, TooLong, UndecodableAudio, UnsupportedMedia
from audiofiler.halves import decoded
from audiofiler.schema import SAMPLE_RATE

Samples = NDArray[np.int16]

CODECS = frozenset(
    {
        "mp3",
        "mp3float",
        "mp2",
        "mp2float",
        "aac",
        "aac_latm",
        "alac",
        "flac",
        "vorbis",
        "libvorbis",
        "opus",
        "libopus",
    }
)
"""Decoders that may run, besides the plain PCM ones. Everything else is refused by name."""

CHUNK = 1 << 16
"""Samples converted at a time: small enough for the cache, large enough to make calls cheap."""

MIN_SECONDS = 3.0
"""Least sound an answer needs, s."""

EXACT_DURATION = frozenset({"flac", "wav", "aiff", "mov", "ogg"})
"""Demuxers whose declared duration can be believed before decoding; MP3 and ADTS only guess theirs."""

av.logging.set_level(av.logging.PANIC)  # a broken file is answered with an error, not with lines on stderr


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one analysis may read.

    Attributes
    ----------
    max_bytes : int
        Largest file, bytes.
    max_seconds, min_seconds : float
        Longest and shortest sound, s.
    """

    max_bytes: int = 64 * 1024 * 1024
    max_seconds: float = 20 * 60.0
    min_seconds: float = MIN_SECONDS


@dataclass(frozen=True, slots=True)
class Recording:
    """Decoded sound.

    Attributes
    ----------
    mono : (samples,) int16 array
    sample_rate : int
        Of `mono`, Hz.
    source_rate : int
        Of the file, Hz.
    """

    mono: Samples
    sample_rate: int
    source_rate: int

    @property
    def duration_s(self) -> float:
        """Length, s."""
        return self.mono.size / self.sample_rate


def decode(data: bytes, *, limits: Limits = Limits(), sample_rate: int | None = SAMPLE_RATE) -> Recording:
    """Decode a whole file.

    Parameters
    ----------
    data : bytes
        The file: MP3, AAC/M4A, FLAC, WAV, Ogg Vorbis, Opus or AIFF.
    limits : Limits
    sample_rate : int or None
        Rate to bring the sound to, Hz; None keeps the file's own.

    Raises
    ------
    TooLarge, TooLong, UnsupportedMedia, UndecodableAudio
    MemoryError
        The process may not use as much memory as the sound needs.
    """
    if len(data) > limits.max_bytes:
        raise TooLarge(f"The file is larger than {limits.max_bytes // 2**20} MiB.")
    demuxer = demuxer_for(data)
    try:
        with av.open(BytesIO(data), format=demuxer, mode="r") as container:
            stream = _audio_stream(container)
            _refuse_declared_length(container, demuxer, limits)
            source_rate = stream.codec_context.sample_rate
            # numpy lets go of the interpreter, so on two cores samples are converted while the next ones are decoded.
            with ThreadPoolExecutor(max_workers=1) as beside:
                pending = [
                    beside.submit(_mono, chunk)
                    for chunk in _chunks(container, stream, sample_rate or source_rate, limits)
                ]
                chunks = [mono.result() for mono in pending]
    except MemoryError:  # FFmpeg's own counts as both; what does not fit is not broken
        raise
    except (av.error.FFmpegError, ValueError) as error:
        raise UndecodableAudio("The sound in this file cannot be decoded.") from error
    if not chunks:
        raise UndecodableAudio("There is no sound in this file that can be decoded.")
    return Recording(np.concatenate(chunks), sample_rate or source_rate, source_rate)


def _audio_stream(container: InputContainer) -> AudioStream:
    if not container.streams.audio:
        raise UndecodableAudio("There is no audio stream in this file.")
    stream = container.streams.audio[0]
    codec = stream.codec_context.name
    if codec not in CODECS and not codec.startswith("pcm_"):
        raise UnsupportedMedia(f"AudioFiler does not decode {codec} audio; it reads {SUPPORTED}.")
    stream.codec_context.thread_type = "NONE"
    return stream


def _refuse_declared_length(container: InputContainer, demuxer: str, limits: Limits) -> None:
    if demuxer in EXACT_DURATION and container.duration and container.duration / av.time_base > limits.max_seconds:
        raise _too_long(limits)


def _too_long(limits: Limits) -> TooLong:
    return TooLong(f"There are more than {limits.max_seconds / 60:g} minutes of sound in this file.")


def _frames(container: InputContainer, stream: AudioStream) -> Iterator[AudioFrame]:
    """Decode packet by packet; a broken packet is skipped, as players do, unless most are broken."""
    good = broken = 0
    for frames in decoded(container, stream):
        if frames is None:
            broken += 1
            continue
        good += len(frames)
        yield from frames
    if broken > good:
        raise UndecodableAudio("Most of the sound in this file is broken.")


def _chunks(container: InputContainer, stream: AudioStream, rate: int, limits: Limits) -> Iterator[AudioFrame]:
    """Decode to chunks at a rate, stopping as soon as there is too much."""
    left = limits.max_seconds * rate
    for chunk in _gathered(_frames(container, stream), rate):
        left -= chunk.samples
        if left < 0:
            raise _too_long(limits)
        yield chunk


def _gathered(frames: Iterator[AudioFrame], rate: int) -> Iterator[AudioFrame]:
    """Gather frames to chunks, with a new gatherer whenever a stream changes its kind midway."""
    gatherer: _Gatherer | None = None
    for frame in frames:
        if gatherer is None or not gatherer.takes(frame):
            if gatherer is not None:
                yield from gatherer.finish()
            gatherer = _Gatherer(frame, rate)
        yield from gatherer.add(frame)
    if gatherer is not None:
        yield from gatherer.finish()


class _Gatherer:
    """Gathers the small frames of a decoder into chunks of one or two channels at one rate."""

    def __init__(self, first: AudioFrame, rate: int) -> None:
        self._kind = self._kind_of(first)
        self._fifo = AudioFifo()
        # Floating point stays so until `_mono`, which sees what is not a number; integers are FFmpeg's to shorten.
        wanted = "fltp" if first.format.name in {"flt", "fltp", "dbl", "dblp"} else "s16p"
        few = first.layout.nb_channels <= 2
        plain = few and first.format.name == wanted and first.sample_rate == rate
        layout = first.layout.name if few else "stereo"
        self._resampler = None if plain else AudioResampler(format=wanted, layout=layout, rate=rate)

    @staticmethod
    def _kind_of(frame: AudioFrame) -> tuple[str, str, int]:
        return frame.format.name, frame.layout.name, frame.sample_rate

    def takes(self, frame: AudioFrame) -> bool:
        """Tell whether a frame is of the kind this gatherer was made for; a stream may change midway."""
        return self._kind_of(frame) == self._kind

    def add(self, frame: AudioFrame) -> Iterator[AudioFrame]:
        """Take a frame; give what has filled up."""
        frame.pts = None  # the gathered samples follow one another whatever the time stamps say
        self._fifo.write(frame)
        while self._fifo.samples >= CHUNK:
            yield from self._convert(self._fifo.read(CHUNK))

    def finish(self) -> Iterator[AudioFrame]:
        """Give what is left."""
        if self._fifo.samples:
            yield from self._convert(self._fifo.read(0))
        if self._resampler is not None:
            yield from self._resampler.resample(None)

    def _convert(self, frame: AudioFrame | None) -> Iterator[AudioFrame]:
        if frame is not None:
            yield from [frame] if self._resampler is None else self._resampler.resample(frame)


def _mono(frame: AudioFrame) -> Samples:
    """Turn a planar frame into int16 mono: halves first, rounding towards minus infinity."""
    channels = _as_int16(frame)
    if len(channels) == 1:
        return channels[0]
    halves = channels >> 1
    mono: Samples = np.add(halves[0], halves[1])
    return mono


def _as_int16(frame: AudioFrame) -> Samples:
    """Samples of a planar frame as int16, rounded half to even and clipped as FFmpeg does, (channels, samples)."""
    samples: NDArray[Any] = frame.to_ndarray()
    if samples.dtype == np.int16:
        return samples
    samples *= 32768.0
    np.rint(samples, out=samples)
    np.clip(samples, -32768.0, 32767.0, out=samples)
    if np.isnan(samples.sum()):
        raise UndecodableAudio("The sound in this file holds values that are not numbers.")
    return samples.astype(np.int16)
