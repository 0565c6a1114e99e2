"""Where work at scale is done: processes on this machine, one a core, or a Dask cluster.

Both are a Dask scheduler with workers, so that the same code runs on either. Whoever reaches a scheduler's port may run
code on its workers, which is how Dask is made: the local one listens on loopback only, and a cluster belongs on a
network of its own or behind Dask's TLS.
"""

import functools
import logging
import os
import threading
from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from pathlib import Path

import dask
from dask.system import CPU_COUNT
from distributed import Client, Future, KilledWorker, LocalCluster, Worker, WorkerPlugin
from threadpoolctl import threadpool_limits

from audiofiler.allocation import KEEP_MEMORY
from training.cache import Arrays
from training.datasets.base import DataError
from training.recipes.base import ELSEWHERE, Make

CONNECT_SECONDS = 30
"""How long a scheduler may take to answer, and to have its first worker."""

_LOCAL = {
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.system-monitor.interval": "5s",
    "distributed.scheduler.work-stealing": False,
    "distributed.scheduler.active-memory-manager.start": False,
    "distributed.nanny.pre-spawn-environ": {
        **dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"),
        **KEEP_MEMORY,
    },
}
"""Left to itself Dask looks at every worker up to a hundred times a second, moves work about and gives memory back to
the system at once, which costs more, page by page, than the features computed in it: together a third of the work."""


class OneCore(WorkerPlugin):
    """Keeps each worker of this machine on a core of its own, also one that replaces another.

    A clip is heard by several threads that wait for one another; where as many workers as cores do so at once, threads
    that wander between cores cost a third of the work.
    """

    name = "one-core"

    def setup(self, worker: Worker) -> None:
        """Bind the process, where the system can: on Linux."""
        if hasattr(os, "sched_setaffinity"):
            cores = sorted(os.sched_getaffinity(os.getppid()))
            core = {cores[int(worker.name) % len(cores)]}
            for thread in Path("/proc/self/task").iterdir():
                os.sched_setaffinity(int(thread.name), core)


@contextmanager
def connect(scheduler: str | None = None, workers: int | None = None) -> Iterator[Client]:
    """Give a client of a cluster, and end what was started for it.

    Parameters
    ----------
    scheduler : str, optional
        `tcp://host:port` of a running scheduler, whose workers must have this package installed and see the same files
        under the same paths. Left out, worker processes are started here; BLAS has one thread in each.
    workers : int, optional
        How many processes to start here; one a core when left out.

    Raises
    ------
    DataError
        No scheduler answers there, or it has no worker.
    """
    if scheduler is None:
        with (
            dask.config.set(_LOCAL),
            LocalCluster(
                n_workers=workers or CPU_COUNT,
                threads_per_worker=1,
                host="127.0.0.1",
                dashboard_address="127.0.0.1:0",
                silence_logs=logging.ERROR,
            ) as cluster,
            Client(cluster, set_as_default=False) as client,
        ):
            client.register_plugin(OneCore())
            yield client
        return
    try:
        client = Client(scheduler, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise DataError(f"no Dask scheduler answers at {scheduler}: {error}") from error
    with client:
        try:
            client.wait_for_workers(1, timeout=CONNECT_SECONDS)
        except TimeoutError as error:
            raise DataError(f"the scheduler at {scheduler} has no worker") from error
        yield client


def slots(client: Client) -> int:
    """Return how many tasks run at the same time; at least 1, also while a worker is being replaced."""
    return max(1, sum(client.nthreads().values()))


@contextmanager
def forests_on(scheduler: str | None) -> Iterator[None]:
    """Have the forests of all recipes trained on a cluster; None leaves them in the threads of this process.

    The client looks up and fills the cache, so a worker needs no disk in common with it, and forests of a worker that
    dies are trained by another. On one machine threads do as well: scikit-learn and BLAS let go of the interpreter.
    """
    if scheduler is None:
        yield
        return
    with connect(scheduler) as client:
        before = ELSEWHERE.set(_Cluster(client))
        try:
            yield
        finally:
            ELSEWHERE.reset(before)


class _Cluster:
    """A cluster as a place where forests are trained."""

    def __init__(self, client: Client) -> None:
        self._client = client

    @property
    def at_once(self) -> int:
        """One for each thread of a worker, and one on its way."""
        return slots(self._client) + 1

    def send(self, make: Make) -> Make:
        """Return what trains one forest there; rows and designs are sent once, when the first is asked for."""
        first = threading.Lock()

        @functools.cache
        def there() -> "Future[Make]":
            return self._client.scatter(make, broadcast=True, hash=False)

        def one(forest: int) -> Arrays:
            with first:
                sent = there()
            try:
                return self._client.submit(_make, sent, forest, pure=False).result()
            except (KilledWorker, CancelledError) as error:
                raise DataError(
                    f"the workers that trained forest {forest + 1} are gone ({error}); "
                    "finished forests are kept, the same command goes on"
                ) from error

        return one


def _make(make: Make, forest: int) -> Arrays:
    """Train a forest in a worker."""
    with threadpool_limits(limits=1):
        return make(forest)
