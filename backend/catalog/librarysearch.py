"""Search in the library as one types: misspelt, in any order, without accents, not finished.

First the index is asked for tracks with the typed words, each of which may be the beginning of one. Only when
that finds nothing, neighbours of the unknown words join in, then those of every word, and last words are joined
or one of them left out. What the index finds is ranked by how well every typed word is matched.
"""

from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz, process

from backend.catalog.fit import fit
from backend.catalog.folding import words
from backend.catalog.models import LibraryTrack
from backend.catalog.textindex import TextIndex, text_index
from backend.catalog.vocabulary import LONGEST_START, SHORTEST, VOCABULARY

MOST_WORDS = 8
CANDIDATES = 400  # from the index in each round
RANKED = 80  # of these are compared word by word
WORST_FIT = 0.5


def search(*, text: str, limit: int) -> list[LibraryTrack]:
    """The tracks that fit best, best first."""
    typed = words(text)[:MOST_WORDS]
    if not typed:
        return []
    VOCABULARY.refresh()
    best = rank(typed, candidates(typed))[:limit]
    rows = LibraryTrack.objects.in_bulk(best)
    return [rows[key] for key in best if key in rows]


def warm() -> None:
    """Do at start what the first searches would have to wait for."""
    VOCABULARY.refresh()
    VOCABULARY.near("a" * LONGEST_START)
    for length in range(SHORTEST + 1, LONGEST_START):
        VOCABULARY.near_beginnings("a" * length)


def candidates(typed: list[str]) -> list[int]:
    """Keys of tracks worth a closer look: those of the first round that finds any."""
    index = text_index()
    text = " ".join(typed)
    found = index.beginning("title", text, limit=40) + index.beginning("artist", text, limit=40)
    for number, groups in enumerate(rounds(typed)):
        found += index.matching(groups, limit=CANDIDATES)
        # one unknown word may begin others and yet be meant for its neighbour: "quen" is not only Quentin
        if found and (number or len(typed) > 1 or typed[0] in VOCABULARY.known):
            break
    else:
        found += list(_looser(index, typed))
    return list(dict.fromkeys(found))


def rounds(typed: Sequence[str]) -> Iterator[list[list[str]]]:
    """What to ask the index, from the typed words to their neighbours."""
    rare = _rare(typed)
    plain = {word: _as_typed(word, last=word is typed[-1]) for word in typed}
    yield [plain[word] for word in rare]
    unknown = {word: [*plain[word], *VOCABULARY.near(word)] for word in rare if word not in VOCABULARY.known}
    if unknown:
        yield [unknown.get(word, plain[word]) for word in rare]
    yield [unknown.get(word) or [*plain[word], *VOCABULARY.near(word)] for word in rare]


def _rare(typed: Sequence[str]) -> list[str]:
    """Without the words that stand everywhere, if others are left: finding those would take long and say little."""
    rare = [word for word in typed if word not in VOCABULARY.everywhere]
    return rare if any(len(word) > 2 for word in rare) else list(typed)


def _as_typed(word: str, *, last: bool) -> list[str]:
    """The word and everything it begins; a letter or two begin too much unless they are being typed."""
    return [f"{word}*"] if last or len(word) > 2 else [word]


def _looser(index: TextIndex, typed: list[str]) -> Iterator[int]:
    """Two words written as one, or one of the typed words left out."""
    groups = [[f"{word}*", *VOCABULARY.near(word)] for word in typed]
    for at in range(len(typed) - 1):
        joined = typed[at] + typed[at + 1]
        pair = [f"{joined}*", *VOCABULARY.near(joined)]
        if found := index.matching([*groups[:at], pair, *groups[at + 2 :]], limit=CANDIDATES):
            yield from found
            return
    unknown = [at for at, word in enumerate(typed) if word not in VOCABULARY.known]
    for at in unknown or range(len(typed)):
        if set(typed[:at] + typed[at + 1 :]) - VOCABULARY.everywhere:
            yield from index.matching(groups[:at] + groups[at + 1 :], limit=CANDIDATES // 4)


def rank(typed: Sequence[str], keys: Sequence[int]) -> list[int]:
    """The keys of tracks that fit, best first; equal ones in the order of their titles."""
    rows = list(LibraryTrack.objects.filter(pk__in=keys).values_list("pk", "folded_title", "folded_artist", "album"))
    if len(rows) > RANKED:
        texts = [f"{artist} {title}" for _, title, artist, _ in rows]
        best = process.extract(" ".join(typed), texts, scorer=fuzz.token_set_ratio, limit=RANKED)
        rows = [rows[at] for _, _, at in best]
    scored = [(-fit(typed, title=title, artist=artist, album=album), title, pk) for pk, title, artist, album in rows]
    return [pk for score, _, pk in sorted(scored) if -score > WORST_FIT]
