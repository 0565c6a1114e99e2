"""The person's own folders as a catalogue."""

import hashlib
import os
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from backend.catalog import librarysearch
from backend.catalog.models import LibraryScan, LibraryTrack
from backend.catalog.sources.base import ClipFile, NoPreviewError, Track, TrackNotFoundError

SETTLED = 200  # files after which the pace says something


class LibrarySource:
    """Files below LIBRARY_DIRS, found by their tags."""

    id = "library"
    name = "Your library"
    attribution = "Files in your own folders"
    terms_url: str | None = None
    notice: str | None = None
    remote = False
    keep_seconds = 0

    def search(self, *, text: str, limit: int) -> list[Track]:
        return [self.as_track(row) for row in librarysearch.search(text=text, limit=limit)]

    def resolve(self, *, key: str) -> Track:
        row = row_get(key=key)
        there = file_of(row) is not None
        return self.as_track(row, preview_url=address("track-audio", row) if there else None)

    def clip(self, *, key: str) -> ClipFile:
        row = row_get(key=key)
        path = file_of(row)
        if path is None:
            raise NoPreviewError
        status = path.stat()
        unchanged = (status.st_size, status.st_mtime_ns) == (row.size, row.mtime_ns)
        return ClipFile(path=path, sha256=row.audio_sha256 or None if unchanged else None)

    def note(self) -> str | None:
        if not settings.LIBRARY_DIRS:
            return "No folders are set. LIBRARY_DIRS names the folders with your music."
        scan = LibraryScan.objects.order_by("-pk").first()
        return progress_of(scan) if scan is not None and scan.finished_at is None else None

    def as_track(self, row: LibraryTrack, *, preview_url: str | None = None) -> Track:
        """The row as every catalogue gives a track."""
        return Track(
            id=f"{self.id}:{row.key}",
            source=self.id,
            title=row.title,
            artists=row.artists,
            album=row.album or None,
            artwork_url=address("track-artwork", row) if row.has_artwork else None,
            duration_ms=row.duration_ms,
            has_preview=True,
            isrc=row.isrc or None,
            genre=row.genre or None,
            preview_url=preview_url,
        )


def progress_of(scan: LibraryScan) -> str:
    """How far a walk is: files done, of how many, and the time left, as it has gone so far."""
    if not scan.total or scan.total < scan.files:
        return f"Your folders are still being indexed: {scan.files:,} files so far."
    told = f"Your folders are still being indexed: {scan.files:,} of {scan.total:,} files"
    passed = (timezone.now() - scan.started_at).total_seconds()
    if scan.files < SETTLED or passed < 1:
        return f"{told}."
    return f"{told}, {duration_of(passed / scan.files * (scan.total - scan.files))} left."


def duration_of(seconds: float) -> str:
    """Roughly, in words.

    >>> duration_of(8), duration_of(100), duration_of(8000)
    ('less than a minute', 'about 2 minutes', 'about 2 hours')
    """
    if seconds < 60:
        return "less than a minute"
    number, unit = (round(seconds / 60), "minute") if seconds < 5400 else (round(seconds / 3600), "hour")
    return f"about {number} {unit}{'s' if number > 1 else ''}"


def address(name: str, row: LibraryTrack) -> str:
    """Where a part of the track is served, below this server."""
    return reverse(name, args=[f"library:{row.key}"])


def row_get(*, key: str) -> LibraryTrack:
    """The row of a key. Raises TrackNotFoundError."""
    row = LibraryTrack.objects.filter(key=key).first() if key.isalnum() else None
    if row is None:
        raise TrackNotFoundError
    return row


def file_of(row: LibraryTrack) -> Path | None:
    """The track's file, if it is still a plain file inside the folders that are set now.

    What is on the disk may have changed since it was indexed, so links are followed again before it is opened.
    """
    path = Path(row.path)
    try:
        real = path.resolve(strict=True)
    except OSError:
        return None
    inside = any(real.is_relative_to(root) for root in library_roots())
    return real if inside and real == path and real.is_file() and os.access(real, os.R_OK) else None


def configured_roots() -> list[Path]:
    """The folders that are set, each once, links followed; one inside another goes with it."""
    found = sorted({folder.resolve() for folder in settings.LIBRARY_DIRS})
    return [root for root in found if not any(root != other and root.is_relative_to(other) for other in found)]


def library_roots() -> list[Path]:
    """Those of them that are there."""
    return [root for root in configured_roots() if root.is_dir()]


def track_key(path: str) -> str:
    """A track's stable key: it changes with the file's place, not with its tags."""
    return hashlib.blake2b(path.encode(), digest_size=12).hexdigest()
