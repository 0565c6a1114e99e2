"""An allowance is shared, exact, and never waited for."""

import threading
import time
from pathlib import Path

import pytest

from backend.catalog.remote.bucket import TokenBucket
from backend.catalog.sources.base import AllowanceUsedError, RateLimitedError


@pytest.fixture(autouse=True)
def _no_redis(settings) -> None:
    settings.REDIS_URL = ""


def test_it_works() -> None:
    bucket = TokenBucket("one", calls=3, seconds=60)
    for _ in range(3):
        bucket.take()
    with pytest.raises(RateLimitedError) as refused:
        bucket.take()
    assert 58 <= refused.value.retry_after <= 60
    TokenBucket("other", calls=1, seconds=60).take()


def test_searches_leave_some_for_what_is_picked() -> None:
    bucket = TokenBucket("spare", calls=10, seconds=60)
    for _ in range(8):
        bucket.take(spare=True)
    with pytest.raises(AllowanceUsedError):
        bucket.take(spare=True)
    bucket.take()
    bucket.take()
    with pytest.raises(AllowanceUsedError):
        bucket.take()


def test_a_token_comes_back_when_its_time_is_over() -> None:
    bucket = TokenBucket("short", calls=2, seconds=1)
    bucket.take()
    time.sleep(0.6)
    bucket.take()
    with pytest.raises(RateLimitedError):
        bucket.take()
    time.sleep(0.5)
    bucket.take()
    with pytest.raises(RateLimitedError):
        bucket.take()


def test_threads_do_not_get_more_together() -> None:
    outcomes: list[bool] = []

    def take() -> None:
        try:
            TokenBucket("threads", calls=5, seconds=60).take()
            outcomes.append(True)
        except RateLimitedError:
            outcomes.append(False)

    threads = [threading.Thread(target=take) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (outcomes.count(True), len(outcomes)) == (5, 20)


@pytest.mark.parametrize("written", ["", "{", "[]", '{"a": 1}', '["x", null, 3]', "[99999999999.0]"])
def test_a_damaged_file_counts_as_empty(settings, written: str) -> None:
    folder = Path(settings.DATA_DIR) / "allowances"
    folder.mkdir()
    (folder / "one-60.json").write_text(written)
    bucket = TokenBucket("one", calls=1, seconds=60)
    bucket.take()
    with pytest.raises(RateLimitedError):
        bucket.take()


def test_a_missing_redis_lets_calls_through(settings) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:9/0"
    TokenBucket("one", calls=1, seconds=60).take()
