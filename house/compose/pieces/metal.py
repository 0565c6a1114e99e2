"""Metal: low E, a riff with its flat second and tritone, gallops, two kick drums, guitars on both sides."""

from house.compose.mixing import cabinet, drive, echo, highpass, peak, squeeze
from house.compose.score import Note, Part, Piece, drums, line, repeated

# the riff in the lowest notes; `,` is damped with the hand
RIFF = """
E2!:.5 E2,:.25 E2,:.25 F2!:.5 E2,:.25 E2,:.25 Bb2!:.5 A2:.5 E2,:.25 E2,:.25 G2:.5
E2!:.5 E2,:.25 E2,:.25 F2!:.5 E2,:.25 E2,:.25 C3!:.5 B2:.5 Bb2:.5 F2:.5
"""
GALLOP = (
    "E2!,:.5 E2,:.25 E2,:.25 " * 3 + "G2!:.5 F2!:.5 | " + "E2!,:.5 E2,:.25 E2,:.25 " * 2 + "Bb2!:.75 A2:.25 G2:.5 F2:.5"
)
CHORUS = "E2!:2 C3!:2 | D3!:2 B2!:1 C3!:1 | E2!:2 C3!:2 | A2!:1 B2!:1 F2!:1 Bb2!:1"
LEAD = """
B5:.5 G5:.5 E5:.5 B5:.5 C6:.5 G5:.5 E5:.5 C6:.5 | D6:.5 A5:.5 F#5:.5 D6:.5 B5:1 C6/:1
E6/!:1 D6:.5 B5:.5 C6:.5 B5:.5 G5:.5 E5:.5 | A5:.25 B5:.25 C6:.25 A5:.25 B5:.25 C6:.25 D#6:.25 B5:.25 F6/!:1 E6:1
"""
BARS = {"riff": 0, "verse": 16, "chorus": 48, "last": 64}


def guitar() -> list[Note]:
    """The whole rhythm guitar, one string; `chords` makes fifths of it."""
    found = repeated(line(RIFF, velocity=108), every=8, times=2)
    found += repeated(line(GALLOP, velocity=104), every=8, times=4, at=BARS["verse"])
    found += line(CHORUS, at=BARS["chorus"], velocity=110)
    return (
        found + line(RIFF, at=BARS["last"], velocity=110) + line("E2!:.5 r:.5 E2!:.5 r:.5 E2!:5", at=72, velocity=114)
    )


def chords(notes: list[Note]) -> list[Note]:
    """Fifths where the note rings, the low note and its fifth where it is damped."""
    return [
        Note(note.start, note.length, note.pitch + step, note.velocity)
        for note in notes
        for step in ((0, 7, 12) if note.length > 0.3 else (0, 7))
    ]


def kit() -> list[Note]:
    """Double kicks under the gallop and the chorus, a china on the quarters."""
    riff = {"kick": "X.xxX.xxX.X.xxX.", "snare": "....X.......X...", "china": "x...x...x...x..."}
    verse = {"kick": "X.xxX.xxX.xxX.X.", "snare": "....X.......X...", "hat": "x.x.x.x.x.x.x.x."}
    chorus = {
        "kick": "xxxxxxxxxxxxxxxx",
        "snare": "....X.......X...",
        "crash": "x.......x.......",
        "ride": "x...x...x...x...",
    }
    fill = {
        "kick": "x.x.x.x.x.x.x.x.",
        "snare": "X.xxX.xx........",
        "tom_high": "........xxx.....",
        "tom_low": "...........xXXXX",
    }
    found = drums(riff, times=3) + drums(fill, at=12) + drums(verse, at=16, times=7) + drums(fill, at=44)
    found += drums(chorus, at=48, times=4) + drums(riff, at=64, times=2)
    stops = drums({"kick": "X.X.X...", "snare": "x.x.X...", "crash": "X.X.X...", "crash2": "....X..."}, at=72, steps=2)
    return found + stops + drums({"crash": "X"}, at=0) + drums({"crash2": "X"}, at=16) + drums({"crash2": "X"}, at=64)


def piece() -> Piece:
    """The piece."""
    rhythm = chords(guitar())
    amp = (highpass(90), drive(26), cabinet, peak(800, -3.0))
    lead = line(LEAD, at=BARS["chorus"], velocity=110)
    low = [Note(note.start, note.length, note.pitch - 12, note.velocity) for note in guitar()]
    return Piece(
        key="metal",
        title="Iron Under Ice",
        style="Metal",
        genre="Metal",
        tempo=160,
        form=(("riff", 4), ("verse", 8), ("chorus", 4), ("riff", 2), ("stops", 2)),
        colours=("0d0d0d", "b80c09", "6b717e"),
        room_seconds=0.7,
        room_tone=5500,
        loudness=-12.5,
        parts=[
            Part(
                name="kit",
                kit=True,
                notes=kit(),
                program=16,
                level=-17,
                room=0.14,
                loose_ms=3,
                effects=(peak(4500, 4), squeeze(-14, 4)),
            ),
            Part(name="left", notes=rhythm, program=30, level=-18.5, pan=-0.9, room=0.05, loose_ms=5, effects=amp),
            Part(name="right", notes=rhythm, program=29, level=-18.5, pan=0.9, room=0.05, loose_ms=5, effects=amp),
            Part(
                name="bass",
                notes=low,
                program=34,
                level=-18,
                room=0.0,
                loose_ms=4,
                effects=(drive(14), squeeze(-12, 4)),
            ),
            Part(
                name="lead",
                notes=lead,
                program=30,
                level=-19,
                room=0.3,
                effects=(drive(14), cabinet, echo(0.28, 0.3, 0.3)),
            ),
        ],
    )
