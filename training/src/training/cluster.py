"""Where work at scale is done: processes on this machine, one a core, or a Dask cluster.

Both are a Dask scheduler with workers, so that the same code runs on either. Whoever reaches a scheduler's port may run
code on its workers, which is how Dask is made: the local one listens on loopback only, and a cluster belongs on a
network of its own or behind Dask's TLS.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from dask.system import CPU_COUNT
from distributed import Client, LocalCluster

from training.datasets.base import DataError

CONNECT_SECONDS = 30
"""How long a scheduler may take to answer, and to have its first worker."""


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
            LocalCluster(
                n_workers=workers or CPU_COUNT,
                threads_per_worker=1,
                host="127.0.0.1",
                dashboard_address="127.0.0.1:0",
                silence_logs=logging.ERROR,
            ) as cluster,
            Client(cluster, set_as_default=False) as client,
        ):
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
