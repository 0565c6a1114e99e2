"""What a model votes for each stretch of a clip."""

from dataclasses import replace
from itertools import accumulate, pairwise
from typing import Any

from audiofiler import Window
from audiofiler.drawing import Course, Stretch
from audiofiler.drawing.course import grouped, part_dict
from audiofiler.representations import REPRESENTATIONS
from audiofiler.verdict import votes_of
from backend.analysis.models import Clip
from backend.analysis.scoring import Model
from backend.analysis.store import clip_vector


def stretches_of(clip: Clip, drawn: dict[str, Any]) -> tuple[Stretch, ...]:
    """The stretches of a clip: as they were drawn, or in schemas that are heard in parts, made of those."""
    other = REPRESENTATIONS.get(clip.feature_schema)
    if other is None:
        return Course.from_dict(drawn["course"]).stretches
    parts = [(window.start_s, window.values) for window in clip_vector(clip).windows]
    spans = [(span["start_s"], span["end_s"]) for span in drawn["heard"]]
    return grouped(clip.duration_s, spans, parts, other.part_seconds).stretches


def parts_compute(*, model: Model, clip: Clip, stretches: tuple[Stretch, ...]) -> list[dict[str, Any]]:
    """Each stretch with the votes of the model, as they are sent."""
    forests = model.forests
    parts = []
    for stretch, ballots in zip(stretches, _ballots(model, clip, stretches), strict=True):
        votes = votes_of(forests, ballots)
        found = [{"genre": vote.genre, "votes": vote.votes} for vote in votes]
        parts.append({**part_dict(stretch), "genre": votes[0].genre, "votes": found})
    return parts


def _ballots(model: Model, clip: Clip, stretches: tuple[Stretch, ...]) -> Any:
    """The ballots of each stretch, (forests, genres); of stretches with one vector each, all at once."""
    if not stretches:
        return []
    windows = tuple(Window(part.start_s, values) for part in stretches for values in part.values)
    rows = replace(clip_vector(clip), windows=windows).matrix(model.forests.features)
    if len(rows) == len(stretches):
        return model.forests.ballots(rows)
    edges = accumulate((len(part.values) for part in stretches), initial=0)
    return (model.forests.song(rows[start:end]) for start, end in pairwise(edges))
