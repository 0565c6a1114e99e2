"""A small writer of standard MIDI files (SMF 1.0, format 0): one part, one channel."""

from collections.abc import Sequence

from house.compose.score import SECONDS, Note, Part

DIVISION = 480  # ticks a beat
BEND_RANGE = 2.0  # semitones, what every General MIDI instrument does unasked
DRUM_CHANNEL = 9
SLIDE_BEATS = 0.22


def midi_file(part: Part, notes: Sequence[Note], tempo: float) -> bytes:
    """The part as a file that any player understands."""
    channel = DRUM_CHANNEL if part.kit else 0
    events = [(0, 0, bytes([0xC0 | channel, part.program]))]
    for note in notes:
        start, end = round(note.start * DIVISION), round((note.start + note.length) * DIVISION)
        events.append((start, 2, bytes([0x90 | channel, note.pitch, note.velocity])))
        events.append((max(end, start + 1), 0, bytes([0x80 | channel, note.pitch, 0])))
        if note.scoop:
            events += slide(note, channel)
    events.sort(key=lambda event: event[:2])
    end = round((SECONDS + 2) * tempo / 60 * DIVISION)
    body = b"\x00\xff\x51\x03" + round(60_000_000 / tempo).to_bytes(3, "big")
    last = 0
    for tick, _, message in [*events, (end, 9, b"\xff\x2f\x00")]:
        body += variable(max(tick - last, 0)) + message
        last = max(tick, last)
    header = b"MThd" + (6).to_bytes(4, "big") + b"\x00\x00\x00\x01" + DIVISION.to_bytes(2, "big")
    return header + b"MTrk" + len(body).to_bytes(4, "big") + body


def slide(note: Note, channel: int) -> list[tuple[int, int, bytes]]:
    """Pitch bends from below up to the note."""
    found = []
    span = min(SLIDE_BEATS, note.length / 2)
    for step in range(9):
        value = round(8192 - 8191 * min(note.scoop / BEND_RANGE, 1.0) * (1 - step / 8))
        tick = round((note.start + span * step / 8) * DIVISION)
        found.append((tick, 1, bytes([0xE0 | channel, value & 0x7F, value >> 7])))
    return found


def variable(number: int) -> bytes:
    """A number of variable length: seven bits a byte, the highest bit on all but the last."""
    found = [number & 0x7F]
    while number := number >> 7:
        found.append(number & 0x7F | 0x80)
    return bytes(reversed(found))
