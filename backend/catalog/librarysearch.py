"""Search in the library as one types: misspelt, in any order, without accents, not finished.

First the index is asked for tracks with the typed words, each of which may be the beginning of one. Only when
that finds nothing, neighbours of the unknown words join in, then those of every word, and last words are joined
or one of them left out. What the index finds is ranked by how well every typed word is matched.
"""

from collections.abc import Collection, Iterator, Sequence, Set

from rapidfuzz import fuzz, process

from backend.catalog import trigrams, unspaced
from backend.catalog.commonness import Group
from backend.catalog.fit import fit
from backend.catalog.folding import words
from backend.catalog.lexicon import LONGEST_START, SHORTEST
from backend.catalog.models import LibraryTrack, LibraryWord
from backend.catalog.textindex import text_index
from backend.catalog.vocabulary import VOCABULARY

MOST_WORDS = 8
MOST_LETTERS = 24  # words that are but one letter, where no space parts them
CANDIDATES = 300  # from the index in each round
RANKED = 60  # of these are compared word by word
WORST_FIT = 0.5
GOOD_FIT = 0.92
THREE_SLIPS = 9  # letters of a word that may have so many
AS_TYPED = 2  # rounds
Score = tuple[float, str, int]


def search(*, text: str, limit: int) -> list[LibraryTrack]:
    """The tracks that fit best, best first."""
    typed = typed_words(text)
    if not typed:
        return []
    VOCABULARY.refresh()
    scores: dict[int, Score] = {}
    for number, found in enumerate(candidates(typed)):
        scores |= rank(typed, set(found) - scores.keys())
        # the first rounds take words as they were typed, which may fit something else by chance
        if scores and (number >= AS_TYPED or -min(scores.values())[0] >= GOOD_FIT):
            break
    best = sorted(scores, key=scores.__getitem__)[:limit]
    rows = LibraryTrack.objects.in_bulk(best)
    return [rows[key] for key in best if key in rows]


def warm() -> None:
    """Do at start what the first searches would have to wait for."""
    VOCABULARY.refresh()
    for length in range(SHORTEST + 1, LONGEST_START + 1):
        VOCABULARY.near_beginnings("a" * length, slips=1)


def typed_words(text: str) -> list[str]:
    """As many words of the text as are looked for."""
    found = words(text)[:MOST_LETTERS]
    return found if any(map(unspaced.is_letter, found)) else found[:MOST_WORDS]


def candidates(typed: list[str]) -> Iterator[list[int]]:
    """Keys of tracks worth a closer look, round by round."""
    index = text_index()
    known = words_known(typed)
    text = " ".join(typed)
    first = index.beginning("title", text, limit=40) + index.beginning("artist", text, limit=40)
    for groups in rounds(typed, known):
        yield first + matching(groups)
        first = []
    yield list(_looser(typed, known))


def words_known(typed: Sequence[str]) -> set[str]:
    """Those of the typed words that some track has."""
    return set(LibraryWord.objects.filter(word__in=typed).values_list("word", flat=True))


def matching(groups: Sequence[Group], *, limit: int = CANDIDATES) -> list[int]:
    """Tracks that have a word of every group, as far as it takes to have but a few of them."""
    chosen = VOCABULARY.common.selective(groups)
    found = text_index().matching(chosen, limit=limit)
    if len(found) == limit and len(chosen) < len(groups):
        found = text_index().matching(groups, limit=limit)
    return found


def rounds(typed: Sequence[str], known: Set[str]) -> Iterator[list[Group]]:
    """What to ask the index, from the typed words to their neighbours."""
    rare = _rare(unspaced.paired(typed))
    last = typed[-1]
    yield [_as_typed(word, last=word == last, known=word in known) for word in rare]
    plain = {word: [f"{word}*"] if len(word) > 2 or word == last else [word] for word in _rare(typed)}
    yield list(plain.values())
    unknown = [word for word in plain if word not in known]
    if unknown:
        near = {word: [*VOCABULARY.near(word, slips=1), *trigrams.containing(word)] for word in unknown}
        yield [[*group, *near.get(word, ())] for word, group in plain.items()]
        near = {word: VOCABULARY.near(word, slips=2) or _distant(word) for word in unknown}
        yield [[*group, *near.get(word, ())] for word, group in plain.items()]
    near = {word: VOCABULARY.near(word, slips=2 if word in unknown else 1) for word in plain}
    yield [[*group, *near[word]] for word, group in plain.items()]


def _distant(word: str) -> list[str]:
    """Words with more slips still: a long one is known all the same."""
    in_memory = VOCABULARY.near(word, slips=3) if len(word) >= THREE_SLIPS else []
    return in_memory or (trigrams.alike(word) if VOCABULARY.is_full() else [])


def _rare(typed: Sequence[str]) -> list[str]:
    """Without the words that stand everywhere, if others are left: finding those would take long and say little."""
    rare = [word for word in typed if word not in VOCABULARY.common.everywhere]
    return rare if any(len(word) > 2 or unspaced.is_pair(word) for word in rare) else list(typed)


def _as_typed(word: str, *, last: bool, known: bool) -> Group:
    """The word, and everything it begins while it is being typed or is none itself."""
    return [f"{word}*"] if last or (len(word) > 2 and not known) else [word]


def _looser(typed: list[str], known: Set[str]) -> Iterator[int]:
    """Two words written as one, or one of the typed words left out."""
    groups: list[Group] = [[f"{word}*", *VOCABULARY.near(word, slips=1)] for word in typed]
    for at in range(len(typed) - 1):
        joined = typed[at] + typed[at + 1]
        pair = [f"{joined}*", *VOCABULARY.near(joined, slips=1)]
        if found := matching([*groups[:at], pair, *groups[at + 2 :]]):
            yield from found
            return
    unknown = [at for at, word in enumerate(typed) if word not in known]
    for at in unknown or range(len(typed)):
        if set(typed[:at] + typed[at + 1 :]) - VOCABULARY.common.everywhere:
            yield from matching(groups[:at] + groups[at + 1 :], limit=CANDIDATES // 4)


def rank(typed: Sequence[str], keys: Collection[int]) -> dict[int, Score]:
    """Those of the tracks that fit; the lowest score is the best, and equal ones go by their titles."""
    rows = list(LibraryTrack.objects.filter(pk__in=keys).values_list("pk", "folded_title", "folded_artist", "album"))
    if len(rows) > RANKED:
        texts = [f"{artist} {title}" for _, title, artist, _ in rows]
        best = process.extract(" ".join(typed), texts, scorer=fuzz.token_set_ratio, limit=RANKED)
        rows = [rows[at] for _, _, at in best]
    fits = {pk: (fit(typed, title=title, artist=artist, album=album), title) for pk, title, artist, album in rows}
    return {pk: (-value, title, pk) for pk, (value, title) in fits.items() if value > WORST_FIT}
