"""Requests to a service that may be slow, wrong or hostile: one deadline, bounded bodies, one host."""

from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter

from backend.catalog.remote.deadline import POOLS, deadline, seconds_left

CHUNK_BYTES = 64 * 1024
MAX_BYTES = 2 * 1024 * 1024
MAX_REDIRECTS = 2


class OversizedBodyError(requests.RequestException):
    """The body is larger than any answer we asked for."""


class ForeignRedirectError(requests.RequestException):
    """The answer points to another host, which nobody set."""


class _BoundedAdapter(HTTPAdapter):
    """Reads every body itself, also those of redirects, and gives up when it grows too large."""

    def __init__(self, max_bytes: int) -> None:
        self.max_bytes = max_bytes
        super().__init__(pool_connections=4, pool_maxsize=8, max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = POOLS

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        response = super().send(request, *args, **{**kwargs, "stream": True})
        try:
            body = b"".join(self._chunks(response))
        except BaseException:
            response.close()
            raise
        # requests has no public way to hand in a body that has been read
        response._content, response._content_consumed = body, True  # type: ignore[attr-defined]  # noqa: SLF001
        return response

    def _chunks(self, response: requests.Response) -> Any:
        size = 0
        for chunk in response.iter_content(CHUNK_BYTES):
            seconds_left()
            size += len(chunk)
            if size > self.max_bytes:
                raise OversizedBodyError(f"more than {self.max_bytes} bytes", response=response)
            yield chunk


class BoundedSession(requests.Session):
    """A session whose every request ends within `seconds` and stays on the host that was asked.

    It takes nothing from the environment: no proxy, no .netrc, no certificates.
    """

    def __init__(self, *, seconds: float, max_bytes: int = MAX_BYTES) -> None:
        super().__init__()
        self.seconds = seconds
        self.trust_env = False
        self.max_redirects = MAX_REDIRECTS
        self.headers["User-Agent"] = "AudioFiler"
        for scheme in ("http://", "https://"):
            self.mount(scheme, _BoundedAdapter(max_bytes))

    def request(self, method: Any, url: Any, *args: Any, **kwargs: Any) -> requests.Response:
        """Ask; raises requests.RequestException, whatever goes wrong."""
        with deadline(self.seconds):
            try:
                return super().request(method, url, *args, **{**kwargs, "timeout": seconds_left()})
            except (OSError, ValueError) as error:
                # the deadline between two reads, an address in a redirect that is none
                if isinstance(error, requests.RequestException):
                    raise
                raise requests.ConnectionError(str(error)) from error

    def get_redirect_target(self, resp: requests.Response) -> str | None:
        """Follow only on the same host, by the same scheme."""
        target = super().get_redirect_target(resp)
        if target is not None:
            here, there = urlsplit(resp.url), urlsplit(urljoin(resp.url, target))
            if (here.scheme, here.netloc) != (there.scheme, there.netloc):
                raise ForeignRedirectError(f"redirect to {there.netloc}", response=resp)
        return target
