"""What happens to a clip on its way to a listener, each done to real sound and heard again by the product's decoder.

Conventions: a clip is read once (at most its first 30 s, at 44.1 kHz, with its own one or two channels) and written as
a file for each change, in this process by the libraries the decoder comes from. The unchanged clip is written as a WAV
in the same way, so that a change is compared with nothing but itself.
What it gives: `CHANGES`, and `files` of a clip.
"""

from collections.abc import Callable
from io import BytesIO
from typing import NamedTuple

import av
import numpy as np
from av.audio.resampler import AudioResampler
from numpy.typing import NDArray

from audiofiler.audio import decode
from audiofiler.containers import demuxer_for
from audiofiler.schema import CLIP_SECONDS, SAMPLE_RATE
from audiofiler.testing import encode

Samples = NDArray[np.int16]

UNCHANGED = "unchanged"

_FULL = 32767
_LATER_S = (0.1, 0.25, 0.5, 1.0, 2.0)
_MP3_KBITS = (64, 96, 128, 192, 320)
_AAC_KBITS = (96, 128)
_HALF_RATE = 22_050


class Sound(NamedTuple):
    """A clip: (channels, samples) int16 at `schema.SAMPLE_RATE`, and the rate its file has, Hz."""

    samples: Samples
    source_rate: int


class Change(NamedTuple):
    """One change.

    `make` writes the changed file; `applies` says whether it changes anything of a sound (one that has one channel
    cannot be mixed to one); what is not `counted` is shown beside the aim only.
    """

    name: str
    make: Callable[[Sound], bytes]
    applies: Callable[[Sound], bool] = lambda _sound: True
    counted: bool = True


def read(data: bytes) -> Sound:
    """Decode the first 30 s of a file with its channels.

    Raises
    ------
    audiofiler.errors.AudioFilerError
        The product refuses the file.
    """
    source_rate = decode(data).source_rate
    parts = []
    with av.open(BytesIO(data), format=demuxer_for(data), mode="r") as container:
        stream = container.streams.audio[0]
        layout = "mono" if stream.codec_context.layout.nb_channels == 1 else "stereo"
        resampler = AudioResampler(format="fltp", layout=layout, rate=SAMPLE_RATE)
        for packet in container.demux(stream):
            try:
                frames = packet.decode()
            except av.error.InvalidDataError:  # skipped, as the product does
                continue
            for frame in frames:
                frame.pts = None
                parts += [made.to_ndarray() for made in resampler.resample(frame)]
        parts += [made.to_ndarray() for made in resampler.resample(None)]
    whole = np.concatenate(parts, axis=1)[:, : round(CLIP_SECONDS * SAMPLE_RATE)]
    return Sound(_steps(whole.astype(np.float64) * 32768.0), source_rate)


def files(sound: Sound) -> dict[str, bytes]:
    """Write the unchanged clip and every change of it that applies."""
    return {
        UNCHANGED: _wav(sound.samples),
        **{change.name: change.make(sound) for change in CHANGES if change.applies(sound)},
    }


def _steps(values: NDArray[np.floating]) -> Samples:
    """Round to int16 and limit to full scale."""
    limited: Samples = np.clip(np.rint(values), -32768, 32767).astype(np.int16)
    return limited


def _wav(samples: Samples, rate: int = SAMPLE_RATE) -> bytes:
    return encode(samples / _FULL, rate, "wav", len(samples))  # `encode` multiplies by the same and rounds: exact


def _coded(codec: str, kbits: int) -> Callable[[Sound], bytes]:
    def make(sound: Sound) -> bytes:
        return encode(sound.samples / _FULL, SAMPLE_RATE, codec, len(sound.samples), bit_rate=kbits * 1000)

    return make


def _gain(decibels: float) -> Callable[[Sound], bytes]:
    return lambda sound: _wav(_steps(sound.samples * 10 ** (decibels / 20)))


def _has_headroom(decibels: float) -> Callable[[Sound], bool]:
    """Say whether a gain leaves the sound whole: where it does not, what is tried is clipping, not gain."""
    return lambda sound: int(np.abs(sound.samples.astype(np.int32)).max()) * 10 ** (decibels / 20) <= _FULL


def _later(seconds: float) -> Callable[[Sound], bytes]:
    return lambda sound: _wav(sound.samples[:, round(seconds * SAMPLE_RATE) :])


def _first(seconds: float) -> Callable[[Sound], bytes]:
    return lambda sound: _wav(sound.samples[:, : round(seconds * SAMPLE_RATE)])


def _longer_than(seconds: float) -> Callable[[Sound], bool]:
    return lambda sound: sound.samples.shape[1] > round(seconds * SAMPLE_RATE)


def _half_rate(sound: Sound) -> bytes:
    """Write the clip at 22.05 kHz, which ends its spectrum at 11 kHz."""
    frame = av.AudioFrame.from_ndarray(
        sound.samples, format="s16p", layout="mono" if len(sound.samples) == 1 else "stereo"
    )
    frame.sample_rate = SAMPLE_RATE
    resampler = AudioResampler(format="s16p", rate=_HALF_RATE)
    parts = [made.to_ndarray() for given in (frame, None) for made in resampler.resample(given)]
    return _wav(np.concatenate(parts, axis=1), _HALF_RATE)


def _mono(sound: Sound) -> bytes:
    return _wav(_steps(sound.samples.mean(axis=0, keepdims=True)))


CHANGES: tuple[Change, ...] = (
    *(Change(f"MP3 {kbits} kbit/s", _coded("mp3", kbits)) for kbits in _MP3_KBITS),
    *(Change(f"AAC {kbits} kbit/s", _coded("aac", kbits)) for kbits in _AAC_KBITS),
    Change("22 kHz source", _half_rate, lambda sound: sound.source_rate > _HALF_RATE),
    Change("gain -6 dB", _gain(-6)),
    Change("gain +3 dB", _gain(3), _has_headroom(3)),
    Change("gain +3 dB, clipped", _gain(3), lambda sound: not _has_headroom(3)(sound), counted=False),
    Change("gain +6 dB, clipped", _gain(6), lambda sound: not _has_headroom(6)(sound), counted=False),
    Change("first 29 s", _first(29), _longer_than(29)),
    *(Change(f"start {seconds:g} s later", _later(seconds), _longer_than(seconds + 3)) for seconds in _LATER_S),
    Change("mono", _mono, lambda sound: len(sound.samples) > 1),
)
"""Every change, in the order they are told."""
