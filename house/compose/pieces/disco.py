"""Disco: four on the floor, hats between, octaves in the bass, strings that run up into the hook."""

from house.compose.mixing import highpass, peak, squeeze
from house.compose.score import Note, Part, Piece, drums, hits, line, shifted
from house.compose.theory import bass, voicing

CHART = "Dm9 Dm9 Gm9 Gm9 Dm9 Dm9 Gm9 A7#9 Bbmaj7 C9 Am7 Dm9 Gm9 A7#9"
CHORDS = CHART.split()
HOOK = """
r:4 | r:2 D5:.25 E5:.25 F5:.25 G5:.25 A5:.25 Bb5:.25 C6:.25 C#6:.25
D6!:1.5 C6:.5 Bb5:1 A5:1 | G5:1 r:.5 A5:.5 Bb5 A5 G5 F5
A5:1 r:.5 C6:.5 D6:1.5 C6:.5 | A5 C6 A5 G5 F5:1 r:1 | G5:1 r:.5 A5:.5 Bb5:1.5 A5:.5 | G5 F5 E5 C#5 A4 C#5 E5 G5
F5:1.5 F5:.5 D6:1 C6:1 | Bb5:1.5 C6:.5 G5:2 | E5:1.5 E5:.5 C6:1 B5:1 | A5:2 F5:1 A5:1
Bb5 A5 Bb5 D6:1 Bb5 A5 G5 | A5 G5 E5 C#5 A4:.25 B4:.25 C#5:.25 D5:.25 E5:.25 F5:.25 G5:.25 A5:.25 | D6!:2 r:2
"""
HORNS = ["......x...x.x...", "..............xx"]


def octaves() -> list[Note]:
    """Low and high in eighths, with a push of sixteenths at the end of a bar."""
    found = []
    for bar, chord in enumerate(CHORDS):
        root = bass(chord, 29)
        found += [Note(bar * 4 + at / 2, 0.34, root + 12 * (at % 2), 104 - 10 * (at % 2)) for at in range(7)]
        found += [Note(bar * 4 + 3.5, 0.2, root + 12, 96), Note(bar * 4 + 3.75, 0.2, root + 10, 84)]
    return [*found, Note(56, 1.5, 38, 110)]


def scratch() -> list[Note]:
    """A muted guitar in sixteenths."""
    rows = ["x.go.gx.x.gox.go", "x.gx.ogxg.xo.gxo"]
    found = []
    for bar, chord in enumerate(CHORDS):
        found += hits(rows[bar % 2], voicing(chord, 66)[-3:], at=bar * 4, length=0.14)
    return found + hits("X", voicing("Dm9", 66), at=56, length=1.0)


def comping() -> list[Note]:
    """Electric piano, before the beat."""
    found = []
    for bar, chord in enumerate(CHORDS):
        found += hits("x.....x...o.....", voicing(chord, 62, rootless=True), at=bar * 4, length=0.7, force=-10)
    return found + hits("X", voicing("Dm9", 62), at=56, length=2.5)


def brass() -> list[Note]:
    """Answers in the second half."""
    found = []
    for bar, chord in enumerate(CHORDS[4:], 4):
        found += hits(HORNS[bar % 2], voicing(chord, 68)[-3:], at=bar * 4, length=0.2)
    return found + hits("X", [62, 69, 74, 77], at=56, length=0.4)


def piece() -> Piece:
    """The piece."""
    groove = {
        "kick": "X...X...X...X...",
        "open": "..X...X...X...X.",
        "hat": "x.oox.oox.oox.oo",
        "snare": "....X.......X...",
        "clap": "....x.......x...",
        "tambourine": "..o...o...o...o.",
    }
    fill = groove | {"snare": "....X..xX.xxXXXX", "tom_high": "........x.x.....", "open": "..x...x........."}
    kit = [note for bar in (0, 4, 8) for note in drums(groove, at=bar * 4, times=3) + drums(fill, at=bar * 4 + 12)]
    kit += drums(groove, at=48) + drums(fill, at=52) + drums({"kick": "X...", "crash": "X...", "crash2": "x..."}, at=56)
    kit += drums({"crash": "x"}, at=0) + drums({"crash": "x"}, at=32)
    congas = drums(
        {"conga": "..x..x.x..x..xx.", "conga_low": "x......x....x...", "conga_mute": "....o.......o..."}, times=14
    )
    return Piece(
        key="disco",
        title="Mirrors on the Ceiling",
        style="Disco",
        genre="Disco",
        tempo=120,
        form=(("groove", 8), ("hook", 6), ("last hit", 1)),
        colours=("2b0a3d", "ff2e93", "ffd23f"),
        room_seconds=0.8,
        room_tone=6500,
        loudness=-13.5,
        parts=[
            Part(name="kit", kit=True, notes=kit, program=0, level=-16, room=0.12, effects=(squeeze(-12, 2),)),
            Part(name="congas", kit=True, notes=congas, level=-28, pan=0.4, room=0.2, effects=(highpass(150),)),
            Part(name="bass", notes=octaves(), program=33, level=-18, room=0.02, duck=0.25, effects=(squeeze(-10, 3),)),
            Part(
                name="guitar", notes=scratch(), program=28, level=-25, pan=-0.5, effects=(highpass(300), peak(2800, 4))
            ),
            Part(name="keys", notes=comping(), program=4, level=-27, pan=0.3, effects=(highpass(180),)),
            Part(
                name="strings",
                notes=line(HOOK, velocity=98) + shifted(line(HOOK, velocity=84), semitones=-12),
                program=48,
                level=-19.5,
                room=0.4,
                duck=0.2,
                effects=(highpass(250),),
                late_ms=-20,
            ),
            Part(name="horns", notes=brass(), program=61, level=-23, pan=0.2, room=0.25, effects=(highpass(200),)),
        ],
    )
