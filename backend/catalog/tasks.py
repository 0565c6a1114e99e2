"""What the job worker does for this app."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from backend.catalog import services
from backend.catalog.models import LibraryScan
from backend.common.queue import enqueue_once

# The worker does one thing at a time: after this long, whoever waits for an answer goes first.
STEP_SECONDS = 0.3


@task(priority=-10)
def library_scan() -> None:
    """Walk the folders, on from where a walk was interrupted, and again after a while."""
    library_rescan_plan()
    library_scan_step.call(services.library_scan_resume().pk)


@task(priority=-10)
def library_rescan() -> None:
    """Look for what is new in the folders, unless a long walk is still under way."""
    if DBTaskResult.objects.filter(task_path=library_scan_step.module_path, status="READY").exists():
        library_rescan_plan()
    else:
        library_scan.call()


def library_rescan_plan() -> None:
    """Have the folders looked through again after LIBRARY_SCAN_MINUTES."""
    enqueue_once(library_rescan, run_after=timezone.now() + timedelta(minutes=settings.LIBRARY_SCAN_MINUTES))


@task(priority=-10)
def library_scan_step(scan_id: int) -> None:
    """Walk on for a moment, then queue up again behind everybody else."""
    scan = LibraryScan.objects.filter(pk=scan_id, finished_at=None).first()
    if scan is not None and not services.library_scan_continue(scan=scan, seconds=STEP_SECONDS):
        library_scan_step.enqueue(scan_id)
