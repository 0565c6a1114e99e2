"""Scripts that put no space between words: every letter of theirs is a word, and so are two side by side.

A single letter finds its songs, and several in a row find only those that have them in that order.
"""

from collections.abc import Sequence
from itertools import pairwise

from backend.catalog.folding import IDEOGRAPH


def is_letter(word: str) -> bool:
    """Is the folded word a single letter of such a script?"""
    return len(word) == 1 and IDEOGRAPH.fullmatch(word) is not None


def is_pair(word: str) -> bool:
    """Is it two of them, side by side?"""
    return len(word) == 2 and is_letter(word[0]) and is_letter(word[1])


def pairs(words: Sequence[str]) -> list[str]:
    """Neighbouring letters among folded words."""
    return [first + second for first, second in pairwise(words) if is_letter(first) and is_letter(second)]


def paired(words: Sequence[str]) -> list[str]:
    """The words with letters that have a neighbour replaced by the pairs they make."""
    found = []
    for at, word in enumerate(words):
        follows = at > 0 and is_letter(words[at - 1])
        leads = at + 1 < len(words) and is_letter(words[at + 1])
        if is_letter(word) and leads:
            found.append(word + words[at + 1])
        elif not (is_letter(word) and follows):
            found.append(word)
    return found
