"""Writing: what a person says is kept, changed and taken back."""

from typing import Any

from django.db import transaction
from django.db.models import Exists
from rest_framework.exceptions import ValidationError

from backend.analysis.models import UNFINISHED, Answer, Classification
from backend.analysis.selectors import classification_get
from backend.common.problems import ProblemError
from backend.feedback.models import Feedback
from backend.feedback.selectors import asked_before

NOT_YOURS = (
    "This is not a classification of yours. Only who asked may say whether the answer is right: send the cookie that "
    "came with it, or have the song classified yourself."
)


def feedback_set(*, classification_id: str, caller: str | None, said: dict[str, Any]) -> tuple[Feedback, Answer]:
    """Keep what the caller says of this answer, in place of what they said of the same audio before.

    Raises ProblemError or ValidationError.
    """
    answer = _answer_of(classification_id=classification_id, caller=caller)
    guess = answer.result["verdict"]["genre"]
    kept = {"answer": answer, "guess": guess, "genre": _genre_of(said, answer=answer, guess=guess)}
    with transaction.atomic():
        one, created = Feedback.objects.select_for_update().get_or_create(
            caller=caller, audio_sha256=answer.clip.audio_sha256, defaults=kept
        )
        if not created and any(getattr(one, name) != value for name, value in kept.items()):
            for name, value in kept.items():
                setattr(one, name, value)
            one.save()
    return one, answer


def feedback_delete(*, classification_id: str, caller: str | None) -> None:
    """Forget what the caller said of this audio; nothing said is as good. Raises ProblemError."""
    answer = _answer_of(classification_id=classification_id, caller=caller)
    Feedback.objects.filter(caller=caller, audio_sha256=answer.clip.audio_sha256).delete()


def feedback_purge() -> None:
    """Forget what was said of audio that the person has purged from their history."""
    Feedback.objects.filter(~Exists(asked_before(Classification.everything))).delete()


def _answer_of(*, classification_id: str, caller: str | None) -> Answer:
    """The answer a caller may judge: one of their own, and finished."""
    row: Classification = classification_get(classification_id=classification_id)
    if caller is None or row.owner != caller:
        raise ProblemError("not_found", NOT_YOURS)
    if row.answer is not None:
        return row.answer
    if row.status in UNFINISHED:
        raise ProblemError("busy", "There is no answer yet; say whether it is right when there is one.", retry_after=1)
    raise ProblemError("validation_error", "This song could not be heard, so there is no answer to judge.")


def _genre_of(said: dict[str, Any], *, answer: Answer, guess: str) -> str | None:
    """The genre that the caller's words stand for; None when they only say that the answer is wrong."""
    if "correct" in said:
        return guess if said["correct"] else None
    known = {entry["genre"] for entry in answer.result["probabilities"]}
    if said["genre"] not in known:
        raise ValidationError({"genre": [f"The model knows no such genre. It knows {', '.join(sorted(known))}."]})
    return str(said["genre"])
