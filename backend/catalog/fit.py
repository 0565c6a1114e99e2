"""How well does a track fit what was typed?"""

from collections.abc import Sequence
from itertools import pairwise

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from backend.catalog.folding import words

ALIKE = 0.6
ALBUM = 0.9  # a word of the album counts a little less than one of title or artist


def fit(typed: Sequence[str], *, title: str, artist: str, album: str) -> float:
    """About 1 when all typed words are there as they were typed; title and artist are folded already."""
    own = title.split() + artist.split()
    others = [*own, title.replace(" ", ""), artist.replace(" ", "")]
    on_album = words(album)
    total = sum(len(word) for word in typed)
    score = 0.0
    for word in typed:
        best = max((likeness(word, other) for other in others), default=0.0)
        if best < ALBUM and on_album:
            best = max(best, *(ALBUM * likeness(word, other) for other in on_album))
        score += best * len(word) / total
    if score < 1:
        pairs = [first + second for first, second in pairwise(typed)]
        score = max([score, *(likeness(pair, other) * len(pair) / total for pair in pairs for other in own)])
    text = " ".join(typed)
    if set(typed) <= set(artist.split()) and not set(typed) & set(title.split()):
        title = ""  # the artist was asked for: letters that a title happens to share with the name say nothing
    # among tracks that have every word, the shorter and the more exact one is meant
    whole = f"{artist} {title}".strip()
    return score + 0.08 * fuzz.ratio(text, title) / 100 + 0.05 * fuzz.token_sort_ratio(text, whole) / 100


def likeness(typed: str, word: str) -> float:
    """1 for the same word, a little less for its beginning, less for each slip, 0 when they are not alike."""
    if typed == word:
        return 1.0
    if word.startswith(typed):
        return 0.9 + 0.08 * len(typed) / len(word)
    best = OSA.normalized_similarity(typed, word, score_cutoff=ALIKE)
    if len(typed) > 3 and typed in word:
        best = max(best, ALIKE + 0.2 * len(typed) / len(word))
    if len(word) > len(typed) > 3:
        best = max(best, 0.92 * OSA.normalized_similarity(typed, word[: len(typed)], score_cutoff=ALIKE))
    return float(best)
