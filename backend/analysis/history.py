"""A caller's own history: what it is found by, deleted, taken back, and after a day gone for good.

Deleting only hides. What is under way goes on unseen, so that its undo finds it done; and an Idempotency-Key stays
taken, so that a request sent twice by a bad connection is still one.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from backend.analysis.drawings.store import drawings_purge
from backend.analysis.models import UNFINISHED, Classification
from backend.analysis.selectors import IDENTIFIER
from backend.catalog.folding import fold
from backend.common.problems import ProblemError

UNDO = timedelta(days=1)
NOT_YOURS = "This is not a classification of yours, or it has been gone for more than a day."
AFTER_PURGE: dict[str, Callable[[], None]] = {}  # what apps that stand on this one forget then; each registers at start


def folded_text(row: Classification, *, genre: str = "") -> str:
    """What a row is found by: title, artist, album or file name, and the genre once there is one."""
    track = row.track or {}
    parts = [row.label, track.get("title"), *track.get("artists", ()), track.get("album"), genre]
    return fold(" ".join(part for part in parts if part))


def classification_delete(*, classification_id: str, caller: str | None) -> None:
    """Hide one of the caller's own from everybody. Raises ProblemError(not_found)."""
    rows = _own(caller).filter(deleted_at=None)
    if not _is_one(classification_id) or not rows.filter(pk=classification_id).update(deleted_at=timezone.now()):
        raise ProblemError("not_found", NOT_YOURS)


def classification_restore(*, classification_id: str, caller: str | None) -> None:
    """Show it again; one that was not deleted stays as it is. Raises ProblemError(not_found)."""
    rows = _restorable(caller)
    if not _is_one(classification_id) or not rows.filter(pk=classification_id).update(deleted_at=None):
        raise ProblemError("not_found", NOT_YOURS)


def history_delete(*, caller: str | None) -> tuple[int, datetime]:
    """Hide all of them: how many there were, and the time that names this deletion to its undo."""
    now = timezone.now()
    return _own(caller).filter(deleted_at=None).update(deleted_at=now), now


def history_restore(*, caller: str | None, deleted_at: datetime) -> int:
    """Show again what one deletion of the whole history hid."""
    return _restorable(caller).filter(deleted_at=deleted_at).update(deleted_at=None)


def deleted_purge() -> int:
    """Delete for good what nobody took back; what is still under way is left for the next time."""
    before = timezone.now() - UNDO
    old = Classification.everything.filter(deleted_at__lt=before).exclude(status__in=UNFINISHED)
    purged, _ = old.delete()
    drawings_purge(before=before)
    for forget in AFTER_PURGE.values():
        forget()
    return purged


def _own(caller: str | None) -> QuerySet[Classification]:
    rows = Classification.everything.all()
    return rows.filter(owner=caller) if caller else rows.none()


def _restorable(caller: str | None) -> QuerySet[Classification]:
    return _own(caller).filter(Q(deleted_at=None) | Q(deleted_at__gte=timezone.now() - UNDO))


def _is_one(classification_id: str) -> bool:
    return IDENTIFIER.fullmatch(classification_id) is not None
