"""Redis as the cache. Without it everything works, only with less memory: a cache that is away must fail no request."""

import time
from collections.abc import Callable, Iterable
from typing import Any

import redis
import structlog
from django.core.cache.backends import redis as django_redis
from redis.backoff import NoBackoff
from redis.retry import Retry

log = structlog.get_logger(__name__)
OPTIONS = {"socket_connect_timeout": 0.5, "socket_timeout": 1.0}
AWAY_SECONDS = 2.0  # so long it is not asked again, or every request would wait for its timeouts


class RedisCache(django_redis.RedisCache):
    """Answers as an empty cache while Redis is away."""

    away_until = 0.0  # of the whole process

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        once = {"retry": Retry(NoBackoff(), 1)}  # a connection may have been closed while it was idle
        super().__init__(server, params | {"OPTIONS": {**OPTIONS, **once, **params.get("OPTIONS", {})}})

    def _try(self, call: Callable[[], Any], instead: Any) -> Any:
        if time.monotonic() < RedisCache.away_until:
            return instead
        try:
            return call()
        except redis.RedisError as error:
            RedisCache.away_until = time.monotonic() + AWAY_SECONDS
            log.warning("no_redis", error=type(error).__name__)
            return instead

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        return self._try(lambda: super(RedisCache, self).get(key, default, version), default)

    def set(self, key: str, value: Any, *args: Any, **kwargs: Any) -> None:
        self._try(lambda: super(RedisCache, self).set(key, value, *args, **kwargs), None)

    def add(self, key: str, value: Any, *args: Any, **kwargs: Any) -> bool:
        return bool(self._try(lambda: super(RedisCache, self).add(key, value, *args, **kwargs), True))

    def delete(self, key: str, version: int | None = None) -> bool:
        return bool(self._try(lambda: super(RedisCache, self).delete(key, version), False))

    def delete_many(self, keys: Iterable[str], version: int | None = None) -> None:
        self._try(lambda: super(RedisCache, self).delete_many(keys, version), None)

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        found = self._try(lambda: super(RedisCache, self).incr(key, delta, version), None)
        if found is None:
            raise ValueError(f"Key {key!r} not found")
        return int(found)
