"""Make the music the journeys need: a library of tagged MP3s, files to hand in, and which songs the stand-ins have.

Usage: python -m frontend.e2e.songs FOLDER SONGS -> FOLDER/library/*.mp3, FOLDER/files/* and FOLDER/standins.json;
SONGS is how many songs the stand-ins invent.
"""

import json
import sys
from collections import Counter
from itertools import product
from pathlib import Path

import numpy as np
from mutagen.id3 import ID3, TALB, TIT2, TPE1

from audiofiler.testing import encode, music
from tests.standins.clips import clip
from tests.standins.songs import Song, catalogue

SONGS = [
    ("Whispering Spruces", "The Needles", "Evergreen"),
    ("Rain over Pines", "Anna Söderlund", "Norrsken"),
    ("Café del Bosque", "Los Robles", "Sombra"),
    ("Four to the Forest Floor", "Canopy", "Understorey"),
]


SHARED = 4  # every fourth song is in the stand-ins of free music too
PIECES = 3  # the journeys' songs have one of so few pieces to hear
ENCODINGS = [("mp3", 96), ("mp3", 128), ("aac", 128)]


def main(folder: Path, songs: int) -> None:
    """Write every file."""
    library, files = folder / "library", folder / "files"
    library.mkdir(parents=True)
    files.mkdir()
    for seed, (title, artist, album) in enumerate(SONGS):
        path = library / f"{seed + 1:02} {title}.mp3"
        path.write_bytes(encode(music(30.0, seed=seed), codec="mp3"))
        tags = ID3()
        tags.add(TIT2(encoding=3, text=title))
        tags.add(TPE1(encoding=3, text=artist))
        tags.add(TALB(encoding=3, text=album))
        tags.save(path)
    (files / "my_garden_song.mp3").write_bytes(encode(music(20.0, seed=41), codec="mp3"))
    (files / "in_the_room.wav").write_bytes(encode(music(30.0, seed=43), codec="wav"))
    (files / "another_song.flac").write_bytes(encode(music(8.0, seed=42), codec="flac"))
    (files / "silence.wav").write_bytes(encode(np.zeros(44_100 * 5), codec="wav"))
    (files / "text.mp3").write_text("This is a text and no music at all.\n" * 40)
    (folder / "standins.json").write_text(json.dumps(everywhere(songs)))
    for piece, (codec, kbit) in product(range(PIECES), ENCODINGS):
        clip(piece, codec, kbit)  # made now and kept, as it takes seconds on a busy machine


def everywhere(songs: int) -> list[dict[str, str]]:
    """Name songs that all stand-ins have, each without another version, by one artist and easy to type."""
    invented = catalogue(songs)
    titles = Counter(song.title.partition(" (")[0] for song in invented)

    def is_plain(song: Song) -> bool:
        letters = song.title.replace(" ", "")
        plain = letters.isascii() and letters.isalpha() and len(letters) >= 12
        return plain and titles[song.title] == 1 and len(song.artists) == 1 and song.clip < PIECES

    return [{"title": song.title, "artist": song.artists[0]} for song in invented[::SHARED] if is_plain(song)]


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
