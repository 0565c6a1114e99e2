"""Reading: what is drawn of a classification."""

import hashlib
from typing import Any

from backend.analysis import scoring
from backend.analysis.drawings.store import unpack
from backend.analysis.drawings.voting import parts_compute, stretches_of
from backend.analysis.models import Answer, Classification, Course, Drawing
from backend.common.problems import ProblemError


def drawing_get(row: Classification) -> tuple[Answer, Drawing]:
    """The answer, and what was drawn of its clip. Raises ProblemError."""
    if row.answer is None:
        raise ProblemError("not_found", "This classification has no answer yet, so nothing is drawn of it.")
    drawing = Drawing.objects.filter(clip=row.answer.clip).first()
    if drawing is None:
        raise ProblemError("not_found", "Nothing was drawn of this clip yet. Classify it again, and it will be.")
    return row.answer, drawing


def course_parts(answer: Answer, drawn: dict[str, Any]) -> list[dict[str, Any]]:
    """What the very model that answered votes for each stretch, kept once computed; empty if it is gone."""
    kept = Course.objects.filter(answer=answer).first()
    if kept is not None:
        return list(kept.parts)
    model = _model_of(answer)
    if model is None:
        return []
    parts = parts_compute(model=model, clip=answer.clip, stretches=stretches_of(answer.clip, drawn))
    return list(Course.objects.get_or_create(answer=answer, defaults={"parts": parts})[0].parts)


def analysis_data(answer: Answer, drawing: Drawing) -> dict[str, Any]:
    """All of it, as the contract says."""
    drawn = unpack(bytes(drawing.packed))
    return drawn | {"course": drawn["course"] | {"parts": course_parts(answer, drawn)}}


PICTURES = ("mel", "chroma", "mfcc")


def course_data(answer: Answer, drawing: Drawing) -> dict[str, Any]:
    """The same without the pictures."""
    return {name: part for name, part in analysis_data(answer, drawing).items() if name not in PICTURES}


def analysis_tag(row: Classification, answer: Answer) -> str:
    """The ETag: what is drawn of one classification, with the votes of one bundle, never changes."""
    return f'"{hashlib.sha256(f"{row.id} {answer.model_digest}".encode()).hexdigest()[:32]}"'


def _model_of(answer: Answer) -> scoring.Model | None:
    try:
        model = scoring.model_get(answer.model_name)
    except ProblemError:
        return None
    return model if model.digest == answer.model_digest else None
