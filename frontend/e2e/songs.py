"""Make the music the journeys need: a library of tagged MP3s, files to hand in, and which songs the stand-ins have.

Usage: python -m frontend.e2e.songs FOLDER SONGS -> FOLDER/library/*.mp3, FOLDER/files/* and FOLDER/standins.json;
SONGS is how many songs the stand-ins invent.
"""

import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from mutagen.id3 import ID3, TALB, TIT2, TPE1

from audiofiler.testing import encode, music
from tests.standins.songs import catalogue

SONGS = [
    ("Whispering Spruces", "The Needles", "Evergreen"),
    ("Rain over Pines", "Anna Söderlund", "Norrsken"),
    ("Café del Bosque", "Los Robles", "Sombra"),
    ("Four to the Forest Floor", "Canopy", "Understorey"),
]


SHARED = 4  # every fourth song is in the stand-ins of free music too


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
    (files / "another_song.flac").write_bytes(encode(music(8.0, seed=42), codec="flac"))
    (files / "silence.wav").write_bytes(encode(np.zeros(44_100 * 5), codec="wav"))
    (files / "text.mp3").write_text("This is a text and no music at all.\n" * 40)
    (folder / "standins.json").write_text(json.dumps(everywhere(songs)))


def everywhere(songs: int) -> list[dict[str, str]]:
    """Name songs that all stand-ins have, each the only one of its title, by one artist and easy to type."""
    invented = catalogue(songs)
    titles = Counter(song.title for song in invented)
    plain = [song for song in invented[::SHARED] if len(song.title) >= 12 and song.title.replace(" ", "").isascii()]
    alone = [song for song in plain if song.title.replace(" ", "").isalpha() and titles[song.title] == 1]
    return [{"title": song.title, "artist": song.artists[0]} for song in alone if len(song.artists) == 1]


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
