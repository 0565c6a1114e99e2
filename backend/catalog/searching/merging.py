"""The same recording in several catalogues is one suggestion.

Two tracks are the same recording when they have the same ISRC, or the same title and first artist (see `sameness`)
and durations that are close. What belongs together does not depend on the order in which the answers came.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from backend.catalog.searching.sameness import CLOSE_MS, artist_key, title_key
from backend.catalog.sources.base import Track


def merged(tracks: Sequence[Track]) -> list[list[Track]]:
    """The tracks in groups of the same recording; groups and members keep the order they came in."""
    leader = list(range(len(tracks)))

    def lead(at: int) -> int:
        while leader[at] != at:
            leader[at] = leader[leader[at]]
            at = leader[at]
        return at

    for first, second in _links(tracks):
        one, other = sorted((lead(first), lead(second)))
        leader[other] = one
    groups: dict[int, list[Track]] = defaultdict(list)
    for at, track in enumerate(tracks):
        groups[lead(at)].append(track)
    return list(groups.values())


def _links(tracks: Sequence[Track]) -> Iterable[tuple[int, int]]:
    """Pairs of places whose tracks are the same recording; enough of them to connect each group."""
    by_isrc: dict[str, list[int]] = defaultdict(list)
    by_text: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, track in enumerate(tracks):
        if track.isrc:
            by_isrc[isrc_key(track.isrc)].append(at)
        title = title_key(track.title)
        artist = artist_key(track.artists[0]) if track.artists else ""
        if title and artist:
            by_text[title, artist].append(at)
    for places in by_isrc.values():
        yield from pairwise(places)
    for places in by_text.values():
        yield from _close(tracks, places)


def _close(tracks: Sequence[Track], places: list[int]) -> Iterable[tuple[int, int]]:
    """Those with close durations; one without a duration goes with the others if they are all one recording."""
    timed = sorted((tracks[at].duration_ms or 0, at) for at in places if tracks[at].duration_ms is not None)
    untimed = [at for at in places if tracks[at].duration_ms is None]
    several = False
    for (shorter, first), (longer, second) in pairwise(timed):
        if longer - shorter <= CLOSE_MS:
            yield first, second
        else:
            several = True
    yield from pairwise(untimed)
    if timed and untimed and not several:
        yield timed[0][1], untimed[0]


def isrc_key(isrc: str) -> str:
    """Some write it with dashes."""
    return isrc.replace("-", "").strip().upper()
