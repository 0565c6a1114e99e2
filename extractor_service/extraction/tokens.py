"""The shared secret between the backend and this service."""

import hmac
from typing import Any

from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from extractor_service.extraction.conf import conf


class BearerToken(BaseAuthentication):
    """Demands `EXTRACTOR_TOKEN` where it is set."""

    def authenticate(self, request: Request) -> tuple[Any, Any] | None:
        """Let the caller in, or refuse before anything of the body is read."""
        expected = conf().token
        if not expected:
            return None
        scheme, _, given = request.headers.get("Authorization", "").partition(" ")
        # Compared as bytes: compare_digest takes no text outside ASCII.
        matches = hmac.compare_digest(given.strip().encode(), expected.encode())
        if scheme.lower() != "bearer" or not matches:
            raise AuthenticationFailed
        return None

    def authenticate_header(self, request: Request) -> str:
        """Name the scheme, so that the answer is 401."""
        return 'Bearer realm="extractor"'
