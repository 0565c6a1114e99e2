"""What the job worker does for this app."""

from django_tasks import task

from backend.catalog import services
from backend.catalog.models import LibraryScan

# The worker does one thing at a time: after this long, whoever waits for an answer goes first.
STEP_SECONDS = 0.3


@task(priority=-10)
def library_scan() -> None:
    """Walk the folders anew."""
    library_scan_step.call(services.library_scan_create().pk)


@task(priority=-10)
def library_scan_step(scan_id: int) -> None:
    """Walk on for a moment, then queue up again behind everybody else."""
    scan = LibraryScan.objects.filter(pk=scan_id, finished_at=None).first()
    if scan is not None and not services.library_scan_continue(scan=scan, seconds=STEP_SECONDS):
        library_scan_step.enqueue(scan_id)
