"""Words that can be searched for near ones: those with a slip or two, and beginnings of those not typed to their end.

A slip changes few of the letters a word is made of, so a mask with one bit for each letter rules out nearly all words
at once; the rest are compared one by one. Unlike trigrams this misses no word within the distance.
"""

import sys
import threading
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 3  # shorter words have neighbours everywhere
LONGEST_START = 8
TWO_SLIPS = 4  # letters that a word has more of when it may have two slips
MASKED = 24  # letters of a word that count for its mask
Masks = NDArray[np.uint64]


class Words:
    """Words that can be searched for near ones. Immutable, so that threads may share one."""

    def __init__(self, words: Sequence[str] = ()) -> None:
        lengths = np.fromiter(map(len, words), np.int64, len(words))
        self.text = "".join(words)
        self.ends = np.cumsum(lengths, dtype=np.int64)
        self.lengths = np.minimum(lengths, 255).astype(np.uint8)
        self.masks = masks_of(words)

    def __len__(self) -> int:
        return len(self.ends)

    def size(self) -> int:
        """Bytes of memory."""
        return sys.getsizeof(self.text) + self.ends.nbytes + self.lengths.nbytes + self.masks.nbytes

    def with_more(self, words: Sequence[str]) -> "Words":
        """These words and others."""
        if not words:
            return self
        fresh, more = Words(), Words(words)
        fresh.text = self.text + more.text
        fresh.ends = np.concatenate([self.ends, more.ends + len(self.text)])
        fresh.lengths = np.concatenate([self.lengths, more.lengths])
        fresh.masks = np.concatenate([self.masks, more.masks])
        return fresh

    def at(self, places: NDArray[np.intp]) -> list[str]:
        """The words there."""
        ends = self.ends[places]
        starts = ends - self.lengths[places]
        return [self.text[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]

    def near(self, typed: str, *, slips: int, limit: int) -> list[str]:
        """Words so many slips away at most, nearest first."""
        # of a letter too many or too few one letter differs, of a wrong one two
        longer = np.abs(self.lengths.astype(np.int16) - len(typed))
        likely = np.flatnonzero(longer <= slips)
        others = np.bitwise_count(self.masks[likely] ^ masks_of([typed])) + longer[likely]
        choices = self.at(likely[others <= 2 * slips])
        found = process.extract(typed, choices, scorer=OSA.distance, score_cutoff=slips, limit=limit)
        return [word for word, _, _ in found]


class Lexicon:
    """Words and the beginnings of the longer ones, which are made as they are asked for."""

    def __init__(self, words: Sequence[str] = ()) -> None:
        self.lock = threading.Lock()
        self.whole = Words(words)
        self.starts: dict[int, Words] = {}

    def near(self, typed: str, *, slips: int) -> list[str]:
        """Words so many slips away from the typed one, nearest first; beginnings end in "*".

        A slip is a letter too many, too few, wrong, or swapped with its neighbour.
        """
        if len(typed) < SHORTEST:
            return []
        words = self.whole.near(typed, slips=slips if len(typed) > TWO_SLIPS else 1, limit=8)
        return words + [f"{start}*" for start in self.near_beginnings(typed, slips=slips)]

    def near_beginnings(self, typed: str, *, slips: int) -> list[str]:
        """Beginnings of longer words: a word may be both misspelt and not typed to its end."""
        length = min(len(typed), LONGEST_START)
        if length <= SHORTEST:
            return []
        if length not in self.starts:
            with self.lock:
                words = self.whole.at(np.arange(len(self.whole)))
                self.starts[length] = Words(starts_of(words, length))
        found = self.starts[length].near(typed[:length], slips=min(slips, 2) if length > TWO_SLIPS + 2 else 1, limit=5)
        return list(dict.fromkeys(found))


def starts_of(words: Iterable[str], length: int) -> list[str]:
    """The beginnings of the words that are longer, each once."""
    return list({word[:length]: None for word in words if len(word) > length})


def masks_of(words: Sequence[str]) -> Masks:
    """For each word a bit for each letter in it. Two letters may share one: then a word too many is compared."""
    masks = np.zeros(len(words), dtype=np.uint64)
    for start in range(0, len(words), 50_000):  # a part at a time: in between they take 30 times the space
        letters = np.array(words[start : start + 50_000], dtype=f"U{MASKED}").reshape(-1, 1).view(np.uint32)
        bits = np.where(letters > 0, np.uint64(1) << (letters.astype(np.uint64) & np.uint64(63)), np.uint64(0))
        masks[start : start + 50_000] = np.bitwise_or.reduce(bits, axis=1)
    return masks
