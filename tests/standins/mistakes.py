"""Mistakes that people make when they type, for measuring how well a search forgives them."""

import random
import unicodedata

LETTERS = "aehiklmnorstuy"


def mistyped(text: str, seed: int) -> str:
    """Type a text with one or two wrong letters, its words swapped, or its accents left out."""
    chance = random.Random(f"{seed} {text}")  # noqa: S311
    words, dice = text.split(), chance.random()
    if dice < 0.15 and len(words) > 1:
        first, second = chance.sample(range(len(words)), 2)
        words[first], words[second] = words[second], words[first]
        return " ".join(words)
    if dice < 0.3 and not text.isascii():
        plain = unicodedata.normalize("NFKD", text)
        return "".join(sign for sign in plain if not unicodedata.combining(sign))
    for _ in range(chance.choice((1, 2))):
        text = _with_one_edit(text, chance)
    return text


def _with_one_edit(text: str, chance: random.Random) -> str:
    place, letter = chance.randrange(len(text)), chance.choice(LETTERS)
    before, here, after = text[:place], text[place], text[place + 1 :]
    edits = [f"{before}{letter}{after}", f"{before}{letter}{here}{after}"]
    if len(text) > 4:
        edits.append(before + after)
    if after:
        edits.append(f"{before}{after[0]}{here}{after[1:]}")
    return chance.choice(edits)
