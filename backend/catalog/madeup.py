"""A made-up library, the same each time: for measuring and testing the search."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from backend.catalog.models import LibraryTrack
from backend.catalog.sources.library import track_key

SEED = 20261121
SYLLABLES = (
    *("ba", "be", "bo", "bra", "bri", "ca", "ce", "cho", "clo", "da", "de", "dri", "du", "el", "en", "fa", "fe"),
    *("fla", "ga", "gra", "ha", "he", "hol", "in", "jo", "ka", "ke", "la", "le", "li", "lo", "lu", "ma", "me"),
    *("mi", "mo", "na", "ne", "no", "o", "pa", "pe", "pla", "qui", "ra", "re", "ri", "ro", "sa", "se", "sha"),
    *("si", "so", "ste", "su", "ta", "te", "ti", "to", "tra", "tu", "va", "ve", "vi", "wa", "we", "ya", "zo"),
    *("ry", "ng", "nd", "st", "rk", "th", "ck", "m", "n", "s", "t", "r", "l"),
)
COMMON = (
    *("the", "of", "and", "a", "in", "love", "you", "me", "my", "night", "day", "heart", "time", "song", "blues"),
    *("life", "world", "one", "home", "dance", "fire", "rain", "summer", "live", "remix", "baby", "girl", "man"),
    *("blue", "black", "moon", "sun", "river", "dream", "dreams", "road", "light"),
)
ACCENTS = {"a": "á", "e": "é", "o": "ö", "u": "ü", "n": "ñ", "c": "ç"}


@dataclass(frozen=True)
class Asked:
    """What somebody typed, and the song they meant."""

    kind: str
    text: str
    title: str
    artists: list[str]


def songs(count: int) -> Iterator[tuple[str, str]]:
    """So many (title, artist): ten to an artist, words as unevenly frequent as in real titles."""
    dice = random.Random(SEED)  # noqa: S311 - nothing secret
    rare = [_word(dice) for _ in range(max(500, count // 3))]
    artists = [
        " ".join(_pick(dice, rare) for _ in range(dice.choice((1, 2, 2, 3)))) for _ in range(max(1, count // 10))
    ]
    for _ in range(count):
        artist = dice.choice(artists).title()
        yield " ".join(_pick(dice, rare) for _ in range(dice.choice((1, 2, 2, 3, 3, 4, 6)))).title(), artist


def tracks(count: int) -> Iterator[LibraryTrack]:
    """Rows for so many songs."""
    for number, (title, artist) in enumerate(songs(count)):
        path = path_of(number)
        yield LibraryTrack(
            key=track_key(path), path=path, size=1, mtime_ns=1, scan=1, title=title, artists=[artist],
            folded_title=title.lower(), folded_artist=artist.lower(),
        )  # fmt: skip


def path_of(number: int) -> str:
    """Where a made-up song would lie."""
    return f"/music/{number // 1000}/{number}.mp3"


def queries(count: int, each: int) -> Iterator[Asked]:
    """The ways people type: so many of each kind, each for a song of the library."""
    dice = random.Random(SEED + 1)  # noqa: S311
    first = LibraryTrack.objects.order_by("pk").values_list("pk", flat=True)[0]
    chosen = dice.sample(range(first, first + count), min(count, 2 * each))
    rows = list(LibraryTrack.objects.filter(pk__in=chosen).order_by("pk"))
    rows = [row for row in rows if len(row.folded_title) > 5] or rows
    for kind, typed in KINDS.items():
        for row in dice.sample(rows, min(each, len(rows))):
            yield Asked(kind, typed(dice, row.folded_title, row.folded_artist), row.title, row.artists)


def slip(dice: random.Random, text: str) -> str:
    """One letter too many, too few, wrong, or swapped with its neighbour."""
    at = dice.randrange(1, max(2, len(text) - 1))
    letter = dice.choice("abcdefghijklmnopqrstuvwxyz")
    return dice.choice(
        (
            text[:at] + letter + text[at:],
            text[:at] + text[at + 1 :],
            text[:at] + letter + text[at + 1 :],
            text[:at] + text[at : at + 2][::-1] + text[at + 2 :],
        )
    )


def _shuffled(dice: random.Random, text: str) -> str:
    words = text.split()
    dice.shuffle(words)
    return " ".join(words)


KINDS: dict[str, Callable[[random.Random, str, str], str]] = {
    "artist + title": lambda dice, title, artist: f"{artist} {title}",
    "exact title": lambda dice, title, artist: title,
    "one slip": lambda dice, title, artist: f"{artist} {slip(dice, title)}",
    "two slips": lambda dice, title, artist: f"{slip(dice, artist)} {slip(dice, title)}",
    "any order": lambda dice, title, artist: _shuffled(dice, f"{artist} {title}"),
    "accents": lambda dice, title, artist: "".join(ACCENTS.get(x, x) for x in f"{artist} {title}".upper().lower()),
    "not finished": lambda dice, title, artist: f"{artist} {title}"[: max(6, len(artist) + 1 + len(title) * 2 // 3)],
    "beginnings": lambda dice, title, artist: " ".join(word[:4] for word in f"{artist} {title}".split()),
    "one word": lambda dice, title, artist: max(title.split(), key=len),
    "common words": lambda dice, title, artist: " ".join(dice.sample(COMMON, 3)),
    "two letters": lambda dice, title, artist: title[:2],
    "nothing": lambda dice, title, artist: slip(dice, slip(dice, slip(dice, slip(dice, _word(dice) + _word(dice))))),
}


def _word(dice: random.Random) -> str:
    return "".join(dice.choice(SYLLABLES) for _ in range(dice.choice((2, 2, 3, 3, 4))))


def _pick(dice: random.Random, rare: list[str]) -> str:
    if dice.random() < 0.4:
        return COMMON[int(len(COMMON) * dice.random() ** 2)]
    return rare[int(len(rare) * dice.random() ** 2)]
