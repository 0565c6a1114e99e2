"""What happens once when the server starts."""

import structlog
from django.db import Error, connections

from backend.analysis.scoring import model_get
from backend.analysis.tasks import housekeeping
from backend.catalog import librarysearch
from backend.catalog.tasks import library_scan
from backend.common.problems import ProblemError
from backend.common.queue import enqueue_once

log = structlog.get_logger(__name__)


def prepare() -> None:
    """Load the default model, and let the job worker look through the folders and clean up.

    Neither may keep the server from starting: /readyz says what is missing.
    """
    try:
        model_get()
    except ProblemError as problem:
        log.warning("no_model", why=problem.detail)
    try:
        librarysearch.warm()
        enqueue_once(library_scan)
        enqueue_once(housekeeping)
    except Error:
        log.exception("no_database", hint="Run `python -m backend.manage migrate`.")
    finally:
        connections.close_all()  # a worker must not inherit a connection
