"""Hands of this process: what its caller waits for is done at once, without the queue.

A clip is heard in a fraction of a second. By way of the queue it waits until the job worker looks, which costs more
than the votes, and until the caller asks again. So whoever is ready to wait a moment (`Prefer: respond-async, wait=1`,
RFC 7240) is answered by a hand, if one is free; the same work as the job worker's, with the same end in the row.
"""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from contextvars import copy_context
from functools import cache

from django.db import connections

HANDS = 2  # in each process; more would only wait for the extractor, and who waits there is better off in the queue
_FREE = threading.BoundedSemaphore(HANDS)


def hand_take() -> bool:
    """Reserve a hand, if one is free: then it is given work, or given back."""
    return _FREE.acquire(blocking=False)


def hand_release() -> None:
    """Give back a hand that has not been given work."""
    _FREE.release()


def hand_work(work: Callable[[], None], *, seconds: float) -> None:
    """Let the hand work, and come back when it is done, or after so many seconds, while it goes on."""
    wait([_pool().submit(copy_context().run, _worked, work)], timeout=seconds)


def _worked(work: Callable[[], None]) -> None:
    try:
        work()
    finally:
        connections.close_all()  # nobody would look after it: requests close what is too old of theirs alone
        _FREE.release()


@cache
def _pool() -> ThreadPoolExecutor:
    """Made at the first use, so after the server has forked; a server that ends waits for what it has begun."""
    return ThreadPoolExecutor(max_workers=HANDS, thread_name_prefix="hand")
