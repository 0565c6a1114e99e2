"""What people type when they mean a song: the right words, not quite."""

import random
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from backend.catalog.searching.sameness import plain_title, title_key
from tests.standins import Song

KINDS = ("one edit", "two edits", "swapped words", "no accents")
SHORTEST_TWICE = 8  # letters: shorter titles with two edits are other titles


@dataclass(frozen=True, kw_only=True)
class Typed:
    """A text, and the song that is meant."""

    text: str
    kind: str
    song: Song


def misspellings(songs: Sequence[Song], count: int, *, seed: int) -> Iterator[Typed]:
    """As many of each kind; of a title that several songs have, the artist is typed too."""
    dice = random.Random(seed)  # noqa: S311
    titles = Counter(title_key(song.title) for song in songs)
    shuffled = dice.sample(songs, len(songs))
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        while True:
            song = shuffled.pop()
            alone = titles[title_key(song.title)] == 1 and dice.random() < 0.5
            plain = plain_title(song.title) if alone else f"{plain_title(song.title)} {song.artists[0]}"
            text = misspelt(plain, kind, dice)
            if text.casefold() != plain.casefold() and sum(letter.isalnum() for letter in text) >= 3:
                yield Typed(text=text, kind=kind, song=song)
                break


def misspelt(text: str, kind: str, dice: random.Random) -> str:
    """The text with mistakes of one kind."""
    match kind:
        case "one edit":
            return edited(text, dice)
        case "two edits":
            return edited(edited(text, dice), dice) if len(text) >= SHORTEST_TWICE else text
        case "swapped words":
            words = text.split()
            if len(words) > 1:
                at = dice.randrange(len(words) - 1)
                words[at], words[at + 1] = words[at + 1], words[at]
            return " ".join(words)
    plain = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def edited(text: str, dice: random.Random) -> str:
    """One letter left out, doubled, changed, or changed places with the next."""
    places = [at for at, letter in enumerate(text) if letter.isalnum()]
    at = dice.choice(places)
    other = dice.choice([letter for letter in text if letter.isalpha()] or ["x"])
    match dice.randrange(4):
        case 0:
            return text[:at] + text[at + 1 :]
        case 1:
            return text[: at + 1] + other + text[at + 1 :]
        case 2:
            return text[:at] + other + text[at + 1 :]
    return text[:at] + text[at + 1 : at + 2] + text[at] + text[at + 2 :]
