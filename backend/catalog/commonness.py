"""How many tracks have a word, roughly: by a sample spread over the library.

An index finds the tracks of a rare word at once, and takes long over a word that a tenth of them has. What stands
in many tracks is therefore asked for only when the rarer words leave too many.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from django.db.models import Max

from backend.catalog.models import LibraryTrack

SAMPLE = 4000
EVERYWHERE = 0.03  # of the tracks: such a word says little when there is another
ENOUGH = 60  # tracks: so few are compared one by one sooner than another word is looked up
Group = Sequence[str]  # alternatives for one typed word; one that ends in "*" stands for every word it begins


class Commonness:
    """What share of the tracks has a word."""

    def __init__(self, texts: Sequence[str] = (), *, tracks: int = 0) -> None:
        counted = Counter(word for text in texts for word in set(text.split()))
        self.tracks = tracks
        self.floor = 0.5 / max(1, len(texts))  # of a word that the sample has not
        self.shares = {word: times / max(1, len(texts)) for word, times in counted.items()}
        self.sorted = sorted(self.shares)
        often = max(20, EVERYWHERE * len(texts))
        self.everywhere = frozenset(word for word, times in counted.items() if times > often)

    def of(self, term: str) -> float:
        """The share of a word, or of all that a beginning stands for."""
        if not term.endswith("*"):
            return self.shares.get(term, self.floor)
        start = term[:-1]
        first, last = bisect_left(self.sorted, start), bisect_left(self.sorted, f"{start}\U0010ffff")
        return self.floor + sum(self.shares[word] for word in self.sorted[first:last])

    def selective(self, groups: Sequence[Group]) -> list[Group]:
        """The rarest groups, as many as leave few tracks."""
        expected, chosen = float(self.tracks), list[Group]()
        for share, at in sorted((sum(map(self.of, group)), at) for at, group in enumerate(groups)):
            if chosen and expected < ENOUGH:
                break
            chosen.append(groups[at])
            expected *= min(1.0, share)
        return chosen


def commonness() -> Commonness:
    """As it is in the library now."""
    newest = LibraryTrack.objects.aggregate(newest=Max("pk"))["newest"] or 0
    rows = LibraryTrack.objects.filter(pk__in=range(1, newest + 1, max(1, newest // SAMPLE)))
    texts = [f"{title} {artist}" for title, artist in rows.values_list("folded_title", "folded_artist")[: 2 * SAMPLE]]
    return Commonness(texts, tracks=newest)
