"""What every stand-in has in common: its songs, its search, its allowance, and the paths it answers."""

import re
import threading
import time
from collections import deque
from collections.abc import Sequence
from functools import cached_property
from typing import Any, ClassVar

from tests.standins.pictures import picture
from tests.standins.searching import SongIndex
from tests.standins.songs import Song
from tests.standins.wire import Answer, Part, Request, Route, refusal


class Service:
    """One catalogue as it is seen from outside. A file for each service says what is its own."""

    name: ClassVar[str]
    api_root: ClassVar[str] = ""  # the part of the path that belongs to the address a person sets
    token_path: ClassVar[str | None] = None
    optional_keys: ClassVar[frozenset[str]]  # may be absent in a real answer
    no_preview: ClassVar[dict[str, Any]]  # what a song without a clip has in place of its address
    kinds: ClassVar[frozenset[str]] = frozenset()  # faults that this service alone has

    def __init__(self, songs: Sequence[Song], *, allowance: tuple[int, float] | None = None) -> None:
        self.songs = list(songs)
        self.origin = ""  # set when the port is known
        self.allowance = allowance  # so many calls in so many seconds
        self._taken: deque[float] = deque()
        self._lock = threading.Lock()

    @cached_property
    def index(self) -> SongIndex:
        """The search, made when the first call needs it."""
        return SongIndex(self.songs)

    @cached_property
    def routes(self) -> list[Route]:
        """Every form of path that is answered."""
        raise NotImplementedError

    def not_found(self) -> Answer:
        """Answer a path that is not there."""
        return refusal(404, {"error": "Not Found"})

    def too_many(self, retry_after: int | None) -> Answer:
        """Answer a caller who asked too often."""
        headers = {} if retry_after is None else {"Retry_After": str(retry_after)}
        return refusal(429, {"error": "Too many requests"}, **headers)

    def fault(self, _kind: str) -> Answer | None:
        """Answer with one of the faults that this service alone has."""
        return None

    def part_of(self, path: str) -> Part:
        """Say what kind of thing a path is."""
        return next((route.part for route in self.routes if re.fullmatch(route.pattern, path)), "api")

    def answer(self, request: Request) -> Answer:
        """Answer one call as the real service would on a good day."""
        for route in self.routes:
            found = re.fullmatch(route.pattern, request.path)
            if found and route.method == request.method.replace("HEAD", "GET"):
                if route.part == "api" and not self._within_allowance():
                    return self.too_many(None)
                return route.handler(request, *found.groups())
        return self.not_found()

    def picture(self, _request: Request, seed: str, side: str = "250") -> Answer:
        """Give a cover; the same seed gives the same one."""
        return Answer(body=picture(seed, min(int(side), 300)), content_type="image/png")

    def _within_allowance(self) -> bool:
        if self.allowance is None:
            return True
        calls, seconds = self.allowance
        now = time.monotonic()
        with self._lock:
            while self._taken and self._taken[0] <= now - seconds:
                self._taken.popleft()
            if len(self._taken) >= calls:
                return False
            self._taken.append(now)
        return True
