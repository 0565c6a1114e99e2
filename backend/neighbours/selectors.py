"""Reading: who is near whom, of what the caller may see.

A caller sees their own analyses, and of other people's those of tracks that anyone finds in a catalogue that is on; who
asked about a track is never said, and neither files nor addresses that somebody else sent are.
"""

from typing import Any

import numpy as np
from django.conf import settings
from django.db.models import Q, QuerySet
from rest_framework.request import Request

from audiofiler.ensemble.songmap import distances
from backend.analysis.models import Classification, Clip, Origin, Status
from backend.analysis.selectors import classification_get
from backend.catalog.addresses import absolute
from backend.common.problems import ProblemError
from backend.neighbours.space import Space

MOST_LOOKED_AT = 20_000  # newest analyses


def similar_list(
    *, space: Space, classification_id: str, caller: str | None, limit: int
) -> list[tuple[str, dict[str, float]]]:
    """The nearest analyses to one: id and how near it is, nearest first, each audio once.

    Raises ProblemError: there is no such classification, or nothing has been heard yet.
    """
    clip = _clip_of(classification_get(classification_id=classification_id), schema=space.model.forests.schema)
    rows = {of: row for of, row in _visible(space, caller=caller).items() if of != clip}
    if clip is None or not rows:
        return []
    here, there = space.coordinates([clip]), space.coordinates(list(rows))
    apart = distances(here, there)[0]
    near = np.argsort(apart, kind="stable")[:limit]
    ids = list(rows.values())
    beyond = space.songs.beyond(here, apart[near])
    return [
        (ids[k], {"distance": round(float(apart[k]), 4), "closer_than": round(float(share), 4)})
        for k, share in zip(near, beyond, strict=True)
    ]


def own_list(*, space: Space, caller: str | None, limit: int) -> list[tuple[str, int]]:
    """The caller's newest analyses, id and clip, each audio once."""
    if caller is None:
        return []
    rows = _by_clip(_heard(space).filter(owner=caller), caller=caller)
    return [(row, clip) for clip, row in list(rows.items())[:limit]]


def analyses_data(*, ids: list[str], caller: str | None, request: Request) -> dict[str, dict[str, Any]]:
    """What is said of analyses, by id; the id itself only of the caller's own."""
    rows = Classification.objects.filter(pk__in=ids).select_related("answer")
    return {row.id: _data(row, caller=caller, request=request) for row in rows}


def _data(row: Classification, *, caller: str | None, request: Request) -> dict[str, Any]:
    verdict = row.answer.result["verdict"] if row.answer else {}
    track = row.track and {**row.track, "artwork_url": absolute(row.track["artwork_url"], request)}
    return {
        "id": row.id if caller is not None and row.owner == caller else None,
        "origin": row.origin,
        "label": row.label,
        "track": track,
        "genre": verdict.get("genre"),
        "family": verdict.get("family"),
    }


def _clip_of(row: Classification, *, schema: str) -> int | None:
    """The clip of a classification in the map's schema; None if its audio was only heard in another one."""
    if row.answer is None:
        raise ProblemError("not_found", "This classification has no answer yet, so nothing is near it.")
    clip = row.answer.clip
    if clip.feature_schema == schema:
        return clip.pk
    same = Clip.objects.filter(audio_sha256=clip.audio_sha256, feature_schema=schema)
    return same.values_list("pk", flat=True).first()


def _heard(space: Space) -> QuerySet[Classification]:
    return Classification.objects.filter(
        status=Status.DONE, answer__clip__feature_schema=space.model.forests.schema
    ).order_by("-created_at", "-id")


def _visible(space: Space, *, caller: str | None) -> dict[int, str]:
    public = Q(origin=Origin.TRACK, track__source__in=settings.AUDIOFILER_SOURCES)
    seen = public | Q(owner=caller) if caller is not None else public
    return _by_clip(_heard(space).filter(seen), caller=caller)


def _by_clip(rows: QuerySet[Classification], *, caller: str | None) -> dict[int, str]:
    """One analysis for each clip, newest first: the caller's own rather than another's."""
    found: dict[int, str] = {}
    own: set[int] = set()
    for key, owner, clip in rows.values_list("id", "owner", "answer__clip_id")[:MOST_LOOKED_AT]:
        if clip not in found or (owner == caller and clip not in own):
            found[clip] = key
        if owner == caller:
            own.add(clip)
    return found
