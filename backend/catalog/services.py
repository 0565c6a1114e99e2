"""Writing to the catalogue: the index of the person's own folders."""

import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from itertools import islice

import structlog
from django.db import transaction
from django.utils import timezone

from backend.catalog import indexing
from backend.catalog.models import LibraryScan, LibraryTrack
from backend.catalog.sources.library import library_roots
from backend.catalog.textindex import text_index
from backend.catalog.walk import audio_files

log = structlog.get_logger(__name__)
BATCH = 32  # files: written within 10 to 30 ms, for which a search never and another writer hardly waits
KEEP_SCANS = timedelta(days=1)
RESUMED = timedelta(hours=1)  # after an interruption; later, what lies behind may have changed too
COUNT_SECONDS = 2.0


def track_sha256_keep(*, track_id: str, audio_sha256: str) -> None:
    """Remember the sum of a library file, so that it need not be read again while it stays the same."""
    source, _, key = track_id.partition(":")
    if source == "library":
        LibraryTrack.objects.filter(key=key).exclude(audio_sha256=audio_sha256).update(audio_sha256=audio_sha256)


def library_scan_create() -> LibraryScan:
    """Begin a walk; one that was not finished before is given up, and old ones are forgotten."""
    LibraryScan.objects.filter(finished_at=None).update(finished_at=timezone.now())
    LibraryScan.objects.filter(finished_at__lt=timezone.now() - KEEP_SCANS).delete()
    return LibraryScan.objects.create()


def library_scan_resume() -> LibraryScan:
    """Go on with a walk that was interrupted not long ago, or begin a new one."""
    since = timezone.now() - RESUMED
    left = LibraryScan.objects.filter(finished_at=None, touched_at__gt=since).order_by("-pk").first()
    return left or library_scan_create()


def library_scan_continue(
    *, scan: LibraryScan, seconds: float | None = None, progress: Callable[[LibraryScan], None] | None = None
) -> bool:
    """Walk on for so many seconds, or to the end. True when there is nothing more to do for this walk.

    What was done is kept batch by batch: wherever the walk is interrupted, it goes on from there.
    """
    until = time.monotonic() + seconds if seconds is not None else None
    if scan.total is None:
        library_scan_count(scan=scan, seconds=COUNT_SECONDS if seconds is not None else None)
    files = audio_files(library_roots(), after=scan.after)
    while paths := list(islice(files, BATCH)):
        batch = indexing.batch_read(paths=paths, scan=scan.pk)
        if not _batch_keep(scan=scan, paths=paths, batch=batch):
            return True
        if progress:
            progress(scan)
        if until is not None and time.monotonic() > until:
            return False
    library_scan_finish(scan=scan)
    return True


def library_scan_count(*, scan: LibraryScan, seconds: float | None) -> None:
    """Count the files there are, so that one can say how long it will take; 0 when that itself takes too long."""
    until = time.monotonic() + seconds if seconds is not None else None
    scan.total = 0
    for number, _ in enumerate(audio_files(library_roots()), start=1):
        if until is not None and number % BATCH == 0 and time.monotonic() > until:
            last = LibraryScan.objects.filter(pk__lt=scan.pk, files__gt=0).order_by("-pk").first()
            scan.total = last.files if last else 0
            break
        scan.total = number
    scan.save(update_fields=["total", "touched_at"])


def _batch_keep(*, scan: LibraryScan, paths: Sequence[str], batch: indexing.Batch) -> bool:
    """Write a batch and how far the walk is, both or neither. False when somebody else has walked on meanwhile."""
    with transaction.atomic():
        here = LibraryScan.objects.filter(pk=scan.pk, after=scan.after, finished_at=None)
        if not here.update(after=paths[-1]):
            return False
        indexing.batch_write(batch=batch, scan=scan.pk)
        scan.after = paths[-1]
        scan.files += len(paths)
        scan.indexed += len(batch.rows)
        scan.moved += len(batch.moved)
        scan.broken += batch.broken
        scan.save()
    return True


def library_scan_finish(*, scan: LibraryScan) -> None:
    """Forget the files that are gone; those of a folder that is not mounted just now are kept."""
    gone = indexing.tracks_gone(scan=scan.pk)
    for start in range(0, len(gone), BATCH):
        part = gone[start : start + BATCH]
        with transaction.atomic():
            text_index().drop(part)
            LibraryTrack.objects.filter(pk__in=part).delete()
    scan.removed, scan.finished_at = len(gone), timezone.now()
    scan.save()
    log.info(
        "library_scanned",
        files=scan.files, indexed=scan.indexed, moved=scan.moved, broken=scan.broken, removed=scan.removed,
    )  # fmt: skip
