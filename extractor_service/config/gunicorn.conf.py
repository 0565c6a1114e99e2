# ruff: noqa: N999 - the name is the one gunicorn's documentation uses
"""The server: plain processes, so that the clip that breaks one takes nothing else with it.

One request is one process from accept to close. Of these processes `EXTRACTOR_WORKERS` may compute at a time and
`EXTRACTOR_QUEUE` more may receive, fetch or wait; the spare ones answer everybody else: health, and `busy`. So there
are more of them than `EXTRACTOR_WORKERS` says, and what they have in common is made once, before they part.
"""

import gc
import os

# Parallelism is one process a core; a second layer of threads inside BLAS only makes them wait for each other.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

from typing import Any  # noqa: E402 - the variables above must be set before numpy is imported

from extractor_service.config import env  # noqa: E402
from extractor_service.config.logs import logging_config  # noqa: E402
from extractor_service.config.worker import keep_signals_over_forks  # noqa: E402

_SPARE = 2

bind = f"[{env.BIND}]:{env.PORT}" if ":" in env.BIND else f"{env.BIND}:{env.PORT}"
worker_class = "extractor_service.config.worker.GuardedWorker"
workers = env.WORKERS + env.QUEUE + _SPARE
preload_app = True
# A request may lawfully take this long in all; what goes on longer is stuck, and its process is ended.
timeout = int(env.RECEIVE_SECONDS + env.FETCH_SECONDS + env.WAIT_SECONDS + 2 * env.CPU_SECONDS + 10)
graceful_timeout = 15
backlog = 64
max_requests = env.MAX_REQUESTS
max_requests_jitter = env.MAX_REQUESTS // 4
limit_request_line = 2048
limit_request_fields = 40
limit_request_field_size = 4096
control_socket_disable = True
accesslog = None
errorlog = "-"
logconfig_dict = logging_config(level=env.LOG_LEVEL, style=env.LOG_FORMAT)


def when_ready(server: Any) -> None:
    """Load all that a clip needs, by trying one, and leave it alone: a page that is not written to stays shared.

    The collector writes to every object it looks at; workers that do so own their copy of all that is loaded.
    """
    from extractor_service.extraction import readiness  # noqa: PLC0415 - numpy loads with the app

    readiness.self_test()
    gc.collect()
    gc.freeze()
    keep_signals_over_forks()


def post_worker_init(worker: Any) -> None:
    """Try the room once, then close it: from here on the process is limited."""
    from extractor_service.extraction import limits, readiness  # noqa: PLC0415 - numpy loads with the app

    readiness.self_test()
    limits.confine(memory_bytes=env.WORKER_MEMORY_MB * env.MIB)


def post_request(worker: Any, req: Any, environ: Any, resp: Any) -> None:
    """Let a worker go that ran into its memory or CPU limit; a fresh one takes its place."""
    from extractor_service.extraction import limits  # noqa: PLC0415 - numpy loads with the app

    if limits.spent():
        worker.log.info("worker retires: a clip used up its limits")
        worker.alive = False
