"""The packets of a stream decoded in order; those of an MP3 in two halves at once, bit for bit the same.

A frame of an MP3 depends on what came shortly before: on up to 511 bytes of earlier frames (the bit reservoir), on the
overlap with the last granule, and on the memory of the synthesis filter. So a second decoder begins some frames before
the middle and throws those away. The last of them is decoded by both: only if both give the very same samples is the
second half believed; else the first decoder goes on, as it does for everything that is no MP3 or a long one.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain, islice
from typing import cast

import av
import numpy as np
from av.audio.codeccontext import AudioCodecContext
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.packet import Packet

MP3 = frozenset({"mp3", "mp3float"})

LEAST, MOST = 200, 5000
"""Packets of 26 ms: a shorter stream is decoded in no time, a longer one is not kept in memory."""

WARM_UP = 24
"""Packets that the second decoder throws away: at the lowest bit rates the reservoir reaches over half as many."""

Decoded = list[AudioFrame] | None
"""The frames of a packet, or None when it is broken."""


def decoded(container: InputContainer, stream: AudioStream) -> Iterator[Decoded]:
    """Decode packet by packet."""
    packets = container.demux(stream)
    head = list(islice(packets, MOST)) if stream.codec_context.name in MP3 else []
    if LEAST <= len(head) < MOST:
        yield from _in_halves(stream.codec_context, head)
    else:
        for packet in chain(head, packets):
            yield _decode(stream.codec_context, packet)


def _in_halves(context: AudioCodecContext, packets: "Sequence[Packet[AudioStream]]") -> Iterator[Decoded]:
    middle = len(packets) // 2
    last: Decoded = None
    # FFmpeg lets go of the interpreter, so on two cores both halves take the time of one.
    with ThreadPoolExecutor(max_workers=1) as ahead:
        second = ahead.submit(_from, context.name, packets[middle - WARM_UP :])
        for packet in packets[:middle]:
            last = _decode(context, packet)
            yield last
        rest = second.result()
    if _same(last, rest[WARM_UP - 1]):
        yield from rest[WARM_UP:]
    else:
        for packet in packets[middle:]:
            yield _decode(context, packet)


def _from(codec: str, packets: "Sequence[Packet[AudioStream]]") -> list[Decoded]:
    """Decode packets from the middle of a stream on."""
    context = cast("AudioCodecContext", AudioCodecContext.create(codec, "r"))
    context.thread_type = "NONE"
    return [_decode(context, packet) for packet in packets]


def _decode(context: AudioCodecContext, packet: "Packet[AudioStream]") -> Decoded:
    try:
        return context.decode(packet)
    except av.error.InvalidDataError:
        return None


def _same(one: Decoded, other: Decoded) -> bool:
    """Tell whether both hold one frame each, of the same kind and samples."""
    if one is None or other is None or len(one) != 1 or len(other) != 1:
        return False
    kinds = [(frame.format.name, frame.layout.name, frame.sample_rate) for frame in (*one, *other)]
    return kinds[0] == kinds[1] and np.array_equal(one[0].to_ndarray(), other[0].to_ndarray())
