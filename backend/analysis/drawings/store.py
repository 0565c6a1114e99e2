"""What was drawn of a clip: kept once, whoever asks first, and small."""

import json
import zlib
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef

from audiofiler.drawing import Drawing as Drawn
from backend.analysis.models import Classification, Clip, Drawing


def drawing_is(*, clip: Clip) -> bool:
    """Whether there is one; clips from before there were drawings get theirs when they are heard again."""
    return Drawing.objects.filter(clip=clip).exists()


def drawing_store(*, clip: Clip, drawing: Drawn) -> None:
    """Keep it; of two that come at once, the first stays."""
    if not drawing_is(clip=clip):
        Drawing.objects.get_or_create(clip=clip, defaults={"packed": pack(drawing.as_dict())})


def drawings_purge(*, before: datetime) -> int:
    """Delete those from before a time whose audio is in nobody's history any more; heard again, it is drawn again."""
    wanted = Classification.everything.filter(answer__clip=OuterRef("clip"))
    gone, _ = Drawing.objects.filter(~Exists(wanted), created_at__lt=before).delete()
    return gone


def pack(data: dict[str, Any]) -> bytes:
    """JSON, compressed as quickly as possible: somebody waits, and trying harder would save 4 %."""
    return zlib.compress(json.dumps(data, separators=(",", ":")).encode(), level=1)


def unpack(packed: bytes) -> dict[str, Any]:
    """The other way."""
    data: dict[str, Any] = json.loads(zlib.decompress(packed))
    return data
