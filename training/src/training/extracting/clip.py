"""One clip to one row, and a handful of them: all that runs in a worker."""

import hashlib
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import audiofiler
from audiofiler.errors import AudioFilerError, Unreadable
from audiofiler.schema import FEATURE_NAMES

Row = dict[str, Any]
"""The columns of `store.SCHEMA`."""

UNREADABLE = Unreadable.code
"""Code of a file the system does not give."""

CRASHED = "crashed"
"""Code of a clip whose worker died each time it was tried."""

FAILED = "failed"
"""Code of a clip on which the extraction itself broke."""

MAY_GO_BETTER = frozenset({UNREADABLE, CRASHED, FAILED})
"""Codes that say something of the machine rather than of the file."""

HAND_BACK_S = 0.4
"""After how long a worker hands back the rows it has: some clips, or one that takes longer."""


def rows_of(clips: Sequence[tuple[str, str, str, str | None]]) -> list[Row]:
    """Compute the features of files, each as in `row_of`, until `HAND_BACK_S` is over; at least of the first."""
    began, rows = time.monotonic(), list[Row]()
    for clip in clips:
        rows.append(row_of(*clip))
        if time.monotonic() - began >= HAND_BACK_S:
            break
    return rows


def row_of(path: str, genre: str, group: str, split: str | None) -> Row:
    """Compute the features of a file; what cannot be heard becomes a row with a refusal code."""
    row = refused(path, genre, group, split, None)
    try:
        row["bytes"] = Path(path).stat().st_size
        found = audiofiler.extract(path, moved=False)
    except AudioFilerError as error:
        return {**row, "error": error.code, "sha256": _sha256(path)}
    except OSError:
        return {**row, "error": UNREADABLE}
    except Exception:  # noqa: BLE001, RUF100 - one odd file must not end a run over 100,000
        return {**row, "error": FAILED, "sha256": _sha256(path)}
    return {
        **row,
        "sha256": found.audio_sha256,
        "duration_s": float(found.duration_s),
        "sample_rate": int(found.sample_rate),
        **dict(zip(FEATURE_NAMES, found.values.tolist(), strict=True)),
    }


def refused(path: str, genre: str, group: str, split: str | None, code: str | None) -> Row:
    """Return a row without values."""
    return {
        "path": path,
        "bytes": None,
        "sha256": None,
        "genre": genre,
        "group": group,
        "split": split,
        "duration_s": None,
        "sample_rate": None,
        **dict.fromkeys(FEATURE_NAMES),
        "error": code,
    }


def _sha256(path: str) -> str | None:
    try:
        with Path(path).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
