"""Reggae: one drop in A minor, a guitar after the beat, a bubbling organ, a bass that sings, a melodica."""

from house.compose import synth
from house.compose.mixing import echo, highpass, lowpass, peak, squeeze
from house.compose.score import Note, Part, Piece, drums, hits, line, repeated
from house.compose.theory import voicing

CHORDS = ["Am7", "Dm7", "Am7", "G"]  # a bar each, after one bar of drums
LOW = """
A1:.75 r:.25 A1:.5 C2:.5 E2:.5 r:.5 D2:.5 C2:.5 | D2:.75 r:.25 D2:.5 F2:.5 A2:.5 r:.5 F2:.5 D2:.5
A1:.75 r:.25 A1:.5 C2:.5 E2:.5 r:.5 G2:.5 E2:.5 | G1:.75 r:.25 G1:.5 B1:.5 D2:.5 r:.5 G1:.5 G#1:.5
"""
TUNE = """
E5:1.5 D5:.5 C5:.5 D5:.5 E5:1 | F5:1.5 E5:.5 D5:1 r:1 | C5:.5 D5:.5 E5:1 G5:.5 E5:.5 C5:1 | D5:.5 C5:.5 B4:2 r:1
E5:1.5 G5:.5 A5:1 G5:.5 E5:.5 | F5:1 A5:1 F5:.5 E5:.5 D5:1 | E5:.5 D5:.5 C5:.5 A4:.5 C5:1 E5:1 | D5:1 B4:1 G4:1 B4:1
"""


def skank(centre: int) -> list[Note]:
    """Two and four, cut short, with a second stroke now and then."""
    found = []
    for bar in range(8):
        row = "..X...X." if bar % 4 < 3 else "..X...Xo"
        found += hits(row, voicing(CHORDS[bar % 4], centre), at=4 + bar * 4, steps=2, length=0.22)
    return found + hits("X.......", voicing("Am7", centre), at=36, steps=2, length=0.4)


def bubble() -> list[Note]:
    """The organ's left and right hand in turn, in eighths around the beat."""
    found = []
    for bar in range(8):
        low, high = voicing(CHORDS[bar % 4], 52)[:3], voicing(CHORDS[bar % 4], 64)
        found += hits(".x.x.x.x.x.x.x.x".replace("x", "o"), low[:1], at=4 + bar * 4, steps=4, length=0.16)
        found += hits("..x...x...x...x.", high, at=4 + bar * 4, steps=4, length=0.2)
    return found


def beat() -> list[Note]:
    """Kick and stick together on three and nowhere else; a roll leads in."""
    drop = {"kick": "........X.......", "rim": "........X.......", "hat": "x.gox.gox.gox.go"}
    varied = {
        "kick": "........X.......",
        "rim": "...o..o.X..o..o.",
        "hat": "x.gox.gox.gox...",
        "open": "..............o.",
    }
    roll = {
        "tom_high": "X..X............",
        "tom_mid": "......x.x.......",
        "snare": "..........xxX.X.",
        "kick": "............x...",
    }
    found = drums(roll)
    for bar in range(8):
        found += drums(varied if bar % 4 == 3 else drop, at=4 + bar * 4)
    found += drums({"crash": "o"}, at=4) + drums({"crash": "o"}, at=20)
    return found + drums({"kick": "X...", "crash": "x...", "rim": "X..."}, at=36)


def piece() -> Piece:
    """The piece."""
    low = repeated(line(LOW, velocity=108, gate=0.9), every=16, times=2, at=4) + line("A1:3", at=36, velocity=110)
    tune = line(TUNE, at=4, velocity=92) + line("A4:3", at=36, velocity=88)
    horns = [
        n
        for bar in (7, 8)
        for n in hits("..........x.x.x.", [64, 67, 71] if bar == 8 else [64, 69, 72], at=bar * 4, length=0.25)
    ]
    return Piece(
        key="reggae",
        title="Slow Boat, Green Harbour",
        style="Reggae",
        genre="Reggae",
        tempo=80,
        form=(("roll", 1), ("verse", 8), ("end", 1)),
        swing=0.56,
        swing_grid=0.5,
        colours=("0a5c36", "f9c80e", "c1121f"),
        room_seconds=1.3,
        room_tone=4500,
        loudness=-16,
        parts=[
            Part(name="kit", kit=True, notes=beat(), program=8, level=-17, room=0.12, effects=(squeeze(-14, 3),)),
            Part(name="deep", notes=low, synth=synth.sub, level=-18, room=0.0, loose_ms=3),
            Part(
                name="bass",
                notes=low,
                program=33,
                level=-16,
                room=0.02,
                effects=(lowpass(700), peak(90, 3), squeeze(-12, 3)),
            ),
            Part(
                name="skank",
                notes=skank(64),
                program=27,
                level=-20,
                pan=-0.35,
                room=0.2,
                effects=(highpass(250), lowpass(3200), echo(0.5625, 0.35, 0.18)),
            ),
            Part(name="piano", notes=skank(60), program=0, level=-27, pan=0.35, effects=(highpass(250), lowpass(4000))),
            Part(name="organ", notes=bubble(), program=16, level=-29, pan=0.2, room=0.2, effects=(highpass(180),)),
            Part(
                name="melodica",
                notes=tune,
                program=22,
                level=-27,
                pan=0.05,
                room=0.4,
                effects=(highpass(300), lowpass(2800), echo(0.5625, 0.4, 0.3)),
            ),
            Part(name="horns", notes=horns, program=61, level=-25, pan=-0.2, room=0.35, effects=(highpass(250),)),
        ],
    )
