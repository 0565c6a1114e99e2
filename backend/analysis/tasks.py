"""What the job worker does for this app: `python -m backend.manage db_worker`."""

import time
from datetime import timedelta

import structlog
from django.db import transaction
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from backend.analysis import history, progress, running, services
from backend.analysis.models import UNFINISHED, Classification, Status
from backend.analysis.running import Material
from backend.catalog.sources.base import Track
from backend.common.problems import ProblemError
from backend.common.queue import enqueue_once

log = structlog.get_logger(__name__)
HOUR = timedelta(hours=1)
KEEP_RESULTS = timedelta(days=1)


# For so many seconds from its first try on, a classification waits in the queue for what may soon answer again. A
# person who looks on is told before they lose patience; a busy extractor is sure to come to this one.
PATIENCE = {"busy": 30.0, "extractor_unavailable": 5.0, "source_unavailable": 5.0}
LONGEST_PAUSE = 5.0


@task()
def classify(identifier: str, *, track_id: str | None, url: str | None, since: float | None = None) -> None:
    """Answer a queued classification. `since` is when it was tried first, in seconds of the epoch."""
    classification_try(identifier, track_id=track_id, url=url, since=since)


def classification_try(
    identifier: str, *, track_id: str | None, url: str | None, track: Track | None = None, since: float | None = None
) -> None:
    """Answer a classification; what goes wrong is written into its row, or tried again in a moment by the worker.

    `track` is what the catalogue said of it just now, where it was asked.
    """
    row = Classification.everything.filter(pk=identifier, status__in=UNFINISHED).first()
    if row is None:
        return
    since = since or time.time()
    kept = progress.upload_path(identifier)
    material = Material(track_id=track_id, url=url, path=None if track_id or url else kept, track=track)
    try:
        running.classification_run(row=row, material=material)
    except ProblemError as problem:
        if pause := pause_for(problem, waited=time.time() - since):
            with transaction.atomic():
                progress.classification_update(row, status=Status.QUEUED)
                later = classify.using(run_after=timezone.now() + timedelta(seconds=pause))
                later.enqueue(identifier, track_id=track_id, url=url, since=since)
            return
        progress.classification_fail(row=row, problem=problem)
    except Exception:
        log.exception("classification_failed", id=identifier)
        progress.classification_fail(row=row, problem=ProblemError("internal_error"))
    kept.unlink(missing_ok=True)


def pause_for(problem: ProblemError, *, waited: float) -> float:
    """Seconds until another try, during which the worker is free for others; 0 when there will be none."""
    left = PATIENCE.get(problem.code, 0.0) - waited
    if left <= 0:
        return 0.0
    # nobody says when a service that is away will be back: asking it costs next to nothing
    wanted = 1.0 if problem.code == "extractor_unavailable" else float(problem.retry_after or 1)
    return min(wanted, LONGEST_PAUSE, left)


@task(priority=-20)
def housekeeping() -> None:
    """Every hour: fail what a dead worker left; delete leftover uploads, what people deleted, old queue entries."""
    stalled, cleared, purged = services.stalled_fail(), services.uploads_clear(), history.deleted_purge()
    old, _ = DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - KEEP_RESULTS).delete()
    log.info("housekeeping", stalled=stalled, uploads=cleared, purged=purged, results=old)
    enqueue_once(housekeeping, run_after=timezone.now() + HOUR)
