"""Asks one service for JSON."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from backend.catalog.remote.answers import json_object, reachable, status_check
from backend.catalog.remote.session import MAX_BYTES, BoundedSession
from backend.catalog.sources.base import SourceUnavailableError, TrackNotFoundError


class JsonClient:
    """A service's name as people know it, and where it is. Never sleeps and never tries again by itself.

    `limit_statuses`: what it answers when it is asked too often; `patience`: seconds to wait then, when it says none.
    """

    def __init__(  # noqa: PLR0913 - each says how one service differs
        self,
        name: str,
        base_url: str,
        *,
        timeout: float | None = None,
        max_bytes: int = MAX_BYTES,
        headers: Mapping[str, str] | None = None,
        limit_statuses: frozenset[int] = frozenset({429}),
        patience: int = 10,
    ) -> None:
        self.name = name
        self.base_url = base_url.rstrip("/")
        self.limit_statuses = limit_statuses
        self.patience = patience
        self.session = BoundedSession(seconds=timeout or settings.SOURCE_DEADLINE, max_bytes=max_bytes)
        self.session.headers.update({"Accept": "application/json, text/javascript;q=0.9, */*;q=0.1", **(headers or {})})

    def get(self, path: str, params: Mapping[str, str | int] | None = None) -> dict[str, Any]:
        """One record's JSON object. Raises a SourceError, or TrackNotFoundError for 404."""
        with reachable(self.name):
            response = self.session.get(self.base_url + path, params=dict(params or {}))
        status_check(response, self.name, limit_statuses=self.limit_statuses, patience=self.patience)
        return json_object(response, self.name)

    def search(self, path: str, params: Mapping[str, str | int]) -> dict[str, Any]:
        """A list's JSON object; that there is no such list is no answer to a search."""
        try:
            return self.get(path, params)
        except TrackNotFoundError:
            raise SourceUnavailableError(f"{self.name} has no search at its address.") from None
