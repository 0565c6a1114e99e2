"""Folk waltz: a fingered guitar in three, a whistle, then fiddle and accordion together."""

from house.compose.mixing import highpass
from house.compose.score import Note, Part, Piece, line, shifted
from house.compose.theory import bass, voicing

CHART = "G G C G Em C D D G G C G Em D G G C G Am Em C D G G"
CHORDS = CHART.split()
TUNE = """
D5:1 B4:.5 C5:.5 D5:1 | G5:2 F#5:1 | E5:1 C5:.5 D5:.5 E5:1 | D5:2 B4:1
G4:1 B4:.5 C5:.5 D5:1 | E5:1 D5:1 C5:1 | A4:2 B4:.5 C5:.5 | A4:2 r:1
"""
ANSWER = """
D5:1 B4:.5 C5:.5 D5:1 | G5:2 B5:1 | A5:.5 G5:.5 E5:1 G5:1 | D5:2 B4:1
E5:1 D5:.5 B4:.5 G4:1 | A4:1 D5:1 C5:1 | B4:1 A4:.5 B4:.5 G4:1 | G4:2 r:1
"""
LAST = """
E5:1 G5:1 C6:1 | B5:1 G5:.5 A5:.5 B5:1 | A5:1 E5:.5 F#5:.5 A5:1 | G5:2 E5:1
E5:1 D5:.5 C5:.5 E5:1 | D5:1 F#5:1 A5:1 | G5:3 | G5:3
"""


def plucked() -> list[Note]:
    """Thumb on one, then the strings above, one after another."""
    found = []
    for bar, chord in enumerate(CHORDS[:-1]):
        row = [bass(chord, 40), *voicing(chord, 60)]
        order = (0, 2, 3, 1, 3, 2) if bar % 2 == 0 else (0, 1, 2, 3, 2, 1)
        found += [Note(bar * 3 + at / 2, 1.3, row[min(step, 3)], 92 - 9 * (at > 0)) for at, step in enumerate(order)]
    strum = [43, 50, 55, 59, 62, 67]
    return found + [Note(69 + 0.06 * at, 2.8, note, 86) for at, note in enumerate(strum)]


def low() -> list[Note]:
    """A bass, one note a bar and one that leads on; it waits for the second tune."""
    found = []
    for bar, chord in list(enumerate(CHORDS[:-1]))[8:]:
        root = bass(chord, 31)
        found.append(Note(bar * 3, 1.8, root, 88))
        if bar % 2:
            found.append(Note(bar * 3 + 2, 0.8, root + (7 if root < 36 else -5), 74))
    return [*found, Note(69, 2.5, 31, 86)]


def bellows() -> list[Note]:
    """The accordion's right hand: soft chords on two and three, then held."""
    found = []
    for bar, chord in list(enumerate(CHORDS[:-1]))[8:]:
        row = voicing(chord, 64)
        if bar < 16:
            found += [Note(bar * 3 + beat, 0.5, note, 68) for beat in (1, 2) for note in row]
        else:
            found += [Note(bar * 3, 2.9, note, 74) for note in row]
    return found + [Note(69, 2.6, note, 74) for note in voicing("G", 64)]


def piece() -> Piece:
    """The piece."""
    whistle = line(TUNE, velocity=90)
    fiddle = line(ANSWER, at=24, velocity=90) + line(LAST, at=48, velocity=96)
    descant = shifted(line(LAST, at=48, velocity=78), semitones=-12)
    return Piece(
        key="folk-waltz",
        title="The Ferryman's Daughter Dances",
        style="Folk waltz",
        genre="Folk",
        tempo=144,
        meter=3,
        form=(("whistle", 8), ("fiddle", 8), ("all", 8)),
        colours=("386641", "f2e8cf", "bc4749"),
        room_seconds=1.1,
        room_tone=4500,
        loudness=-19,
        parts=[
            Part(name="guitar", notes=plucked(), program=24, level=-21, pan=-0.2, room=0.2, loose_ms=9),
            Part(
                name="steel",
                notes=shifted(plucked(), velocity=-8),
                program=25,
                level=-26,
                pan=0.35,
                room=0.2,
                loose_ms=12,
            ),
            Part(name="bass", notes=low(), program=32, level=-24, room=0.1),
            Part(
                name="whistle",
                notes=whistle,
                program=74,
                level=-23,
                pan=0.1,
                room=0.45,
                loose_ms=12,
                effects=(highpass(300),),
            ),
            Part(
                name="fiddle",
                notes=fiddle,
                program=110,
                level=-23,
                pan=0.15,
                room=0.4,
                loose_ms=12,
                effects=(highpass(220),),
            ),
            Part(name="descant", notes=descant, program=73, level=-26, pan=-0.3, room=0.5, loose_ms=14),
            Part(
                name="accordion", notes=bellows(), program=21, level=-29, pan=-0.35, room=0.3, effects=(highpass(200),)
            ),
        ],
    )
