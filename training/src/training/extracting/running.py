"""The run over all clips: a bounded number on the way, each row kept as soon as it is there.

Memory does not grow with the number of clips but for their list: `ON_THE_WAY` clips for each worker thread are known to
Dask at any time, and at most `store.PART_ROWS` rows wait to be written. A worker that dies is replaced and its clips
go to another; a clip during which workers die again and again (Dask's `allowed-failures`) becomes a row that says so.
"""

import itertools
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from distributed import Client, Future, KilledWorker, as_completed

from training import cluster
from training.datasets.base import DataError
from training.datasets.index import Clip
from training.extracting.clip import CRASHED, Row, refused, row_of
from training.extracting.store import Store, absolute

ON_THE_WAY = 4
"""Clips for each worker thread: enough that none waits for work, few enough that a kill costs little."""

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
    waiting, running = iter(clips), as_completed(loop=client.loop)
    clip_of: dict[Future[Row], Clip] = {}
    looked, wanted = float("-inf"), 0
    while True:
        if time.monotonic() - looked > _LOOK_AGAIN_S:
            looked, wanted = time.monotonic(), ON_THE_WAY * cluster.slots(client)
        for clip in itertools.islice(waiting, max(0, wanted - len(clip_of))):
            future = client.submit(row_of, absolute(clip.path), clip.genre, clip.group, clip.split, pure=False)
            clip_of[future] = clip
            running.add(future)
        if not clip_of:
            return
        future = next(running)
        yield _row(future, clip_of.pop(future))
        future.release()


def _row(future: Future[Row], clip: Clip) -> Row:
    """Take a finished clip's row; only a worker that died on it is the clip's own fault."""
    if future.status == "cancelled":
        raise DataError("the Dask scheduler is gone; finished clips are kept, the same command goes on")
    error = future.exception()
    if isinstance(error, KilledWorker):
        return refused(absolute(clip.path), clip.genre, clip.group, clip.split, CRASHED)
    if error is not None:
        raise DataError(f"the workers cannot do this ({error!r}); is the same AudioFiler installed there?") from error
    return future.result()
