"""Which known words are near a misspelt one?

All distinct words of the library are kept in memory and compared one by one: rapidfuzz does that in a few
milliseconds for the words of 100,000 tracks, and unlike trigrams it misses none within the distance.
"""

import threading
from collections import defaultdict

from rapidfuzz import process
from rapidfuzz.distance import OSA

from backend.catalog.models import LibraryWord

SHORTEST = 3  # shorter words have neighbours everywhere
LONGEST_START = 8


class Vocabulary:
    """The words by length, and by how they begin. Words are only ever added, so reading on keeps it fresh."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.forget()

    def forget(self) -> None:
        """Begin anew (another database)."""
        self.last = 0
        self.known: set[str] = set()
        self.by_length: dict[int, list[str]] = defaultdict(list)
        self.starts: dict[int, tuple[int, list[str]]] = {}

    def refresh(self) -> None:
        """Take in the words that came since."""
        with self.lock:
            fresh = LibraryWord.objects.filter(pk__gt=self.last).order_by("pk").values_list("pk", "word")
            for key, word in fresh.iterator(chunk_size=10_000):
                self.last = key
                if word not in self.known:
                    self.known.add(word)
                    self.by_length[len(word)].append(word)

    def near(self, typed: str, *, limit: int = 12) -> list[str]:
        """Words one or two slips away from the typed one, nearest first; beginnings end in "*".

        A slip is a letter too many, too few, wrong, or swapped with its neighbour.
        """
        if len(typed) < SHORTEST:
            return []
        slips = 1 if len(typed) <= 4 else 2
        lengths = range(len(typed) - slips, len(typed) + slips + 1)
        found = [
            (distance, word)
            for length in lengths
            for word, distance, _ in process.extract(
                typed, self.by_length.get(length, ()), scorer=OSA.distance, score_cutoff=slips, limit=limit
            )
        ]
        return [word for _, word in sorted(found)[:limit]] + self.near_beginnings(typed, limit=limit)

    def near_beginnings(self, typed: str, *, limit: int) -> list[str]:
        """Beginnings of longer words: a word may be both misspelt and not typed to its end."""
        length = min(len(typed), LONGEST_START)
        if len(typed) <= SHORTEST:
            return []
        slips = 1 if len(typed) <= 6 else 2
        found = process.extract(
            typed[:length], self._starts(length), scorer=OSA.distance, score_cutoff=slips, limit=limit
        )
        return [f"{start}*" for start, _, _ in found]

    def _starts(self, length: int) -> list[str]:
        size, starts = self.starts.get(length, (-1, []))
        if size != len(self.known):
            longer = (words for other, words in list(self.by_length.items()) if other > length)
            starts = list({word[:length] for words in longer for word in list(words)})
            self.starts[length] = (len(self.known), starts)
        return starts


VOCABULARY = Vocabulary()
