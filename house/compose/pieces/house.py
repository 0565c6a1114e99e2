"""House: a club kick, claps, hats between the beats, piano stabs that roll over the bar, a bass that ducks."""

from house.compose import synth
from house.compose.mixing import echo, highpass, squeeze
from house.compose.score import Note, Part, Piece, drums, hits, line, repeated
from house.compose.theory import bass, voicing

CHORDS = ["Am9", "Fmaj9", "Cmaj9", "G13"]  # a bar each
STABS = ["x..x..x...x..x..", "x..x..x...x.x..."]
LOW = ["..x..xx...x..x.x", "..x..xx...x.x.x."]
VOICE = "r:2 E5:.5 r:.25 E5:.25 G5:.5 A5:.5 | r:2.5 C6:.5 A5:.5 G5:.5 | r:2 E5:.5 r:.25 G5:.25 E5:.5 D5:.5 | r:4"


def stabs(first: int, last: int) -> list[Note]:
    """Short chords in a rhythm of three against four."""
    found = []
    for bar in range(first, last):
        found += hits(STABS[bar % 2], voicing(CHORDS[bar % 4], 65), at=bar * 4, length=0.2)
    return found


def low(first: int, last: int) -> list[Note]:
    """The bass keeps off the kick."""
    found = []
    for bar in range(first, last):
        found += hits(LOW[bar % 2], [bass(CHORDS[bar % 4], 33)], at=bar * 4, length=0.22, force=4)
    return found


def piece() -> Piece:
    """The piece."""
    kick = drums({"kick": "X...X...X...X..."}, times=15) + drums({"kick": "X..............."}, at=60)
    kick = [note for note in kick if not 44 <= note.start < 48]  # a bar without, before the last part
    hats = {"hat": "g.xgg.xgg.xgg.xg", "open": "..x...x...x...x.", "clap": "....X.......X..."}
    roll = {"clap": "....X...x.x.xxxx", "open": "..x...x........."}
    tops = drums({"hat": "g.xgg.xgg.xgg.xg"}, times=2) + drums(hats, at=8, times=9) + drums(roll, at=44)
    tops += (
        drums(hats | {"ride": "x...x...x...x..."}, at=48, times=3)
        + drums({"crash": "X"}, at=48)
        + drums({"crash": "X"}, at=60)
    )
    shaker = drums(
        {"shaker": "xgogxgogxgogxgog", "conga": "...x..x....x..x.", "rim": "..x..x....x..x.."}, at=16, times=11
    )
    pad = [Note(bar * 4, 3.9, note, 76) for bar in range(15) for note in voicing(CHORDS[bar % 4], 60)]
    end = hits("X", voicing("Am9", 65), at=60, length=2.5)
    voice = repeated(line(VOICE, velocity=92), every=16, times=3, at=16)
    return Piece(
        key="house",
        title="Warehouse, Quarter Past Three",
        style="House",
        genre="House",
        tempo=128,
        form=(("intro", 4), ("groove", 7), ("break", 1), ("groove", 3), ("end", 1)),
        colours=("111111", "00f5d4", "9b5de5"),
        room_seconds=1.0,
        room_tone=7000,
        loudness=-13.5,
        parts=[
            Part(name="kick", notes=kick, synth=synth.kick, level=-14.5, room=0.0, loose_ms=0, uneven=1),
            Part(
                name="tops", kit=True, notes=tops, program=25, level=-20, room=0.1, loose_ms=2, effects=(highpass(250),)
            ),
            Part(
                name="shaker",
                kit=True,
                notes=shaker,
                level=-28,
                pan=0.3,
                room=0.15,
                loose_ms=3,
                effects=(highpass(300),),
            ),
            Part(
                name="bass",
                notes=[*low(4, 15), Note(60, 2.5, 33, 108)],
                program=38,
                level=-18,
                room=0.0,
                duck=0.7,
                loose_ms=1,
            ),
            Part(
                name="piano",
                notes=stabs(2, 15) + end,
                program=0,
                level=-20,
                room=0.25,
                duck=0.4,
                loose_ms=3,
                effects=(highpass(220), squeeze(-16, 4)),
            ),
            Part(
                name="organ",
                notes=stabs(8, 15),
                program=17,
                level=-26,
                pan=-0.25,
                room=0.3,
                duck=0.4,
                effects=(highpass(250),),
            ),
            Part(name="pad", notes=pad, program=50, level=-25, room=0.4, duck=0.8, effects=(highpass(250),)),
            Part(
                name="voice",
                notes=voice,
                program=54,
                level=-25,
                pan=0.15,
                room=0.5,
                duck=0.3,
                effects=(highpass(300), echo(0.352, 0.5, 0.45)),
            ),
        ],
    )
