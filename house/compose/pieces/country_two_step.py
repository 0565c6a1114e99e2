"""Country two-step: boom-chick in G, a fiddle tune, a telecaster in between, a train beat underneath."""

from house.compose.mixing import echo, highpass, squeeze
from house.compose.score import Note, Part, Piece, drums, hits, line
from house.compose.theory import bass, voicing

CHART = "G G C G D D G G G G C G D D G G C C G G D D G G"
CHORDS = CHART.split()
FIDDLE = """
B4:1 D5:.5 B4:.5 G4:1 B4:1 | D5:.5 E5:.5 D5:.5 B4:.5 D5:2 | E5:1 G5:.5 E5:.5 C5:1 E5:1 | D5:.5 E5:.5 D5:.5 B4:.5 G4:2
F#4:1 A4:.5 F#4:.5 D4:1 F#4:1 | A4:.5 B4:.5 C5:.5 A4:.5 F#4:1 A4:1 | B4+D5/:2 D5:.5 B4:.5 A4:.5 B4:.5 | G4:2 r:2
"""
TELE = """
r:1 B3/,:.5 D4,:.5 G4:.5 D4,:.5 B3/:1 | D4,:.5 E4,:.5 G4:.5 A4:.5 B4/:1 G4:1 | E4/,:.5 G4,:.5 C5:.5 G4,:.5 E5/:1 C5:1
D5,:.5 B4,:.5 G4:.5 E4,:.5 D4:1 B3:1 | A3,:.5 C4,:.5 D4:.5 F#4,:.5 A4/:1 F#4:1 | C5/,:.5 A4,:.5 F#4:.5 D4,:.5 C4:1 A3:1
B3/,:.5 D4,:.5 E4:.5 G4,:.5 B4/:1 D5:1 | G4:1 D4:.5 B3:.5 G3:1 r:1
"""
STEEL = "E5+G5/:4 | E5+G5:2 D5+F#5:2 | D5+B5/:4 | B4+D5:4 | F#4+A4/:4 | A4+C5/:2 C5+F#5:2"
CLOSE = "G4:.5 A4:.5 B4:.5 D5:.5 G5:1 E5:1 | D5!:.5 B4!:.5 G4!:1 r:2"


def boom() -> list[Note]:
    """Root and fifth, walking up where the chord changes."""
    found = []
    for bar, chord in enumerate(CHORDS[:-1]):
        root, after = bass(chord, 31), bass(CHORDS[bar + 1], 31)
        if after != root and bar % 2:
            step = 1 if after > root else -1
            found += [
                Note(bar * 4 + beat, 0.8, note, 96)
                for beat, note in ((0, root), (2, after - 3 * step), (3, after - step))
            ]
        else:
            fifth = root - 5 if root - 5 >= 28 else root + 7
            found += [Note(bar * 4, 1.5, root, 100), Note(bar * 4 + 2, 1.5, fifth, 92)]
    return [*found, Note(92, 0.5, 31, 104), Note(93, 1.2, 31, 108)]


def chick(centre: int) -> list[Note]:
    """The chord on two and four, with an eighth after it now and then."""
    found = []
    for bar, chord in enumerate(CHORDS[:-1]):
        row = "..x...x" + ("g" if bar % 2 else ".")
        found += hits(row, voicing(chord, centre), at=bar * 4, steps=2, length=0.3, force=-14)
    return found


def piece() -> Piece:
    """The piece."""
    train = {"snare": "g.x.g.xg", "kick": "x...x...", "hat": "..o...o."}
    brushed = {"snare": "ggXgggXg", "kick": "x...x...", "pedal": "..x...x."}
    stop = {"snare": "x.X.....", "kick": "x.x.....", "crash": "..x....."}
    kit = drums(train, steps=2, times=8) + drums(brushed, at=32, steps=2, times=15) + drums(stop, at=92, steps=2)
    final = [Note(93, 1.4, note, 90) for note in voicing("G", 60)] + [
        Note(92, 0.4, note, 84) for note in voicing("G", 60)
    ]
    return Piece(
        key="country-two-step",
        title="Two Miles to the Feed Store",
        style="Country two-step",
        genre="Country",
        tempo=192,
        form=(("fiddle", 8), ("guitar", 8), ("steel", 6), ("close", 2)),
        colours=("8d5524", "f1c27d", "fff5e1"),
        room_seconds=0.6,
        room_tone=6000,
        loudness=-16,
        parts=[
            Part(name="kit", kit=True, notes=kit, program=8, level=-23, room=0.12),
            Part(name="bass", notes=boom(), program=32, level=-20, room=0.05),
            Part(name="acoustic", notes=chick(57) + final, program=25, level=-22, pan=-0.4, effects=(highpass(160),)),
            Part(name="piano", notes=chick(67), program=0, level=-30, pan=0.35, effects=(highpass(250),)),
            Part(
                name="fiddle",
                notes=line(FIDDLE, velocity=96) + line(CLOSE, at=88, velocity=98),
                program=110,
                level=-20,
                pan=0.1,
                room=0.3,
                effects=(highpass(220),),
            ),
            Part(
                name="tele",
                notes=line(TELE, at=32, velocity=102),
                program=27,
                level=-19,
                pan=0.25,
                room=0.2,
                effects=(highpass(180), squeeze(-14, 3), echo(0.11, 0.2, 0.25)),
            ),
            Part(
                name="steel",
                notes=line(STEEL, at=64, velocity=88),
                program=26,
                level=-21,
                pan=-0.2,
                room=0.4,
                effects=(squeeze(-18, 4), echo(0.31, 0.3, 0.2)),
            ),
        ],
    )
