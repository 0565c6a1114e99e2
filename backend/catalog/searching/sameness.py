"""When do two catalogues mean the same recording? What a title and an artist come to without their trimmings.

"Song (feat. Somebody) - Remastered 2011" is "song"; "Song (Live)" and "Song (Nobody Remix)" are recordings of their
own and keep those words.
"""

import re
from functools import lru_cache

from backend.catalog.folding import fold, words

CLOSE_MS = 3000  # durations of one recording differ by no more, whoever measured them
FEATURING = {"feat", "ft", "featuring"}
TRIMMING = {
    "remaster", "remastered", "remastering", "mono", "stereo", "deluxe", "bonus", "explicit", "clean", "uncensored",
    "soundtrack", "official",
}  # fmt: skip
EDITION = re.compile(r"(single|album|lp|radio|original|main|full|standard) (version|edit)|version|radio edit")
APART = {
    "live", "remix", "rmx", "mix", "karaoke", "instrumental", "acoustic", "unplugged", "demo", "cover", "acapella",
    "cappella", "rework", "bootleg", "mashup", "sped", "slowed", "nightcore", "dub", "extended", "reprise",
    "orchestral", "tribute", "session", "sessions", "rehearsal", "alternate", "take",
}  # fmt: skip
PART = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|\s[-\u2013\u2014]\s")
SEVERAL = re.compile(r"[,;&+]|\s(?:feat|ft|featuring|and|with|x|vs)\b\.?(?=\s)", re.IGNORECASE)


def plain_title(title: str) -> str:
    """The title as it is written, without guests and editions.

    >>> plain_title("Far Away (feat. Nobody) - Remastered 2011")
    'Far Away'
    >>> plain_title("Far Away - Live / Remastered")
    'Far Away Live'
    """
    kept = [piece for number, part in enumerate(_parts(title)) if (piece := _kept(part, first=number == 0))]
    return " ".join(kept) if any(fold(piece) for piece in kept) else _without_guests(title, first=True)


@lru_cache(maxsize=20_000)
def title_key(title: str) -> str:
    """What titles are compared by; never empty unless the title is."""
    return fold(plain_title(title)) or title.casefold().strip()


@lru_cache(maxsize=20_000)
def artist_key(artist: str) -> str:
    """What first artists are compared by.

    >>> artist_key("The Nobodies feat. Somebody") == artist_key("Nobodies")
    True
    """
    name = SEVERAL.split(artist.strip(), maxsplit=1)[0]
    found = words(name) or words(artist)
    return " ".join(found[1:] if len(found) > 1 and found[0] == "the" else found) or artist.casefold().strip()


@lru_cache(maxsize=20_000)
def version_words(title: str) -> frozenset[str]:
    """What the title adds to say which version it is.

    >>> sorted(version_words("Live and Far Away (Acoustic) - Remastered 2011"))
    ['acoustic', 'remastered']
    """
    added = {word for part in _parts(title)[1:] for word in words(part)}
    return frozenset(added & (APART | TRIMMING | {"edit", "version"}))


def _parts(title: str) -> list[str]:
    """The title's main part, then what stands in brackets or after a dash, in the order it is written."""
    parts, at = [], 0
    for found in PART.finditer(title):
        parts += [title[at : found.start()], found.group(1) or found.group(2) or ""]
        at = found.end()
    parts.append(title[at:])
    return [part.strip() for number, part in enumerate(parts) if number == 0 or part.strip()]


def _kept(part: str, *, first: bool) -> str:
    if first:
        return _without_guests(part, first=True)
    part = _without_guests(part, first=False)
    inside = words(part)
    if inside and inside[0] == "with":
        return ""
    if not TRIMMING.intersection(inside) and not EDITION.fullmatch(" ".join(inside)):
        return part
    if not APART.intersection(inside):
        return ""
    return " ".join(word for word in inside if word not in TRIMMING and not word.isdecimal())


def _without_guests(part: str, *, first: bool) -> str:
    """The words before "feat."; a title may begin with that word."""
    written = part.split()
    for at, word in enumerate(written):
        if (at or not first) and fold(word) in FEATURING:
            return " ".join(written[:at])
    return " ".join(written)
