"""Which known words are near a misspelt one?

The distinct words of the library are kept in memory, as one text and a few arrays of numbers (`lexicon`).

A word takes some 55 bytes and 5 microseconds at the start: those of a million tracks 10 MB and a second. Of a
library with more than MOST words the later ones are looked up by their trigrams alone.
"""

from django.db.models import Max

from backend.catalog.commonness import Commonness, commonness
from backend.catalog.lexicon import Lexicon, Words, starts_of
from backend.catalog.models import LibraryWord

MOST = 1_000_000  # words in memory
REMEMBERED = 2000  # typed words whose neighbours are known: as one types, the words before the last stay the same


class Vocabulary(Lexicon):
    """The words of the library; they are only ever added, so taking in the newer ones keeps it fresh."""

    def __init__(self) -> None:
        super().__init__()
        self.forget()

    def forget(self) -> None:
        """Begin anew (another database)."""
        self.last = 0
        self.whole = Words()
        self.starts = {}
        self.common = Commonness()
        self.sampled = 0
        self.remembered: dict[tuple[str, int], list[str]] = {}

    def refresh(self) -> None:
        """Take in the words that came since."""
        newest = LibraryWord.objects.aggregate(newest=Max("pk"))["newest"] or 0
        if newest == self.last:
            return
        with self.lock:
            if newest <= self.last:  # another thread was quicker
                return
            rows = LibraryWord.objects.filter(pk__gt=self.last, pk__lte=newest).order_by("pk")
            fresh = list(rows.values_list("word", flat=True)[: max(0, MOST - len(self.whole))])
            self.whole = self.whole.with_more(fresh)
            for length in list(self.starts):
                self.starts[length] = self.starts[length].with_more(starts_of(fresh, length))
            if not self.sampled or len(self.whole) > 1.1 * self.sampled:
                self.common, self.sampled = commonness(), len(self.whole)
            self.remembered = {}
            self.last = newest

    def size(self) -> int:
        """Bytes of memory."""
        return self.whole.size() + sum(starts.size() for starts in self.starts.values())

    def is_full(self) -> bool:
        """Are there words that are not in memory?"""
        return len(self.whole) >= MOST

    def near(self, typed: str, *, slips: int) -> list[str]:
        """As of every lexicon; what was asked lately is remembered."""
        remembered = self.remembered
        if (typed, slips) not in remembered:
            if len(remembered) > REMEMBERED:
                remembered.clear()
            remembered[typed, slips] = super().near(typed, slips=slips)
        return remembered[typed, slips]


VOCABULARY = Vocabulary()
