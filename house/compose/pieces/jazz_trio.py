"""Jazz trio: piano, walking bass and brushes in F; a tune of eight bars, a chorus on it, a tag."""

from house.compose.mixing import highpass
from house.compose.score import Note, Part, Piece, drums, hits, line
from house.compose.theory import bass, chord, voicing

# two chords a bar
CHART = """
Fmaj7 Fmaj7 Gm7 C9 Am7 D7b9 Gm7 C13 Cm7 F9 Bbmaj7 Bbm6 Am7 D7b9 Gm7 C13
Fmaj7 D7b9 Gm7 C9 Am7 D7b9 Gm7 C13 Cm7 F9 Bbmaj7 Bbm6 Am7 D7b9 Gm7 C13 Am7 D7b9 Gm7 C13
"""
CHORDS = CHART.split()
HEAD = """
A5:1 F5 A5,:1 C6:1 A5 | Bb5 G5 E5 D5 Bb4:1 r:1 | r C5 E5 G5 B5:1 A5 F#5 | G5 Eb5 D5 Bb4 A4:1 r:1
r Eb5 G5 Bb5 D6:1 C6 A5 | F5:1.5 D5 Db5:1 F5:1 | E5 G5 C6 B5 A5 F#5 Eb5 C5 | D5 F5 Bb5 A5 G5 E5 D5 C5
"""
SOLO = """
A4 C5 E5 G5 F5 Eb5 C5 A4 | Bb4 D5 F5 A5 G5 E5 Db5 Bb4 | C5! E5 G5 B5 A5 F#5 Eb5 C5 | D5:1 r Bb5! A5 G5 E5 Db5
Eb5 G5 Bb5 D6 C6! A5 G5 F5 | D5 F5 A5 C6 Bb5 G5 F5 Db5 | C5:.33 D5:.33 E5:.34 G5 E5 F#5 A5 C6 Eb6
D6! C6 Bb5 A5 G5 Ab5 A5 B5 | C6:1 A5 G5 F#5:1 D#5:1 | D5 F5 A5 C6 E5!:2
"""


def comping() -> list[Note]:
    """The left hand, rootless, off the beat."""
    rows = ["...x..o.", "x.....x.", "...x....", "..x..x.."]
    found = []
    for half, symbol in enumerate(CHORDS[:-2]):
        row = rows[half // 2 % 4][(half % 2) * 4 : (half % 2) * 4 + 4]
        found += hits(row, voicing(symbol, 57, rootless=True), at=half * 2, steps=2, length=0.5, force=-22)
    return found


def walking() -> list[Note]:
    """Four to the bar: the root, a chord note, the next root from a half step away."""
    found = []
    for half, symbol in enumerate(CHORDS[:-2]):
        root, after = bass(symbol, 29), bass(CHORDS[half + 1], 29)
        leading = after + (1 if half % 3 else -1)
        steps = [root, root + chord(symbol)[1][1] if after == root else leading]
        found += [Note(half * 2 + at, 0.92, note, 98 - 6 * at) for at, note in enumerate(steps)]
    return found


def ending() -> dict[str, list[Note]]:
    """Everybody on the last chord, F with sixth and ninth, on four and."""
    top = [Note(69.5, 2.0, note, 84) for note in (55, 57, 62, 67, 72)]
    return {"piano": top, "bass": line("G1:1 C2:.5 F1:2", at=68, velocity=100)}


def piece() -> Piece:
    """The piece."""
    swing = {"ride": "x.x.x.x.", "pedal": "..x...x.", "snare": "...g....", "kick": "g...g..."}
    swing2 = {"ride": "x.x.xxx.", "pedal": "..x...x.", "snare": "g....g.g", "kick": "g...g..g"}
    ride = {"ride": "x.xxx.xx", "pedal": "..x...x.", "snare": "...g.g..", "kick": "g......g"}
    kit = []
    for bar in range(17):
        kit += drums((swing if bar % 2 else swing2) if bar < 8 else ride if bar % 3 else swing2, at=bar * 4, steps=2)
    kit += drums({"snare": "x.xx....", "ride": "...X....", "kick": "...x...."}, at=68, steps=2)
    end = ending()
    melody = line(HEAD, velocity=92, gate=0.85) + line(SOLO, at=32, velocity=88, gate=0.85)
    return Piece(
        key="jazz-trio",
        title="Umbrella Weather",
        style="Jazz trio",
        genre="Jazz",
        tempo=144,
        form=(("head", 8), ("solo", 8), ("tag", 2)),
        swing=0.63,
        colours=("22223b", "c9ada7", "f2e9e4"),
        room_seconds=0.8,
        room_tone=4200,
        loudness=-19,
        parts=[
            Part(
                name="piano",
                notes=[n for n in melody if n.start < 69.4] + end["piano"],
                program=0,
                level=-19,
                pan=-0.12,
                room=0.22,
                loose_ms=9,
                uneven=7,
                effects=(highpass(60),),
            ),
            Part(name="left", notes=comping(), program=0, level=-26, pan=-0.3, room=0.22, loose_ms=9),
            Part(name="bass", notes=walking() + end["bass"], program=32, level=-21, pan=0.08, room=0.1, loose_ms=7),
            Part(name="kit", kit=True, notes=kit, program=40, level=-26, pan=0.2, room=0.25, loose_ms=7, uneven=8),
        ],
    )
