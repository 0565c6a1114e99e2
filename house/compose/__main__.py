"""`python -m house.compose --out house`: play every piece and write `audio/` and `catalogue.json`.

With `--hear` nothing is played: the recordings that are there are heard again by the shipped model.
"""

import argparse
import json
import sys
from pathlib import Path

from house.compose import filing
from house.compose.hearing import heard
from house.compose.midi import midi_file
from house.compose.pieces import PIECES
from house.compose.playing import font, mixed
from house.compose.score import Piece


def main() -> int:
    """Render the pieces that are asked for, and the catalogue of all that are there."""
    parser = argparse.ArgumentParser(prog="python -m house.compose", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="the folder for audio/ and catalogue.json")
    parser.add_argument("--midi", type=Path, help="write the scores as MIDI files into this folder instead")
    parser.add_argument("--hear", action="store_true", help="write anew what the shipped model hears, and nothing else")
    parser.add_argument("pieces", nargs="*", metavar="PIECE", help=f"only these: {', '.join(PIECES)}")
    asked = parser.parse_args()
    unknown = set(asked.pieces) - set(PIECES)
    if unknown:
        parser.error(f"there is no {', '.join(sorted(unknown))}")
    chosen = [make() for key, make in PIECES.items() if key in (asked.pieces or PIECES)]
    if asked.midi:
        write_scores(chosen, asked.midi)
        return 0
    if asked.hear:
        hear(asked.out)
        return 0
    if font() is None:
        parser.error("fluidsynth and FluidR3_GM.sf2 are needed: apt-get install fluidsynth fluid-soundfont-gm")
    render(chosen, asked.out)
    return 0


def render(chosen: list[Piece], out: Path) -> None:
    """Play, mix and file; pieces that are not asked for keep their place in the catalogue."""
    (out / "audio").mkdir(parents=True, exist_ok=True)
    listing = out / "catalogue.json"
    known = json.loads(listing.read_text())["tracks"] if listing.exists() else []
    entries = {entry["key"]: entry for entry in known}
    for piece in chosen:
        path = filing.write(piece, mixed(piece), out / "audio")
        entries[piece.key] = {**filing.entry(piece, path), "heard": heard(path, genre=piece.genre)}
        sys.stdout.write(f"{piece.key}: {piece.title}\n")
    listing.write_text(filing.catalogue([entries[key] for key in PIECES if key in entries]))


def hear(out: Path) -> None:
    """Listen to every recording with the model that ships now."""
    listing = out / "catalogue.json"
    entries = json.loads(listing.read_text())["tracks"]
    for entry in entries:
        entry["heard"] = heard(out / entry["file"], genre=entry["genre"])
        sys.stdout.write(f"{entry['key']}: {entry['heard']}\n")
    listing.write_text(filing.catalogue(entries))


def write_scores(chosen: list[Piece], folder: Path) -> None:
    """One MIDI file for each part."""
    folder.mkdir(parents=True, exist_ok=True)
    for piece in chosen:
        for part in piece.parts:
            if part.synth is None:
                name = f"{piece.key}-{part.name}.mid"
                (folder / name).write_bytes(midi_file(part, piece.played(part), piece.tempo))


if __name__ == "__main__":
    sys.exit(main())
