"""String quartet: an allegro in D of sixteen bars; the second half goes by A and B minor back home."""

from house.compose.mixing import highpass, lowpass
from house.compose.score import Note, Part, Piece, line
from house.compose.theory import bass, voicing

FIRST = """
D5:1 F#5:1 A5:1.5 G5:.25 F#5:.25 | E5 G5 F#5 E5 D5:1 r:1 | E5:1 G5:1 B5:1.5 A5:.25 G5:.25 | F#5 A5 G5 F#5 E5:1 r:1
A5! D6 C#6 D6 B5 D6 A5 F#5 | G5 B5 E5 G5 F#5 A5 D5 F#5 | E5 F#5 G5 E5 D5 F#5 E5 C#5 | D5:1 A4 F#4 D5:1 r:1
A5! A5:.25 B5:.25 C#6 A5 E5:1 A5:1 | G#5 B5 E5 G#5 A5:1 r:1 | F#5! F#5:.25 G5:.25 A#5 F#5 C#5:1 F#5:1
B5 C#6:.25 D6:.25 C#6 B5 F#5:1 r:1 | G5 B5 A5 G5 F#5 A5 G5 F#5 | E5 G5 F#5 E5 C#5 E5 D5 C#5
D5! F#5 A5 D6 E6 D6 C#6 E6 | D6!:.5 A5:.5 F#5:.5 A5:.5 F#5+D6!:2
"""
# two chords a bar
CHART = """
D D A7 D Em Em D A D D Em D A7 A7 D D
A A E7 A F#7 F#7 Bm Bm G D Em A7 D A7 D D
"""
CHORDS = CHART.split()
QUIET, LOUD = 74, 98
FORCE = [QUIET] * 4 + [LOUD] * 4 + [LOUD - 8] * 4 + [QUIET + 6] * 2 + [LOUD + 4] * 2


def shaped(notes: list[Note]) -> list[Note]:
    """Soft and loud by the bar; each bar leans on its first beat."""
    found = []
    for note in notes:
        lean = 7 if note.start % 4 == 0 else 0
        extra = note.velocity - 92
        found.append(
            Note(note.start, note.length, note.pitch, FORCE[min(int(note.start // 4), 15)] + lean + extra // 2)
        )
    return found


def second() -> list[Note]:
    """Broken chords in eighths below the melody, in long notes where it runs."""
    found = []
    for half, chord in enumerate(CHORDS[:-2]):
        low, middle, high = voicing(chord, 67)[:3]
        if half // 2 in {6, 12, 13}:
            found += [Note(half * 2, 1.9, middle, 92)]
        else:
            found += [Note(half * 2 + at / 2, 0.44, note, 84) for at, note in enumerate((low, high, middle, high))]
    return [*found, *line("A4:.5 F#4:.5 D4:.5 F#4:.5 A4!:2", at=60)]


def viola() -> list[Note]:
    """Repeated eighths after the beat."""
    found = []
    for half, chord in enumerate(CHORDS[:-2]):
        row = voicing(chord, 58)
        found += [Note(half * 2 + at, 0.4, row[0 if at < 1 else 1], 84) for at in (0.5, 1.0, 1.5)]
    return [*found, *line("F#4:.5 D4:.5 A3:.5 D4:.5 D4+F#4!:2", at=60)]


def cello() -> list[Note]:
    """The bass, with a leading note into each new chord."""
    found = []
    for half, chord in enumerate(CHORDS[:-2]):
        low, after = bass(chord, 38), bass(CHORDS[half + 1], 38)
        step = low if after == low else after - 1 if after > low else after + 2
        found += [Note(half * 2, 0.9, low, 92), Note(half * 2 + 1, 0.9, step, 84)]
    return [*found, *line("D3:.5 A2:.5 F#2:.5 A2:.5 D2!:2", at=60)]


def piece() -> Piece:
    """The piece."""
    tone = (highpass(90), lowpass(9000, 1))
    return Piece(
        key="string-quartet",
        title="Quartet No. 0 in D: Allegro",
        style="String quartet",
        genre="Classical",
        tempo=128,
        form=(("theme", 8), ("middle", 6), ("close", 2)),
        colours=("f4ecd8", "6b4226", "2f4858"),
        room_seconds=1.9,
        room_tone=3800,
        loudness=-19,
        parts=[
            Part(name="violin", notes=shaped(line(FIRST)), program=40, level=-20, pan=-0.5, room=0.5, effects=tone),
            Part(name="violin2", notes=shaped(second()), program=40, level=-25, pan=-0.2, room=0.5, effects=tone),
            Part(name="viola", notes=shaped(viola()), program=41, level=-25, pan=0.2, room=0.5, effects=tone),
            Part(name="cello", notes=shaped(cello()), program=42, level=-22, pan=0.45, room=0.45),
        ],
    )
