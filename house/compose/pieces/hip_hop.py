"""Hip-hop: a swung beat under a dusty loop of electric piano, a deep bass, a horn from an old record."""

from house.compose import synth
from house.compose.mixing import drive, echo, highpass, lowpass, squeeze
from house.compose.score import Note, Part, Piece, drums, hits, line, repeated
from house.compose.theory import voicing

CHORDS = ["Dm9", "Gm9", "Bbmaj7", "A7#9"]  # half a bar each: the loop is two bars
LOW = "D1:.75 r:.5 D1:.25 F1:.5 G1:.75 r:.75 A1:.25 G1:.25 | Bb1:.75 r:.5 Bb1:.25 D2:.5 A1:1 r:.5 C2:.25 C#2:.25"
HORN = "r:1.5 A4:.25 C5:.25 D5/:1 r:1 | F5:.5 E5:.25 D5:.25 C5:.5 A4:.5 C#5/:1.5 r:.5"
CHOPS = """
r:.5 D4:.25 D4:.25 r:.25 F4:.5 r:.25 D4:.25 r:.25 C4:.5 r:1
r:.5 D4:.25 F4:.25 r:.25 G4:.5 F4:.25 r:.5 E4:.5 C#4:.5 r:.5
"""
BELLS = "D6:.25 r:.25 A5:.25 r:.25 F5:.25 A5:.25 r:2.5 | r:2 E6:.25 C#6:.25 r:.25 G5:.25 r:1"


def loop() -> list[Note]:
    """The chords as if cut from a record: two strokes, the second short."""
    found = []
    for half, chord in enumerate(CHORDS):
        row = voicing(chord, 62, rootless=True)
        found += hits("x....o.." if half % 2 else "x..o..g.", row, at=half * 2, length=0.6, force=-12)
    return found


def beats() -> list[Note]:
    """Boom and bap, the second bar with a hole in it; the first two bars are hats and a kick."""
    first = {"kick": "X..x......x..x..", "snare": "....X..g.g..X...", "hat": "x.xgx.x.x.xgx.x."}
    second = {
        "kick": "X..x...x..x.....",
        "snare": "....X..g....X..g",
        "hat": "x.xgx.x.x.x.x.xx",
        "open": "..............x.",
    }
    found = drums({"hat": "x.x.x.x.x.x.x.x.", "rim": "....x.......x..."}) + drums(
        first | {"snare": "....x.......X.xX"}, at=4
    )
    for bar in range(2, 10, 2):
        found += drums(first, at=bar * 4) + drums(second, at=bar * 4 + 4)
    return found + drums({"kick": "X.......", "snare": "....X...", "crash": "x......."}, at=40)


def chops() -> list[Note]:
    """A voice cut into syllables, as if taken from another record."""
    return repeated(line(CHOPS, velocity=104, gate=0.7), every=8, times=4, at=8)


def piece() -> Piece:
    """The piece."""
    keys = repeated(loop(), every=8, times=5) + hits("x", voicing("Dm9", 62), at=40, length=3)
    low = repeated(line(LOW, velocity=108), every=8, times=4, at=8) + line("D1:3", at=40, velocity=108)
    horn = repeated(line(HORN, velocity=92), every=16, times=2, at=16)
    bells = repeated(line(BELLS, velocity=76), every=8, times=5)
    booms = [note for note in beats() if note.pitch == 36]
    return Piece(
        key="hip-hop",
        title="Corner Store Receipts",
        style="Hip-hop beat",
        genre="Hip-Hop",
        tempo=88,
        form=(("intro", 2), ("beat", 8), ("end", 1)),
        swing=0.58,
        swing_grid=0.5,
        colours=("1b1b1e", "d8572a", "f7b538"),
        room_seconds=0.5,
        room_tone=4000,
        loudness=-13,
        parts=[
            Part(
                name="drums",
                kit=True,
                notes=beats(),
                program=8,
                level=-16,
                room=0.08,
                late_ms=4,
                effects=(drive(6), squeeze(-14, 4)),
            ),
            Part(name="kicks", notes=booms, synth=synth.kick, level=-19, room=0.0, effects=(lowpass(900),), loose_ms=3),
            Part(
                name="bass", notes=low, synth=synth.sub, level=-18, room=0.0, duck=0.3, effects=(drive(4),), late_ms=6
            ),
            Part(
                name="keys",
                notes=keys,
                program=4,
                level=-19,
                pan=-0.15,
                room=0.2,
                duck=0.25,
                effects=(highpass(180), lowpass(4200), squeeze(-15, 3)),
            ),
            Part(
                name="bells",
                notes=bells,
                program=11,
                level=-29,
                pan=0.35,
                room=0.4,
                effects=(lowpass(4000), echo(0.34, 0.4, 0.4)),
            ),
            Part(
                name="horn",
                notes=horn,
                program=59,
                level=-20,
                pan=0.15,
                room=0.35,
                effects=(highpass(300), lowpass(4200)),
            ),
            Part(
                name="chop",
                notes=chops(),
                program=53,
                level=-23,
                room=0.15,
                effects=(highpass(250), drive(8), lowpass(5000)),
            ),
            Part(name="dust", notes=[Note(0, 44, 60, 100)], synth=synth.crackle, level=-42, room=0.0),
        ],
    )
