"""Another process of the backend, for tests of what processes share: a line of JSON in, a line of JSON out."""

import json
import sys

import django

django.setup()

from django.test import Client  # noqa: E402 - Django is set up by now

from backend.catalog.remote.bucket import TokenBucket  # noqa: E402
from backend.catalog.sources.base import RateLimitedError  # noqa: E402


def answer(asked: dict[str, object]) -> object:
    """One request, or one token of an allowance."""
    if "take" in asked:
        try:
            TokenBucket("shared", calls=5, seconds=60).take(spare=bool(asked["take"] == "spare"))
        except RateLimitedError as error:
            return error.retry_after
        return 0
    response = Client().get(str(asked["get"]), asked.get("query"))
    return {"status": response.status_code, **response.json()}


for line in sys.stdin:
    sys.stdout.write(json.dumps(answer(json.loads(line))) + "\n")
    sys.stdout.flush()
