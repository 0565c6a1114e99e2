"""Rock: a riff in D, a verse damped in eighths, a chorus that opens up, a guitar tune on top."""

from house.compose.mixing import cabinet, drive, echo, highpass, peak, squeeze
from house.compose.score import Note, Part, Piece, drums, hits, line, repeated
from house.compose.theory import bass, power

INTRO = [("D", "X..x..X.X......."), ("C", "X..x..X........."), ("G", "X..x..X.X......."), ("D", "X..x..X...X.X.X.")]
VERSE = ["D", "D", "C", "G"] * 2
CHORUS = [("D", "X.....x.X.x.X.x."), ("A", "X.....x.X.x.X.x."), ("C", "X.....x.X.x.X.x."), ("G", "X.....x.X.X.X.X.")]
LEAD = "A5/!:1.5 G5:.5 F#5:1 D5:1 | E5:1 A5:1 C#6/:1.5 B5:.5 | C6!:1.5 B5:.5 G5:1 E5:1 | G5:.5 A5:.5 B5:.5 D6/!:2.5"
CALL = "r:2 D5:.5 F5/:.5 G5:.5 D5:.5 | r:2 A5/!:1 F5:.5 D5:.5 | r:2 G5:.5 E5:.5 C5:.5 D5:.5 | B4:.5 D5/:1.5 r:2"


def rhythm() -> list[Note]:
    """Chords as they are struck; the verse is damped."""
    found = []
    for bar, (chord, row) in enumerate(INTRO):
        found += hits(row, power(chord), at=bar * 4, length=0.7)
    for bar, chord in enumerate(VERSE, 4):
        found += hits("X.o.o.x.o.o.x.o.", power(chord)[:2], at=bar * 4, length=0.17)
        found += hits("X", power(chord), at=bar * 4, length=0.8)
    for bar, (chord, row) in enumerate(CHORUS, 12):
        found += hits(row, power(chord), at=bar * 4, length=0.45)
        found += [Note(bar * 4, 1.4, note, 110) for note in power(chord)]
    return found + [Note(64, 3.9, note, 118) for note in power("D")]


def low() -> list[Note]:
    """Eighths on the roots."""
    found = []
    roots = [chord for chord, _ in INTRO] + VERSE + [chord for chord, _ in CHORUS]
    for bar, chord in enumerate(roots):
        root = bass(chord, 31)
        found += [Note(bar * 4 + at / 2, 0.42, root, 106 - 10 * (at % 2)) for at in range(7)]
        after = bass(roots[bar + 1], 31) if bar + 1 < len(roots) else 38
        found.append(Note(bar * 4 + 3.5, 0.4, after + (2 if after < root else -2 if after > root else 0), 98))
    return [*found, Note(64, 3.6, 38, 112)]


def kit() -> list[Note]:
    """Closed hats in the verse, crashes and open hats in the chorus."""
    intro = {"kick": "X..x..X.X.....x.", "snare": "....X.......X...", "open": "x.x.x.x.x.x.x.x."}
    verse = {"kick": "X.....x.X.x.....", "snare": "....X.......X...", "hat": "x.o.x.o.x.o.x.o."}
    chorus = {
        "kick": "X.x...x.X.x...x.",
        "snare": "....X.......X...",
        "ride": "x.o.x.o.x.o.x.o.",
        "crash": "x...............",
    }
    fill = {
        "kick": "X.....x.X.......",
        "snare": "....X...xx..XXXX",
        "tom_high": "..........xx....",
        "hat": "x.o.x.o.........",
    }
    found = drums(intro, times=3) + drums(fill, at=12) + drums(verse, at=16, times=7) + drums(fill, at=44)
    found += drums(chorus, at=48, times=3) + drums(fill | {"crash": "x"}, at=60)
    found += drums({"kick": "X", "snare": "X", "crash": "X", "crash2": "X"}, at=64)
    return found + drums({"crash": "X"}, at=0) + drums({"crash2": "x"}, at=16)


def piece() -> Piece:
    """The piece."""
    amp = (highpass(80), drive(16), cabinet)
    lead = line(CALL, at=16, velocity=100) + repeated(line(CALL, velocity=102), every=16, times=1, at=32)
    lead += line(LEAD, at=48, velocity=110) + line("D6/!:3.5", at=64, velocity=112)
    return Piece(
        key="rock",
        title="Left at the Level Crossing",
        style="Rock",
        genre="Rock",
        tempo=136,
        form=(("riff", 4), ("verse", 8), ("chorus", 4), ("last chord", 1)),
        colours=("003049", "d62828", "f77f00"),
        room_seconds=0.9,
        room_tone=5500,
        loudness=-13.5,
        parts=[
            Part(
                name="kit",
                kit=True,
                notes=kit(),
                program=16,
                level=-17,
                room=0.2,
                loose_ms=5,
                effects=(squeeze(-12, 3), peak(4000, 2)),
            ),
            Part(name="left", notes=rhythm(), program=29, level=-20, pan=-0.8, room=0.1, loose_ms=7, effects=amp),
            Part(
                name="right",
                notes=rhythm(),
                program=27,
                level=-20.5,
                pan=0.8,
                room=0.1,
                loose_ms=7,
                effects=(highpass(80), drive(20), cabinet),
            ),
            Part(name="bass", notes=low(), program=34, level=-18, room=0.02, effects=(drive(8), squeeze(-12, 3))),
            Part(
                name="lead",
                notes=lead,
                program=29,
                level=-19.5,
                pan=0.1,
                room=0.35,
                effects=(drive(12), cabinet, echo(0.33, 0.3, 0.25)),
            ),
        ],
    )
