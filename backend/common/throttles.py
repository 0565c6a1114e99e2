"""How often one address may call. Generous for a person, there against a loop gone wild; not a security measure."""

from typing import TYPE_CHECKING

from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

if TYPE_CHECKING:  # the views import this module through the settings
    from rest_framework.views import APIView


class ApiThrottle(SimpleRateThrottle):
    """Every call of the API, by address: a cookie can be thrown away, an address less easily."""

    scope = "api"

    def get_cache_key(self, request: Request, view: "APIView") -> str:
        return f"throttle-{self.scope}-{self.get_ident(request)}"


class ClassifyThrottle(ApiThrottle):
    """The calls that cost computing time."""

    scope = "classify"

    def allow_request(self, request: Request, view: "APIView") -> bool:
        return request.method != "POST" or super().allow_request(request, view)
