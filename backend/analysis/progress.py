"""How far a classification is: every change of a row goes through here."""

from datetime import timedelta
from pathlib import Path

import structlog
from django.conf import settings
from django.utils import timezone

from backend.analysis.models import UNFINISHED, Classification, Status
from backend.common.problems import ProblemError

log = structlog.get_logger(__name__)
QUEUE_PATIENCE = 10  # waiting in the queue may take so many times longer than standing still in the middle


def classification_update(row: Classification, **values: object) -> None:
    """Write to the row, unless it has come to its end meanwhile: an end that was told is not taken back.

    A deleted row is written to like any other, and stays deleted.
    """
    values["touched_at"] = timezone.now()
    if Classification.everything.filter(pk=row.pk, status__in=UNFINISHED).update(**values):
        for name, value in values.items():
            setattr(row, name, value)


def classification_fail(*, row: Classification, problem: ProblemError) -> None:
    """Write down why there is no answer."""
    classification_update(row, status=Status.FAILED, error=problem.as_dict(), finished_at=timezone.now())


def stalled_expire(row: Classification) -> bool:
    """Mark a row as failed when nothing has happened to it for too long, because its worker died."""
    patience = settings.STALLED_SECONDS * (QUEUE_PATIENCE if row.status == Status.QUEUED else 1)
    if row.status not in UNFINISHED or timezone.now() - row.touched_at < timedelta(seconds=patience):
        return False
    log.warning("classification_stalled", id=row.id, status=row.status)
    detail = "The job worker stopped before it was done. Please send it again."
    classification_fail(row=row, problem=ProblemError("busy", detail))
    upload_path(row.id).unlink(missing_ok=True)
    return True


def upload_path(identifier: str) -> Path:
    """Where an uploaded file waits for the job worker."""
    return Path(settings.UPLOAD_DIR) / identifier
