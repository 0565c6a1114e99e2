"""Drum and bass: a broken beat at 176 over half-time chords and a bass of detuned saws."""

from house.compose import synth
from house.compose.mixing import echo, highpass, lowpass, squeeze
from house.compose.score import Note, Part, Piece, drums, line, repeated
from house.compose.theory import bass, voicing

CHORDS = ["Fm9", "Fm9", "Dbmaj9", "Ebadd9"]  # a bar each, from the start
FIGURE = (
    "C6:.5 Ab5:.5 G5:.5 Eb5:.5 F5:1 r:1 | r:4 | Ab5:.5 F5:.5 Eb5:.5 C5:.5 Db5:1 r:1 | r:2 Bb5:.5 G5:.5 F5:.5 Eb5:.5"
)
BREAK = [
    {"kick": "x.x.......x.....", "snare": "....X..g.g..X..g", "hat": "x.x.x.x.x.x.x.x."},
    {"kick": "x.x......xx.....", "snare": "....X..g.g....X.", "hat": "x.x.x.xxx.x.x.x."},
    {"kick": "x.x.......x.....", "snare": "....X..g.g..X..g", "hat": "x.x.x.x.x.x.x.xx", "open": "......x........."},
    {"kick": "x.........xx....", "snare": "..g.X..g.X..X.XX", "hat": "x.x.x.x.x.x.x.x."},
]
LINES = ["F1:1.5 F1:.5 r:.5 Ab1:.5 F1:1", "F1:2.5 C2:.5 Eb2:1", "Db1:1.5 Db1:1 F1:.5 Ab1:1", "Eb1:2 Eb1:.5 G1:.5 Bb1:1"]


def chords(first: int, last: int, centre: int) -> list[Note]:
    """Held for a bar each."""
    return [Note(bar * 4, 3.9, note, 80) for bar in range(first, last) for note in voicing(CHORDS[bar % 4], centre)]


def low() -> list[Note]:
    """The bass line from the drop on."""
    found = []
    for bar in range(4, 20):
        found += line(LINES[bar % 4], at=bar * 4, velocity=112, gate=0.98)
    return [*found, Note(80, 5.0, bass("Fm9", 29), 112)]


def breaks() -> list[Note]:
    """Hats alone at first, then the broken beat; a stop before the last quarter."""
    found = drums({"hat": "x.xxx.xxx.xxx.xx", "kick": "x..............."}, times=3)
    found += drums({"snare": "x...x...x.x.xxXX", "kick": "x...x...x...x..."}, at=12)
    for bar in range(4, 20):
        found += drums(BREAK[bar % 4], at=bar * 4)
    return found + drums({"crash": "X", "kick": "X"}, at=80)


def piece() -> Piece:
    """The piece."""
    shaker = drums({"shaker": "oxgxoxgxoxgxoxgx", "ride": "x...x...x...x..."}, at=16, times=16)
    sparks = repeated(line(FIGURE, velocity=84), every=16, times=5)
    crashes = drums({"crash": "X"}, at=16) + drums({"crash2": "x"}, at=48)
    return Piece(
        key="drum-and-bass",
        title="Night Bus North",
        style="Drum and bass",
        genre="D&B",
        tempo=176,
        form=(("intro", 4), ("drop", 16), ("tail", 2)),
        colours=("0b132b", "5bc0be", "f25f5c"),
        room_seconds=1.4,
        room_tone=6000,
        loudness=-13.5,
        parts=[
            Part(
                name="break",
                kit=True,
                notes=breaks(),
                program=16,
                level=-16,
                room=0.08,
                loose_ms=3,
                effects=(highpass(45), squeeze(-14, 4)),
            ),
            Part(
                name="kicks",
                notes=[n for n in breaks() if n.pitch == 36],
                synth=synth.kick,
                level=-18,
                room=0.0,
                loose_ms=1,
            ),
            Part(
                name="shaker",
                kit=True,
                notes=shaker + crashes,
                program=24,
                level=-26,
                pan=0.2,
                effects=(highpass(2500),),
            ),
            Part(name="bass", notes=low(), synth=synth.reese, level=-17, room=0.02, duck=0.5, loose_ms=1),
            Part(
                name="pad", notes=chords(0, 21, 60), program=89, level=-24, room=0.5, duck=0.3, effects=(highpass(200),)
            ),
            Part(
                name="keys",
                notes=chords(0, 4, 66),
                program=4,
                level=-25,
                room=0.4,
                effects=(lowpass(3500), highpass(200)),
            ),
            Part(
                name="sparks",
                notes=sparks,
                program=88,
                level=-24,
                pan=-0.2,
                room=0.5,
                effects=(highpass(400), echo(0.256, 0.55, 0.5)),
            ),
        ],
    )
