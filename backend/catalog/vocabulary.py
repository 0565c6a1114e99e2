"""Which known words are near a misspelt one?

All distinct words of the library are kept in memory. A slip changes few of the letters a word is made of, so a
mask with one bit for each letter rules out nearly all of them at once; the rest are compared one by one. Unlike
trigrams this misses no word within the distance, and takes a millisecond or two for those of 100,000 tracks.
"""

import threading
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from django.db.models import Max
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from backend.catalog.models import LibraryTrack, LibraryWord

SHORTEST = 3  # shorter words have neighbours everywhere
LONGEST_START = 8
MASKED = 24  # letters of a word that count for its mask
Masks = NDArray[np.uint64]
SAMPLE = 2000
EVERYWHERE = 0.03  # of the tracks: such a word finds too many to be looked up when there is another


class Words:
    """Distinct words that can be searched for near ones. Immutable, so that threads may share one."""

    def __init__(self, words: Sequence[str], masks: Masks) -> None:
        self.words, self.masks = words, masks

    def with_more(self, words: Iterable[str]) -> "Words":
        """These words and others that are not among them."""
        fresh = list(words)
        return Words([*self.words, *fresh], np.concatenate([self.masks, masks_of(fresh)])) if fresh else self

    def near(self, typed: str, *, slips: int, limit: int) -> list[str]:
        """Words so many slips away at most, nearest first."""
        other_letters = np.bitwise_count(self.masks ^ masks_of([typed]))
        choices = [self.words[at] for at in np.flatnonzero(other_letters <= 2 * slips).tolist()]
        found = process.extract(typed, choices, scorer=OSA.distance, score_cutoff=slips, limit=limit)
        return [word for word, _, _ in found]


class Vocabulary:
    """The words of the library; they are only ever added, so taking in the newer ones keeps it fresh."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.forget()

    def forget(self) -> None:
        """Begin anew (another database)."""
        self.last = 0
        self.known: set[str] = set()
        self.whole = Words([], masks_of([]))
        self.starts: dict[int, tuple[set[str], Words]] = {}
        self.everywhere: frozenset[str] = frozenset()
        self.sampled = 0

    def refresh(self) -> None:
        """Take in the words that came since."""
        newest = LibraryWord.objects.aggregate(newest=Max("pk"))["newest"] or 0
        if newest == self.last:
            return
        with self.lock:
            rows = LibraryWord.objects.filter(pk__gt=self.last, pk__lte=newest).values_list("word", flat=True)
            fresh = [word for word in rows.iterator(chunk_size=10_000) if word not in self.known]
            self.known.update(fresh)
            self.whole = self.whole.with_more(fresh)
            for length in list(self.starts):
                self._take_starts(length, fresh)
            if len(self.known) > 1.1 * self.sampled:
                self.everywhere, self.sampled = everywhere(), len(self.known)
            self.last = newest

    def near(self, typed: str) -> list[str]:
        """Words one or two slips away from the typed one, nearest first; beginnings end in "*".

        A slip is a letter too many, too few, wrong, or swapped with its neighbour.
        """
        if len(typed) < SHORTEST:
            return []
        words = self.whole.near(typed, slips=1 if len(typed) <= 4 else 2, limit=8)
        return words + [f"{start}*" for start in self.near_beginnings(typed)]

    def near_beginnings(self, typed: str) -> list[str]:
        """Beginnings of longer words: a word may be both misspelt and not typed to its end."""
        length = min(len(typed), LONGEST_START)
        if length <= SHORTEST:
            return []
        if length not in self.starts:
            with self.lock:
                self._take_starts(length, self.whole.words)
        _, starts = self.starts[length]
        return starts.near(typed[:length], slips=1 if length <= 6 else 2, limit=5)

    def _take_starts(self, length: int, fresh: Iterable[str]) -> None:
        known, starts = self.starts.get(length, (set(), Words([], masks_of([]))))
        found = {word[:length] for word in fresh if len(word) > length} - known
        self.starts[length] = (known | found, starts.with_more(found))


def masks_of(words: Sequence[str]) -> Masks:
    """For each word a bit for each letter in it. Two letters may share one: then a word too many is compared."""
    letters = np.array(words, dtype=f"U{MASKED}").reshape(-1, 1).view(np.uint32).astype(np.uint64)
    bits = np.where(letters > 0, np.uint64(1) << (letters & np.uint64(63)), np.uint64(0))
    return np.bitwise_or.reduce(bits, axis=1)


def everywhere() -> frozenset[str]:
    """Words that stand in many titles or names of artists, by a sample spread over the library."""
    count = LibraryTrack.objects.aggregate(newest=Max("pk"))["newest"] or 0
    rows = LibraryTrack.objects.filter(pk__in=range(1, count + 1, max(1, count // SAMPLE)))
    texts = list(rows.values_list("folded_title", "folded_artist")[: 2 * SAMPLE])
    seen = Counter(word for title, artist in texts for word in {*title.split(), *artist.split()})
    return frozenset(word for word, times in seen.items() if times > max(20, EVERYWHERE * len(texts)))


VOCABULARY = Vocabulary()
