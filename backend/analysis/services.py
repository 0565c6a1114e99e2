"""Writing: a question becomes a row, at once or through the job worker."""

import hashlib
import time
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction

from backend.analysis import hands, progress, running, scoring
from backend.analysis.history import folded_text
from backend.analysis.models import UNFINISHED, Classification, Origin, Status
from backend.analysis.requests import Question
from backend.analysis.running import Material
from backend.catalog.selectors import preview_refusal, track_get
from backend.catalog.sources.base import Track
from backend.common.problems import ProblemError

REPLAY_WAIT_SECONDS = 10.0


def classification_create(*, question: Question) -> Classification:
    """Answer a question: finished when it comes back, or under way when the caller rather polls. Raises ProblemError.

    A question that is refused leaves no row, so its Idempotency-Key is free for another try.
    """
    model = scoring.model_get(question.model)
    audio_sha256 = _upload_sha256(question)
    digest = question.digest(audio_sha256=audio_sha256)
    if (replayed := _replay(question, digest)) is not None:
        return replayed
    track = _track(question)
    row = _row(question, track=track, model=model, digest=digest)
    try:
        if question.asynchronous:
            _hand_over(row, question=question, track=track)
            return row
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        if (replayed := _replay(question, digest)) is not None:
            return replayed
        raise
    path = Path(question.upload.temporary_file_path()) if question.upload else None
    try:
        return running.classification_run(
            row=row,
            material=Material(
                track_id=question.track_id,
                url=question.preview_url,
                path=path,
                audio_sha256=audio_sha256 or None,
                track=track,
            ),
        )
    except BaseException:
        row.delete()
        raise


def _track(question: Question) -> Track | None:
    track = track_get(track_id=question.track_id) if question.track_id else None
    if track is not None and track.preview_url is None and not track.has_preview:
        raise preview_refusal(track=track)  # said at once, also to who would poll
    return track


def _row(question: Question, *, track: Track | None, model: scoring.Model, digest: str) -> Classification:
    label = question.label
    if track is not None:
        label = " - ".join(part for part in (", ".join(track.artists), track.title) if part)
    row = Classification(
        owner=question.caller,
        origin=question.origin,
        label=label,
        track=track.as_dict() if track else None,
        model_name=model.name,
        model_version=model.version,
        forests=model.forests.size,
        idempotency_scope=question.scopes[0] if question.idempotency_key else None,
        idempotency_key=question.idempotency_key,
        request_digest=digest,
    )
    row.folded = folded_text(row)
    return row


def _hand_over(row: Classification, *, question: Question, track: Track | None) -> None:
    """Hand the row to a free hand of this process when the caller waits a moment, else to the job worker.

    An uploaded file is kept under the row's id until it is done.
    """
    from backend.analysis import tasks  # noqa: PLC0415 - the task runs through this module's neighbours

    track_id, url = question.track_id, question.preview_url
    kept = progress.upload_path(row.id)
    if question.upload is not None:
        Path(question.upload.temporary_file_path()).rename(kept)
    at_hand = question.wait_seconds > 0 and hands.hand_take()
    try:
        with transaction.atomic():
            row.status = Status.FETCHING if at_hand else Status.QUEUED
            row.save(force_insert=True)
            if not at_hand:
                tasks.classify.enqueue(row.id, track_id=track_id, url=url)
    except BaseException:
        kept.unlink(missing_ok=True)
        if at_hand:
            hands.hand_release()
        raise
    if at_hand:
        work = partial(tasks.classification_try, row.id, track_id=track_id, url=url, track=track)
        hands.hand_work(work, seconds=question.wait_seconds)
        row.refresh_from_db()


def _replay(question: Question, digest: str) -> Classification | None:
    """The row that the same caller's same Idempotency-Key made before, finished unless the caller polls."""
    if question.idempotency_key is None:
        return None
    kept = Classification.everything.filter(
        idempotency_scope__in=question.scopes, idempotency_key=question.idempotency_key
    )
    until = time.monotonic() + REPLAY_WAIT_SECONDS
    while (row := kept.select_related("answer__clip").first()) is not None:
        if row.request_digest != digest:
            raise ProblemError(
                "validation_error",
                "This Idempotency-Key was used for another request. Use a new key for each request.",
                errors={"Idempotency-Key": ["Used before for another request."]},
            )
        if question.asynchronous or row.status not in UNFINISHED:
            return row
        if time.monotonic() > until:
            raise ProblemError("busy", "The same request is still being answered.", retry_after=1)
        time.sleep(0.05)
    return None


def _upload_sha256(question: Question) -> str:
    if question.upload is None:
        return ""
    with Path(question.upload.temporary_file_path()).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def stalled_fail() -> int:
    """Mark as failed what nobody works on any more: a worker that died cannot say so itself."""
    return sum(progress.stalled_expire(row) for row in Classification.everything.filter(status__in=UNFINISHED))


def uploads_clear() -> int:
    """Delete kept uploads that no unfinished row needs, and leftovers of requests that were cut off."""
    wanted = set(
        Classification.everything.filter(status__in=UNFINISHED, origin=Origin.UPLOAD).values_list("id", flat=True)
    )
    old = time.time() - settings.STALLED_SECONDS * progress.QUEUE_PATIENCE
    cleared = 0
    for path in settings.UPLOAD_DIR.iterdir():
        if path.name not in wanted and path.is_file() and path.stat().st_mtime < old:
            path.unlink(missing_ok=True)
            cleared += 1
    return cleared
