"""What the job worker does for this app: `python -m backend.manage db_worker`."""

from datetime import timedelta

import structlog
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from backend.analysis import progress, running, services
from backend.analysis.models import UNFINISHED, Classification
from backend.analysis.running import Material
from backend.common.problems import ProblemError
from backend.common.queue import enqueue_once

log = structlog.get_logger(__name__)
HOUR = timedelta(hours=1)
KEEP_RESULTS = timedelta(days=1)


@task()
def classify(identifier: str, *, track_id: str | None, url: str | None) -> None:
    """Answer a queued classification; what goes wrong is written into its row."""
    row = Classification.objects.filter(pk=identifier, status__in=UNFINISHED).first()
    if row is None:
        return
    kept = progress.upload_path(identifier)
    material = Material(track_id=track_id, url=url, path=None if track_id or url else kept, patient=True)
    try:
        running.classification_run(row=row, material=material)
    except ProblemError as problem:
        progress.classification_fail(row=row, problem=problem)
    except Exception:
        log.exception("classification_failed", id=identifier)
        progress.classification_fail(row=row, problem=ProblemError("internal_error"))
    finally:
        kept.unlink(missing_ok=True)


@task(priority=-20)
def housekeeping() -> None:
    """Every hour: fail what a dead worker left, delete leftover uploads and old entries of the queue."""
    stalled, cleared = services.stalled_fail(), services.uploads_clear()
    old, _ = DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - KEEP_RESULTS).delete()
    log.info("housekeeping", stalled=stalled, uploads=cleared, results=old)
    enqueue_once(housekeeping, run_after=timezone.now() + HOUR)
