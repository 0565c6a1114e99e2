# ruff: noqa: N999 - the name is the one gunicorn's documentation uses
"""The web server: few processes with many threads each, as most of a request is waiting for others."""

import os

# scoring is small; threads inside BLAS would only wait for each other
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

from typing import Any  # noqa: E402 - the variables above must be set before numpy is imported

from backend.config import env, logs  # noqa: E402

_SERVER = env.read_server()

bind = f"{_SERVER.bind}:{_SERVER.port}"
worker_class = "gthread"
workers = _SERVER.workers
threads = _SERVER.threads
preload_app = True  # the forests are loaded once and shared by the workers
timeout = 120
graceful_timeout = 15
keepalive = 5
max_requests = 10_000
max_requests_jitter = 1_000
limit_request_line = 4094
control_socket_disable = True
accesslog = None
logconfig_dict = logs.logging_config(_SERVER.log_format, _SERVER.log_level)


def when_ready(server: Any) -> None:
    """Once, before the workers are forked: load the forests, and queue what the job worker does at each start."""
    from backend.config import startup  # noqa: PLC0415 - Django is set up by now

    startup.prepare()
