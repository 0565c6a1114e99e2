"""Search in the library as one types: misspelt, in any order, without accents, not finished.

First come the tracks with the typed words (each may be the beginning of one); if a word is unknown or too few
tracks are found, its neighbours in the vocabulary join in; last, one word may be missing. What is found by the
index is then ranked by how well every typed word is matched.
"""

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from backend.catalog.folding import words
from backend.catalog.models import LibraryTrack
from backend.catalog.textindex import TextIndex, text_index
from backend.catalog.vocabulary import VOCABULARY

MOST_WORDS = 8
CANDIDATES = 600  # from the index in each round
RANKED = 120  # of these are compared word by word
ENOUGH = 10
COLUMNS = ("id", "key", "title", "artists", "album", "duration_ms", "isrc", "genre", "has_artwork")


def search(*, text: str, limit: int) -> list[LibraryTrack]:
    """The tracks that fit best, best first."""
    typed = words(text)[:MOST_WORDS]
    if not typed:
        return []
    VOCABULARY.refresh()
    found = LibraryTrack.objects.in_bulk(candidates(typed, enough=max(limit, ENOUGH)))
    return rank(typed, found.values())[:limit]


def candidates(typed: Sequence[str], *, enough: int) -> list[int]:
    """Keys of tracks worth a closer look."""
    index = text_index()
    text = " ".join(typed)
    found = dict.fromkeys(index.beginning("title", text, limit=50) + index.beginning("artist", text, limit=50))
    plain = [_as_typed(word, last=word is typed[-1]) for word in typed]
    found |= dict.fromkeys(index.matching(plain, limit=CANDIDATES))
    unknown = [word for word in typed if word not in VOCABULARY.known]
    if unknown or len(found) < enough:
        wide = [
            [*group, *VOCABULARY.near(word)] if word in unknown or len(found) < enough else group
            for word, group in zip(typed, plain, strict=True)
        ]
        found |= dict.fromkeys(index.matching(wide, limit=CANDIDATES))
        if len(found) < enough:
            found |= dict.fromkeys(_looser(index, typed, wide))
    return list(found)


def _as_typed(word: str, *, last: bool) -> list[str]:
    """The word and everything it begins; a letter or two begin too much unless they are being typed."""
    return [f"{word}*"] if last or len(word) > 2 else [word]


def _looser(index: TextIndex, typed: Sequence[str], groups: list[list[str]]) -> Iterable[int]:
    """Two words written as one, or one of the typed words left out."""
    if len(typed) < 2:
        return
    for at in range(len(typed) - 1):
        joined = typed[at] + typed[at + 1]
        pair = [f"{joined}*", *VOCABULARY.near(joined)]
        yield from index.matching([*groups[:at], pair, *groups[at + 2 :]], limit=CANDIDATES // 4)
    for at in range(len(typed)):
        rest = groups[:at] + groups[at + 1 :]
        if sum(len(word) for word in typed) - len(typed[at]) >= 3:
            yield from index.matching(rest, limit=CANDIDATES // 4)


def rank(typed: Sequence[str], tracks: Iterable[LibraryTrack]) -> list[LibraryTrack]:
    """Best fit first; equal ones in the order of their titles."""
    text = " ".join(typed)
    near = list(tracks)
    if len(near) > RANKED:
        texts = [f"{track.folded_artist} {track.folded_title}" for track in near]
        best = process.extract(text, texts, scorer=fuzz.token_set_ratio, limit=RANKED)
        near = [near[at] for _, _, at in best]
    scored = [(-fit(typed, track), track.folded_title, track.pk, track) for track in near]
    return [track for score, _, _, track in sorted(scored) if -score > 0.5]


def fit(typed: Sequence[str], track: LibraryTrack) -> float:
    """How well the typed words are found in a track: about 1 when all are there as they were typed."""
    title, artist = track.folded_title.split(), track.folded_artist.split()
    album = words(track.album)
    joined = ["".join(title), "".join(artist)]
    total = sum(len(word) for word in typed)
    score = 0.0
    for word in typed:
        best = max((likeness(word, other) for other in (*title, *artist, *joined)), default=0.0)
        best = max([best, *(0.9 * likeness(word, other) for other in album)])
        score += best * len(word) / total
    pairs = ["".join(pair) for pair in zip(typed, typed[1:], strict=False)]
    score = max([score, *(likeness(pair, other) * len(pair) / total for pair in pairs for other in (*title, *artist))])
    text = " ".join(typed)
    whole = f"{track.folded_artist} {track.folded_title}".strip()
    # among tracks that have every word, the shorter and the more exact one is meant
    return score + 0.08 * fuzz.ratio(text, track.folded_title) / 100 + 0.05 * fuzz.token_sort_ratio(text, whole) / 100


def likeness(typed: str, word: str) -> float:
    """1 for the same word, a little less for its beginning, less for each slip, 0 when they are not alike."""
    if typed == word:
        return 1.0
    if word.startswith(typed):
        return 0.9 + 0.08 * len(typed) / len(word)
    whole = OSA.normalized_similarity(typed, word)
    start = 0.0
    if len(word) > len(typed) > 3:
        start = 0.92 * OSA.normalized_similarity(typed, word[: len(typed)])
    best = max(whole, start)
    return best if best >= 0.6 else 0.0
