"""The run over all clips: a bounded number on the way, each row kept as soon as it is there.

Clips go to workers in handfuls, because every task costs Dask some 10 ms of processor time, which is a sixth of a clip.
A worker hands back what it has after `clip.HAND_BACK_S`, the rest is given out again: so a kill costs no more than that
much work of each worker, whether clips are short or long. Memory does not grow with the number of clips but for their
list: `ON_THE_WAY` handfuls for each worker thread are known to Dask at any time, and at most `store.PART_ROWS` rows
wait to be written. A worker that dies is replaced and its handfuls go to another. When workers die on handfuls again
and again (Dask's `allowed-failures`), each of their clips is heard with nothing beside it, since Dask cannot tell a
clip that kills a worker from those that waited there; the one that does it becomes a row that says so.
"""

import time
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from distributed import Client, Future, KilledWorker, as_completed

from training import cluster
from training.datasets.base import DataError
from training.datasets.index import Clip
from training.extracting.clip import CRASHED, Row, refused, rows_of
from training.extracting.store import Store, absolute

ON_THE_WAY = 2
"""Handfuls for each worker thread: one that is heard, and one so that it need not wait for the next."""

HANDFUL = 16
"""Most clips of a handful: more than a worker hears before it hands back, unless clips are very short."""

_LOOK_AGAIN_S = 2.0
"""How often the number of workers is asked for: a cluster may grow while it works."""


@dataclass(frozen=True)
class State:
    """How far an extraction is.

    Attributes
    ----------
    total, done, kept : int
        Clips in all, finished, and finished by an earlier run.
    broken : int
        Rows with a refusal code.
    seconds : float
        Time this run has worked.
    """

    total: int
    done: int
    kept: int
    broken: int
    seconds: float

    @property
    def rate(self) -> float:
        """Clips a second in this run."""
        return (self.done - self.kept) / self.seconds if self.seconds else 0.0

    @property
    def left_s(self) -> float | None:
        """Seconds left at this rate, once there is one."""
        return (self.total - self.done) / self.rate if self.rate else None


def extract(  # noqa: PLR0913 - what one may say of a run
    clips: Sequence[Clip],
    folder: Path,
    *,
    scheduler: str | None = None,
    workers: int | None = None,
    retry: bool = False,
    on_progress: Callable[[State], None] | None = None,
) -> Path:
    """Compute the features of clips into a folder of Parquet files; what is there already is not computed again.

    Parameters
    ----------
    clips : sequence of Clip
        What to hear; each file once.
    folder : Path
        The data set: one row a clip, columns as in `store.SCHEMA`.
    scheduler, workers
        As in `cluster.connect`.
    retry : bool
        Try again what failed for a reason that may lie in the machine (unreadable, crashed, failed).
    on_progress : callable, optional
        Called at the start and after each clip.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    DataError
        The folder is of other clips or in use, or the cluster cannot do the work. Rows finished so far are kept.
    """
    with Store(folder) as store:
        store.match(clips, retry=retry)
        todo = [clip for clip in clips if absolute(clip.path) not in store.done]
        kept = len(store.done)
        broken = sum(row.error is not None for row in store.done.values())
        report = on_progress or (lambda _state: None)
        report(State(len(clips), kept, kept, broken, 0.0))
        if todo:
            with cluster.connect(scheduler, workers) as client:
                began = time.monotonic()
                for number, row in enumerate(rows(client, todo), start=1):
                    store.add(row)
                    broken += row["error"] is not None
                    report(State(len(clips), kept + number, kept, broken, time.monotonic() - began))
    return folder


def rows(client: Client, clips: Iterable[Clip]) -> Iterator[Row]:
    """Give the rows of clips as they are done."""
    left, running = _Left(clips), as_completed(loop=client.loop)
    handful_of: dict[Future[list[Row]], _Handful] = {}
    looked, wanted = float("-inf"), 0
    while True:
        if time.monotonic() - looked > _LOOK_AGAIN_S:
            looked, wanted = time.monotonic(), ON_THE_WAY * cluster.slots(client)
        while len(handful_of) < wanted and (handful := left.take(wanted, handful_of.values())):
            future = client.submit(rows_of, [_said(clip) for clip in handful.clips], pure=False)
            handful_of[future] = handful
            running.add(future)
        if not handful_of:
            return
        future = next(running)
        handful = handful_of.pop(future)
        found = _found(future)
        future.release()
        if found is not None:
            left.back(handful.clips[len(found) :])
            yield from found
        elif handful.alone:
            yield refused(*_said(handful.clips[0]), CRASHED)
        else:
            left.suspect(handful.clips)


@dataclass(frozen=True)
class _Handful:
    """Clips on their way; one is `alone` when no other handful may be with the workers while it is heard."""

    clips: list[Clip]
    alone: bool


class _Left:
    """The clips that are still to be heard, given out in handfuls."""

    def __init__(self, clips: Iterable[Clip]) -> None:
        self._clips, self._suspects = deque(clips), deque[Clip]()

    def take(self, at_once: int, running: Collection[_Handful]) -> _Handful | None:
        """Give a handful, smaller towards the end, so that all finish together; None when there is none for now."""
        if any(handful.alone for handful in running):
            return None
        if self._suspects:
            return None if running else _Handful([self._suspects.popleft()], alone=True)
        count = min(len(self._clips), max(1, min(HANDFUL, len(self._clips) // (2 * at_once))))
        return _Handful([self._clips.popleft() for _ in range(count)], alone=False) if count else None

    def back(self, clips: Sequence[Clip]) -> None:
        """Take back what a worker did not get to."""
        self._clips.extendleft(reversed(clips))

    def suspect(self, clips: Sequence[Clip]) -> None:
        """Take back what was with workers as they died: one clip is the reason, so each goes with nothing beside it."""
        self._suspects.extend(clips)


def _said(clip: Clip) -> tuple[str, str, str, str | None]:
    """Return what a worker is told of a clip."""
    return absolute(clip.path), clip.genre, clip.group, clip.split


def _found(future: Future[list[Row]]) -> list[Row] | None:
    """Take the rows of a finished handful; None when the workers died on it, which may be a clip's fault."""
    if future.status == "cancelled":
        raise DataError("the Dask scheduler is gone; finished clips are kept, the same command goes on")
    error = future.exception()
    if isinstance(error, KilledWorker):
        return None
    if error is not None:
        raise DataError(f"the workers cannot do this ({error!r}); is the same AudioFiler installed there?") from error
    return future.result()
