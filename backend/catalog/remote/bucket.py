"""An allowance of calls that everybody shares: so many in any stretch of so many seconds, and not one more.

The times of the last calls are kept in Redis when it is set, else in a file of DATA_DIR: both are shared by all
processes, and the file holds a day's allowance over a restart.
"""

import contextlib
import fcntl
import json
import math
import os
import time
from functools import cache
from pathlib import Path
from typing import Any

import redis
import structlog
from django.conf import settings

from backend.catalog.sources.base import AllowanceUsedError

log = structlog.get_logger(__name__)

# KEYS[1]: the list of times, newest first; ARGV: calls, seconds, the most for this one. Answers the seconds to wait.
SCRIPT = """
local clock = redis.call('TIME')
local now = clock[1] + clock[2] / 1000000
local oldest = redis.call('LINDEX', KEYS[1], ARGV[3] - 1)
if oldest then
  local wait = oldest + ARGV[2] - now
  if wait > 0 then return tostring(wait) end
end
redis.call('LPUSH', KEYS[1], string.format('%.4f', now))
redis.call('LTRIM', KEYS[1], 0, ARGV[1] - 1)
redis.call('EXPIRE', KEYS[1], ARGV[2])
return '0'
"""


class TokenBucket:
    """`calls` tokens; each comes back `seconds` after it was taken.

    A search takes a `spare` one: the last fifth is left for the song that is picked in the end.
    """

    def __init__(self, name: str, *, calls: int, seconds: int) -> None:
        self.name = name
        self.calls = calls
        self.seconds = seconds

    def take(self, *, spare: bool = False) -> None:
        """Take a token. Raises AllowanceUsedError when there is none; never waits for one."""
        most = self.calls - self.calls // 5 if spare else self.calls
        wait = self._wait_in_redis(most) if settings.REDIS_URL else self._wait_in_file(most)
        if wait > 0:
            raise AllowanceUsedError("Everybody's searches together have used up its allowance.", retry_after=_up(wait))

    def _wait_in_redis(self, most: int) -> float:
        key = f"audiofiler:bucket:{self.name}:{self.seconds}"
        try:
            return float(_redis(settings.REDIS_URL).eval(SCRIPT, 1, key, self.calls, self.seconds, most))
        except redis.RedisError as error:
            log.warning("no_redis", error=type(error).__name__)
            return 0.0  # the service will say itself when it is too much

    def _wait_in_file(self, most: int) -> float:
        path = Path(settings.DATA_DIR) / "allowances" / f"{self.name}-{self.seconds}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+", encoding="ascii") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.seek(0)
            now = time.time()
            taken = [at for at in _times(file.read()) if now - self.seconds < at <= now][-self.calls :]
            if len(taken) >= most:
                return taken[-most] + self.seconds - now
            # cut after writing: a file that was emptied first is forced to the disk when it is closed
            file.seek(0)
            json.dump([*taken, now], file)
            file.truncate()
            return 0.0


def _times(written: str) -> list[float]:
    with contextlib.suppress(ValueError):
        found = json.loads(written)
        return [at for at in found if isinstance(at, float)] if isinstance(found, list) else []
    return []


def _up(wait: float) -> int:
    return max(1, math.ceil(wait))


@cache
def _redis(url: str) -> Any:
    return redis.Redis.from_url(url, socket_timeout=1, socket_connect_timeout=1)
