"""Which of a caller's own history is meant by a text: as it is written, and only then misspelt.

A word that occurs decides as it was typed. Where no row has them all, the words that the caller's own rows are made of
are a lexicon, and the typed words' neighbours in it join in, round by round as in a search of the library. Whatever is
found stays in the order of time, so that a cursor goes on through it.
"""

from collections.abc import Iterator, Sequence

from django.db.models import Q, QuerySet, TextField, Value
from django.db.models.functions import Concat

from backend.analysis.models import Classification
from backend.analysis.selectors import classifications_of
from backend.catalog.folding import words
from backend.catalog.lexicon import Lexicon
from backend.catalog.librarysearch import MOST_WORDS

LOOKED_AT = 100_000  # newest rows whose words are known: a third of a second
Group = list[Q]  # of which one is to hold


def classifications_find(*, caller: str | None, text: str) -> QuerySet[Classification]:
    """The caller's history, of which every word of the text is part or else near one; newest first by its pages.

    A text without words is looked for as it is.
    """
    rows = classifications_of(caller=caller)
    if not text.strip():
        return rows
    typed = words(text)
    if not typed:
        return rows.filter(label__icontains=text.strip())
    found = rows.filter(*(Q(folded__contains=word) for word in typed))
    if len(typed) > MOST_WORDS or found.exists():
        return found
    spaced = rows.alias(spaced=Concat(Value(" "), "folded", Value(" "), output_field=TextField()))
    for groups in _rounds(typed, _texts(rows)):
        near = spaced.filter(*(_any(group) for group in groups))
        if near.exists():
            return near
    return found


def _texts(rows: QuerySet[Classification]) -> list[str]:
    newest = rows.order_by("-created_at", "-id").values_list("folded", flat=True)
    return list(newest[:LOOKED_AT])


def _rounds(typed: Sequence[str], texts: Sequence[str]) -> Iterator[list[Group]]:
    """What to look for, from neighbours of the words that occur nowhere to those of all."""
    known = dict.fromkeys(word for text in texts for word in text.split())
    lexicon, joined = Lexicon(list(known)), " ".join(known)
    unknown = {word for word in typed if word not in joined}
    for slips in (1, 2) if unknown else ():
        yield [_group(word, lexicon, slips=slips if word in unknown else 0) for word in typed]
    yield [_group(word, lexicon, slips=2 if word in unknown else 1) for word in typed]


def _group(word: str, lexicon: Lexicon, *, slips: int) -> Group:
    """The word wherever it stands, and whole words or beginnings that are so near it."""
    near = lexicon.near(word, slips=slips) if slips else []
    spelt = [Q(spaced__contains=f" {one.removesuffix('*')}{'' if one.endswith('*') else ' '}") for one in near]
    return [Q(folded__contains=word), *spelt]


def _any(group: Group) -> Q:
    return Q(*group, _connector=Q.OR)
