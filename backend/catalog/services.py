"""Writing to the catalogue: the index of the person's own folders."""

import time
from collections.abc import Callable
from datetime import timedelta

import structlog
from django.db import transaction
from django.utils import timezone

from backend.catalog import indexing
from backend.catalog.models import LibraryScan, LibraryTrack
from backend.catalog.sources.library import library_roots
from backend.catalog.textindex import text_index
from backend.catalog.walk import audio_files

log = structlog.get_logger(__name__)
BATCH = 100
KEEP_SCANS = timedelta(days=1)


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


def library_scan_continue(
    *, scan: LibraryScan, seconds: float | None = None, progress: Callable[[LibraryScan], None] | None = None
) -> bool:
    """Walk on for so many seconds, or to the end. True when the walk is at its end."""
    until = time.monotonic() + seconds if seconds is not None else None
    files = audio_files(library_roots(), after=scan.after)
    while batch := [path for _, path in zip(range(BATCH), files, strict=False)]:
        with transaction.atomic():
            counts = indexing.batch_index(paths=batch, scan=scan.pk)
            scan.after = batch[-1]
            scan.files += len(batch)
            scan.indexed += counts.indexed
            scan.broken += counts.broken
            scan.save()
        if progress:
            progress(scan)
        if until is not None and time.monotonic() > until:
            return False
    library_scan_finish(scan=scan)
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
    log.info("library_scanned", files=scan.files, indexed=scan.indexed, broken=scan.broken, removed=scan.removed)
