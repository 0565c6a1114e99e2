"""Make the music the journeys need: a library of real, tagged MP3s and files to hand in.

Usage: python e2e/songs.py FOLDER -> FOLDER/library/*.mp3 and FOLDER/files/*
"""

import sys
from pathlib import Path

import numpy as np
from audiofiler.testing import encode, music
from mutagen.id3 import ID3, TALB, TIT2, TPE1

SONGS = [
    ("Whispering Spruces", "The Needles", "Evergreen"),
    ("Rain over Pines", "Anna Söderlund", "Norrsken"),
    ("Café del Bosque", "Los Robles", "Sombra"),
    ("Four to the Forest Floor", "Canopy", "Understorey"),
]


def main(folder: Path) -> None:
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


if __name__ == "__main__":
    main(Path(sys.argv[1]))
