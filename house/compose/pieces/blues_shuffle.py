"""Blues shuffle: one chorus of twelve bars in A with a quick change, a guitar asks and a harmonica answers."""

from house.compose.mixing import cabinet, drive, highpass, squeeze
from house.compose.score import Note, Part, Piece, drums, line
from house.compose.theory import bass, pitch, voicing

CHORDS = ["A7", "D7", "A7", "A7", "D7", "D7", "A7", "A7", "E7", "D7", "A7", "E7"]
GUITAR = """
r:1 E4:.5 G4:.5 A4/:1 C5:.5 A4:.5 | A4:.5 G4:.5 E4:.5 D4:.5 E4:1 r:1 | r:4 | r:4
r:1 A4:.5 C5:.5 D5/!:1 C5:.5 A4:.5 | C5:.5 D5:.5 C5:.5 A4:.5 G4:.5 A4:1.5 | r:4 | r:4
E5/!:1 D5:.5 E5:.5 G5:.5 E5:.5 D5:.5 B4:.5 | D5/:1 C5:.5 A4:.5 F#4:.5 A4:.5 C5:.5 A4:.5
A4:.5 C5:.5 C#5:.5 E5:.5 A5!:1 G5:.5 E5:.5 | E5:.5 D5:.5 C5:.5 A4:.5 E4+G#4+D5!:2
"""
HARP = """
r:8 | E5/:1.5 D5:.5 C5:.5 A4:.5 G4:1 | A4/:2 r:2
r:8 | C5:.5 D5:.5 E5/:1 G5:.5 E5:.5 D5:.5 C5:.5 | A4:.5 C5:.5 A4:1 r:2
r:8 | r:4 | r:4
"""


def boogie() -> list[Note]:
    """Root with fifth and root with sixth, in turn; the last bar stops for the turnaround."""
    found = []
    for bar, chord in enumerate(CHORDS[:-1]):
        root = bass(chord, 40)
        for eighth in range(8):
            top = root + (9 if eighth // 2 % 2 else 7)
            force = 100 if eighth % 2 == 0 else 74
            found += [Note(bar * 4 + eighth / 2, 0.36, note, force) for note in (root, top)]
    return found + [Note(46, 2.0, note, 104) for note in (40, 47, 52, 56, 62)]


def walking() -> list[Note]:
    """Up and down the chord with the sixth and the seventh."""
    steps = (0, 4, 7, 9, 10, 9, 7, 4)
    found = []
    for bar, chord in enumerate(CHORDS[:-1]):
        root, half = bass(chord, 28), 4 * (bar % 2 if CHORDS[bar - 1] == chord else 0)
        found += [Note(bar * 4 + beat, 0.85, root + steps[half + beat], 96) for beat in range(4)]
    return found + line("E1 F#1 G1 G#1 E2:2", at=44, unit=0.5, velocity=100)


def piano() -> list[Note]:
    """Triplets high up in the second and fourth bars, stabs elsewhere."""
    found = []
    for bar, chord in enumerate(CHORDS[:-1]):
        row = voicing(chord, 66)
        when = [third / 3 for third in range(12)] if bar in {3, 7, 10} else [1.0, 2.5, 3.0]
        found += [Note(bar * 4 + beat, 0.22, note, 72) for beat in when for note in row]
    return [Note(n.start, n.length, n.pitch, n.velocity - 8) if n.start % 1 else n for n in found]


def piece() -> Piece:
    """The piece."""
    beat = {"hat": "x.ox.ox.ox.o", "kick": "x.....x..g..", "snare": "...X..g..X.g", "pedal": "...o.....o.."}
    fill = {"kick": "x.....x.....", "snare": "x.xx.xX.xX..", "crash": "......X....."}
    kit = drums(beat, steps=3, times=11) + drums(fill, at=44, steps=3)
    last = [pitch(name) for name in ("E3", "G#3", "D4", "G4")]
    return Piece(
        key="blues-shuffle",
        title="Rent Is Due on Friday",
        style="Blues shuffle",
        genre="Blues",
        tempo=96,
        form=(("chorus", 11), ("turnaround", 1)),
        swing=0.66,
        colours=("14213d", "fca311", "e5e5e5"),
        room_seconds=0.7,
        room_tone=4500,
        loudness=-15.5,
        parts=[
            Part(name="kit", kit=True, notes=kit, program=8, level=-21, room=0.2),
            Part(name="bass", notes=walking(), program=33, level=-20, room=0.03),
            Part(name="rhythm", notes=boogie(), program=27, level=-22, pan=-0.45, effects=(drive(8), cabinet)),
            Part(
                name="piano",
                notes=piano() + [Note(46, 2, note + 12, 84) for note in last],
                program=3,
                level=-30,
                pan=0.4,
                effects=(highpass(200),),
            ),
            Part(
                name="lead",
                notes=line(GUITAR, velocity=100),
                program=27,
                level=-20,
                pan=0.12,
                room=0.3,
                effects=(drive(16), cabinet, squeeze(-12, 3)),
            ),
            Part(
                name="harp",
                notes=line(HARP, velocity=96),
                program=22,
                level=-23,
                pan=-0.15,
                room=0.35,
                effects=(drive(10), cabinet),
            ),
        ],
    )
