"""The scores: whole bars that fill thirty seconds, notes that people can play, the same each time."""

import sys

import numpy as np
import pytest

from house.compose.midi import midi_file
from house.compose.pieces import PIECES
from house.compose.score import KIT, SECONDS, Note, Piece, drums, line, swung
from house.compose.theory import pitch, voicing

RANGES = {  # General MIDI programs and what they reach
    3: (21, 108), 0: (21, 108), 4: (28, 103), 11: (53, 89), 21: (41, 90), 22: (57, 93), 24: (40, 84), 25: (40, 84),
    26: (40, 86), 27: (38, 90), 28: (38, 86), 29: (38, 90), 30: (38, 90), 32: (28, 67), 33: (26, 67), 34: (26, 67),
    40: (55, 103), 41: (48, 91), 42: (36, 76), 110: (55, 98),
}  # fmt: skip


@pytest.fixture(params=PIECES, name="piece")
def _piece(request: pytest.FixtureRequest) -> Piece:
    return PIECES[request.param]()


def test_it_works(piece: Piece) -> None:
    assert piece.beats * 60 / piece.tempo == pytest.approx(SECONDS)
    assert PIECES[piece.key]().parts[0].notes == piece.parts[0].notes


def test_nobody_plays_past_the_end_and_somebody_until_near_it(piece: Piece) -> None:
    ends = [max(note.start + note.length for note in part.notes) for part in piece.parts]
    assert max(ends) <= piece.beats + 0.5
    assert max(ends) * 60 / piece.tempo > SECONDS - 2.0


def test_there_is_no_hole(piece: Piece) -> None:
    starts = np.unique([note.start for part in piece.parts for note in part.notes])
    assert starts[0] == 0
    last_bars = piece.form[-1][1] * piece.meter
    assert np.diff(starts[starts <= piece.beats - last_bars]).max() <= piece.meter / 2


def test_notes_are_in_their_instruments_range(piece: Piece) -> None:
    for part in piece.parts:
        pitches = {note.pitch for note in part.notes}
        if part.kit:
            assert pitches <= set(KIT.values()), part.name
        elif part.synth is None:
            low, high = RANGES.get(part.program, (28, 96))
            assert low <= min(pitches), part.name
            assert max(pitches) <= high, part.name


def test_the_parts_fit_together(piece: Piece) -> None:
    """Most of the tuned notes of a piece lie within one scale of seven notes, or the blues adds its own to it."""
    weights = np.zeros(12)
    for part in piece.parts:
        for note in part.notes if not part.kit and part.name not in {"kick", "kicks", "dust"} else ():
            weights[note.pitch % 12] += note.length
    scale = np.array([1, 0, 1, 0, 1, 1, 0, 1, 0, 1, 0, 1])
    inside = max(float(weights @ np.roll(scale, step)) for step in range(12)) / weights.sum()
    assert inside > 0.7


def test_every_written_bar_is_whole(piece: Piece) -> None:
    module = sys.modules[PIECES[piece.key].__module__]
    tunes = [
        value for name, value in vars(module).items() if name.isupper() and isinstance(value, str) and "|" in value
    ]
    for bar in "|".join(tunes).replace("\n", "|").split("|"):
        beats = sum(float(word.partition(":")[2] or 0.5) for word in bar.split())
        assert beats / piece.meter == pytest.approx(round(beats / piece.meter), abs=0.001), bar


def test_it_is_played_as_people_do_and_the_same_each_time(piece: Piece) -> None:
    part = max(piece.parts, key=lambda part: len(part.notes) * (part.loose_ms > 0))
    played = piece.played(part)
    assert played == piece.played(part)
    straight = sorted(swung(note.start, piece.swing, piece.swing_grid) for note in part.notes)
    moved = np.array([note.start for note in played]) - straight
    assert 0 < np.abs(moved).max() * 60 / piece.tempo < 0.09
    assert len({note.velocity for note in played}) > 5


def test_the_midi_file_is_one(piece: Piece) -> None:
    part = piece.parts[0]
    data = midi_file(part, piece.played(part), piece.tempo)
    assert data[:14] == b"MThd\x00\x00\x00\x06\x00\x00\x00\x01\x01\xe0"
    assert data[14:18] == b"MTrk"
    assert int.from_bytes(data[18:22], "big") == len(data) - 22
    assert data.endswith(b"\xff\x2f\x00")


def test_titles_and_styles_are_their_own() -> None:
    pieces = [make() for make in PIECES.values()]
    assert len({piece.title for piece in pieces}) == len({piece.style for piece in pieces}) == len(pieces) == 12
    assert [piece.key for piece in pieces] == list(PIECES)


def test_the_notations() -> None:
    assert line("C4 r E4+G4:2", velocity=80, gate=1.0) == [
        Note(0.0, 0.5, 60, 80), Note(1.0, 2.0, 64, 80), Note(1.0, 2.0, 67, 80)
    ]  # fmt: skip
    assert [(note.velocity, note.scoop) for note in line("A4! A4/", velocity=80)] == [(98, 0.0), (80, 2.0)]
    assert [note.start for note in drums({"kick": "x..x"}, at=4, times=2)] == [4.0, 4.75, 5.0, 5.75]
    assert voicing("C", 60) == [55, 60, 64]
    assert swung(0.5, 2 / 3, 1.0) == pytest.approx(2 / 3)
    with pytest.raises(ValueError, match="not a pitch"):
        pitch("H4")
    with pytest.raises(ValueError, match="not a chord"):
        voicing("Cx")
