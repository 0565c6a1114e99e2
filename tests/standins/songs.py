"""An invented catalogue: the same ten thousand songs every time, as varied as real ones and nobody's.

It has titles with accents and in a dozen scripts, remixes, live versions, guests, the same title by several artists,
and the same recording on two albums. The stand-ins share it, so one recording has one ISRC in all of them.
"""

import random
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from tests.standins import words

SEED = 20_261
ARTISTS_PER_SONG = 6  # songs an artist has, on average
CLIPS = 12


@dataclass(frozen=True, kw_only=True)
class Song:
    """One recording, as all catalogues know it."""

    key: str
    title: str
    artists: tuple[str, ...]
    album: str
    duration_ms: int
    isrc: str
    year: int
    clip: int  # which of a dozen pieces is heard
    version: str | None = None  # of a remix and the like; the title ends with it in brackets
    genre: str = "Pop"
    rank: int = 0  # how much it is played, to 1,000,000

    @property
    def number(self) -> int:
        """A number of its own, for ids."""
        return int(self.key)


@lru_cache(maxsize=4)
def catalogue(n: int = 10_000, seed: int = SEED) -> tuple[Song, ...]:
    """Invent `n` songs; the same arguments give the same songs."""
    chance = random.Random(seed)  # noqa: S311  invented songs keep no secrets
    artists = _names(chance, max(1, n // ARTISTS_PER_SONG))
    songs: list[Song] = []
    seen: set[tuple[str, str]] = set()
    for song in _songs(chance, artists):
        if len(songs) == n:
            break
        if (song.title, song.artists[0]) not in seen:
            seen.add((song.title, song.artists[0]))
            songs.append(replace(song, key=str(100_000 + len(songs)), isrc=_isrc(song.year, len(songs))))
    return tuple(songs)


def _songs(chance: random.Random, artists: list[str]) -> Iterator[Song]:
    """Give songs without end: most are new, some are another version or somebody else's song of the same name."""
    last: deque[Song] = deque(maxlen=200)
    while True:
        song, dice = _song(chance, artists), chance.random()
        if last and dice < 0.06:
            song = _other_version(chance, chance.choice(last))
        elif last and dice < 0.12:
            song = replace(song, title=chance.choice(last).title)
        elif dice < 0.16:
            guest = chance.choice(artists)
            song = replace(song, title=f"{song.title} (feat. {guest})", artists=(*song.artists, guest))
        elif dice < 0.2:
            song = replace(song, artists=(*song.artists, chance.choice(artists)))
        if song.version is None and "(" not in song.title:
            last.append(song)
        yield song


def _song(chance: random.Random, artists: list[str]) -> Song:
    year = chance.randint(1962, 2026)
    return Song(
        key="0",
        title=_title(chance),
        artists=(chance.choice(artists),),
        album=_title(chance),
        duration_ms=chance.randint(115_000, 330_000),
        isrc="",
        year=year,
        clip=chance.randrange(CLIPS),
        genre=chance.choice(words.GENRES),
        rank=round(1_000_000 * chance.random() ** 3),
    )


def _other_version(chance: random.Random, song: Song) -> Song:
    version = chance.choice(words.VERSIONS)
    longer = chance.randint(-40_000, 90_000)
    return replace(
        song,
        title=f"{song.title} ({version})",
        version=version,
        duration_ms=song.duration_ms + longer,
        year=min(2026, song.year + chance.randint(0, 5)),
        rank=song.rank // 3,
    )


def _title(chance: random.Random) -> str:
    adjective, verb = chance.choice(words.ADJECTIVES), chance.choice(words.VERBS)
    noun, other = chance.sample(words.NOUNS, 2)
    coined = _coined(chance)
    forms = [
        f"{adjective} {noun}",
        f"the {adjective} {noun}",
        f"{noun} of {other}",
        f"{verb} the {noun}",
        f"{verb} me {chance.choice(('to the', 'from the', 'in the', 'by the'))} {noun}",
        f"{noun} and {other}",
        f"{coined} {noun}",
        f"{adjective} {coined}",
        f"{verb} {coined}",
        f"{coined} {_coined(chance)}",
        f"don't {verb} my {noun}",
        f"{adjective} {noun} {chance.choice(('blues', 'waltz', 'song', 'shuffle', 'theme', 'lullaby'))}",
        coined,
    ]
    if chance.random() < 0.1:
        return _foreign(chance)
    return " ".join(word[0].upper() + word[1:] for word in chance.choice(forms).split())


def _foreign(chance: random.Random) -> str:
    first = chance.choice(words.ACCENTED if chance.random() < 0.6 else words.SCRIPTS)
    return first if chance.random() < 0.2 else f"{first} {_coined(chance).capitalize()}"


def _coined(chance: random.Random) -> str:
    return "".join(chance.choice(words.SYLLABLES) for _ in range(chance.choice((2, 3, 3))))


def _names(chance: random.Random, count: int) -> list[str]:
    names: dict[str, None] = {}
    while len(names) < count:
        surname, first = _coined(chance).capitalize(), chance.choice(words.FIRST_NAMES)
        forms = (
            f"{first} {surname}",
            f"{first} {surname}",
            f"The {chance.choice(words.ADJECTIVES).capitalize()} {chance.choice(words.NOUNS).capitalize()}s",
            f"{first} & The {surname}s",
            f"{surname} {chance.choice(words.BAND_ENDINGS)}",
            surname,
        )
        names[chance.choice(forms)] = None
    return list(names)


def _isrc(year: int, number: int) -> str:
    """Make a code of the right form; no registrant has these letters."""
    return f"ZZAF{number // 100_000}{year % 100:02}{number % 100_000:05}"
