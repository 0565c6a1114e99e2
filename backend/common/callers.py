"""Who is calling: an anonymous, signed cookie, so that a person's history is their own without an account."""

import hashlib
import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse

COOKIE = "audiofiler_client"
SALT = "backend.common.callers"
ONE_YEAR = 365 * 24 * 3600


def caller_get(request: HttpRequest) -> str | None:
    """The caller's identity, or None for one who has not sent anything yet (or a cookie we did not sign)."""
    caller = request.get_signed_cookie(COOKIE, default=None, salt=SALT, max_age=ONE_YEAR)
    return str(caller) if caller else None


def caller_create() -> str:
    """A new identity that nobody can guess."""
    return secrets.token_urlsafe(24)


def caller_remember(*, request: HttpRequest, response: HttpResponse, caller: str) -> None:
    """Give the caller their identity to keep for a year."""
    response.set_signed_cookie(
        COOKIE,
        caller,
        salt=SALT,
        max_age=ONE_YEAR,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )


def caller_scope(*, caller: str | None, address: str) -> str:
    """In whose name an Idempotency-Key is kept: the identity, or for a program without cookies its address."""
    if caller:
        return caller
    digest = hashlib.blake2b(f"{settings.SECRET_KEY}|{address}".encode(), digest_size=12)
    return f"address:{digest.hexdigest()}"
