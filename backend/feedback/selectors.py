"""Reading: what the caller said, and what all have said for training."""

import hashlib
import hmac
from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.db.models import Exists, Manager, OuterRef, QuerySet

from audiofiler.schema import SCHEMA_ID
from backend.analysis.models import Classification, Clip
from backend.feedback.models import Feedback


def feedback_of(rows: Sequence[Classification], caller: str | None) -> dict[str, Any]:
    """What this caller said of the audio of these classifications, by the classification's id."""
    heard = {row.id: row.answer for row in rows if row.answer is not None}
    if not caller or not heard:
        return {}
    clips = {answer.clip_id for answer in heard.values()}
    audio = dict(Clip.objects.filter(pk__in=clips).values_list("pk", "audio_sha256"))
    said = {one.audio_sha256: one for one in Feedback.objects.filter(caller=caller, audio_sha256__in=audio.values())}
    return {
        row_id: feedback_data(one, guess=answer.result["verdict"]["genre"])
        for row_id, answer in heard.items()
        if (one := said.get(audio[answer.clip_id])) is not None
    }


def feedback_data(one: Feedback, *, guess: str) -> dict[str, Any]:
    """What was said, held against an answer: of the same audio another model may have said something else."""
    if one.genre is not None:
        correct: bool | None = one.genre == guess
    else:
        correct = False if one.guess == guess else None
    return {"genre": one.genre, "correct": correct, "at": one.changed_at}


def feedback_lines() -> Iterator[dict[str, Any]]:
    """All that was said, with the features it was said of, the oldest first; nobody can be told from it.

    Of what somebody deleted from their history nothing is told. `training/datasets/feedback.py` reads these lines.
    """
    kept = Feedback.objects.filter(Exists(asked_before(Classification.objects)))
    rows = kept.select_related("answer__clip").order_by("changed_at", "pk")
    for one in rows.iterator(chunk_size=100):
        clip = _clip_for_training(one)
        yield {
            "person": person_of(one.caller),
            "song": one.audio_sha256,
            "schema": clip.feature_schema,
            "features": clip.values,
            "windows": clip.windows,
            "guess": one.guess,
            "genre": one.genre,
            "correct": one.genre == one.guess,
            "at": one.changed_at.isoformat(),
            "model": {
                "name": one.answer.model_name,
                "version": one.answer.model_version,
                "digest": one.answer.model_digest,
            },
        }


def asked_before(rows: Manager[Classification]) -> QuerySet[Classification]:
    """Of these, the person's own classifications of the audio that an entry of feedback is about."""
    return rows.filter(owner=OuterRef("caller"), answer__clip__audio_sha256=OuterRef("audio_sha256"))


def _clip_for_training(one: Feedback) -> Clip:
    """The audio as the shipped forests hear it, also when a model of another kind was asked, if it is known so."""
    heard = one.answer.clip
    if heard.feature_schema == SCHEMA_ID:
        return heard
    return Clip.objects.filter(audio_sha256=one.audio_sha256, feature_schema=SCHEMA_ID).first() or heard


def person_of(caller: str) -> str:
    """A lasting pseudonym: the same in every export of this installation, and nothing to anyone without its key."""
    key = hashlib.sha256(f"backend.feedback.person|{settings.SECRET_KEY}".encode()).digest()
    return hmac.new(key, caller.encode(), hashlib.sha256).hexdigest()[:32]
