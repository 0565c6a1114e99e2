"""Suggestions in the order a person wants them: by how well they fit what was typed, then by catalogue."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from backend.catalog.fit import fit
from backend.catalog.folding import fold, words
from backend.catalog.searching.merging import merged
from backend.catalog.searching.sameness import version_words
from backend.catalog.sources.base import Track

MOST_WORDS = 12
STEP = 0.01  # fits that differ by less are equal: the catalogues' own order, which knows what is popular, decides
UNASKED = 0.04
FILLED = ("album", "artwork_url", "duration_ms", "isrc", "genre")


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """One recording: the track to classify, and the same in every catalogue that has it, that one first."""

    track: Track
    tracks: list[Track]

    def sources(self) -> list[dict[str, Any]]:
        """Where it is found."""
        return [
            {
                "source": track.source,
                "id": track.id,
                "has_preview": track.has_preview,
                "external_url": track.external_url,
            }
            for track in self.tracks
        ]


def suggestions(*, text: str, answers: Sequence[Sequence[Track]]) -> list[Suggestion]:
    """The tracks of all answers, which come in the order of their catalogues; merged, best first."""
    typed = words(text)[:MOST_WORDS]
    ranks: dict[str, tuple[int, int, int]] = {}
    tracks: dict[str, Track] = {}
    for order, answer in enumerate(answers):
        for place, track in enumerate(answer):
            if track.id not in tracks:
                tracks[track.id] = track
                ranks[track.id] = (-round(fit_of(track, typed) / STEP), order, place)
    groups = merged(sorted(tracks.values(), key=lambda track: ranks[track.id]))
    return [_suggestion(group, ranks) for group in groups]


def fit_of(track: Track, typed: Sequence[str]) -> float:
    """About 1 when every typed word is there; a version that nobody asked for stands behind the song itself."""
    score = fit(typed, title=fold(track.title), artist=fold(" ".join(track.artists)), album=track.album or "")
    return score - (UNASKED if version_words(track.title).difference(typed) else 0.0)


def _suggestion(group: list[Track], ranks: dict[str, tuple[int, int, int]]) -> Suggestion:
    """The group led by the one that is best to classify; what that one lacks is filled in from the others."""

    def preference(track: Track) -> tuple[bool, int, int, int]:
        fitting, order, place = ranks[track.id]
        return not track.has_preview, order, fitting, place

    best, *others = sorted(group, key=preference)
    missing: dict[str, Any] = {
        name: next((value for track in others if (value := getattr(track, name)) is not None), None)
        for name in FILLED
        if getattr(best, name) is None
    }
    by_source = {track.source: track for track in reversed([best, *sorted(others, key=preference)])}
    rest = sorted((track for track in by_source.values() if track is not best), key=lambda track: ranks[track.id][1])
    return Suggestion(track=replace(best, **missing), tracks=[best, *rest])
