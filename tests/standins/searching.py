"""Search as the real services have it: by words, whatever their order, tolerant of a few wrong letters."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from tests.standins.songs import Song

LEAST_LIKENESS = 0.5  # of a word to what was typed
PLAIN_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "\u0131": "i"}
)
CANDIDATES = 60


def fold(text: str) -> str:
    """Leave letters and digits alone: no case, no accents, no signs."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(PLAIN_LETTERS))
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign)).replace("'", "")
    return re.sub(r"[\W_]+", " ", plain).strip()


class SongIndex:
    """Words and where they are."""

    def __init__(self, songs: Sequence[Song]) -> None:
        self._songs = songs
        self._texts = [(fold(song.title), fold(" ".join(song.artists))) for song in songs]
        postings: dict[str, set[int]] = defaultdict(set)
        for place, (title, artist) in enumerate(self._texts):
            for word in (title + " " + artist).split():
                postings[word].add(place)
        self._words = sorted(postings)
        self._postings = [np.fromiter(postings[word], dtype=np.intp) for word in self._words]
        self._rarity = np.array([np.log1p(len(songs) / len(places)) for places in self._postings])

    def search(self, text: str, limit: int, offset: int = 0) -> tuple[list[Song], int]:
        """Give the songs for a text, best first, and how many there are in all."""
        typed = fold(text)
        if not typed or not self._words:
            return [], 0
        scores = self._scores(typed.split())
        found = np.flatnonzero(scores >= 0.45 * scores.max()) if scores.any() else np.empty(0, dtype=np.intp)
        best = found[np.argsort(-scores[found], kind="stable")]
        head = sorted(best[:CANDIDATES], key=lambda place: -self._likeness(typed, int(place), float(scores[place])))
        order = [*head, *best[CANDIDATES:]]
        return [self._songs[place] for place in order[offset : offset + limit]], len(order)

    def _scores(self, typed: list[str]) -> NDArray[np.float64]:
        """Add up, for every song, how well its words fit what was typed; rare words count more."""
        likeness = process.cdist(typed, self._words, scorer=OSA.normalized_similarity, dtype=np.float32)
        total = np.zeros(len(self._songs))
        for word, row in zip(typed, likeness, strict=True):
            first, last = bisect_left(self._words, word), bisect_right(self._words, word + "\U0010ffff")
            row[first:last] = np.maximum(row[first:last], 0.8)  # these begin so: it is still being typed
            near = np.flatnonzero(row >= LEAST_LIKENESS)
            best = np.zeros(len(self._songs))
            for place in near[np.argsort(row[near])]:  # the best fit is written last
                best[self._postings[place]] = row[place] ** 2
            weight = float(np.max(self._rarity[near] * row[near])) if near.size else 1.0
            total += best * weight
        return total

    def _likeness(self, typed: str, place: int, score: float) -> float:
        title, artist = self._texts[place]
        whole = max(fuzz.ratio(typed, title), fuzz.token_sort_ratio(typed, f"{title} {artist}"),
                    0.95 * fuzz.token_sort_ratio(typed, title))  # fmt: skip
        return whole + 2 * score + self._songs[place].rank / 1_000_000
