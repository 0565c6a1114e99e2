"""The work behind `POST /v1/features`: bring the clip in, then take its features inside the limits."""

from functools import cache
from typing import BinaryIO

from audiofiler import FeatureVector, Limits, extract
from extractor_service.extraction import limits
from extractor_service.extraction.conf import conf
from extractor_service.extraction.errors import Refusal
from extractor_service.extraction.fetching import Door
from extractor_service.extraction.hosts import AllowList
from extractor_service.extraction.spool import Spool
from extractor_service.extraction.submissions import Wish
from extractor_service.extraction.turnstile import Turnstile


@cache
def turnstile() -> Turnstile:
    """Give the one turnstile; shared by all workers."""
    return Turnstile(computing=conf().workers, waiting=conf().queue)


@cache
def door() -> Door:
    """Give the one outward door."""
    return Door(
        AllowList(conf().preview_hosts),
        seconds=conf().fetch_seconds,
        max_bytes=conf().fetch_max_bytes,
    )


def prepare() -> None:
    """Make what all workers share, before they fork: one turnstile, and the certificates read once."""
    turnstile()
    door()


def clip_fetch(*, url: str) -> Spool:
    """Bring the clip behind an allowed address."""
    return door().fetch(url)


def features_extract(*, audio: BinaryIO, wish: Wish) -> FeatureVector:
    """Compute what is wished for in the time and memory that one clip may use."""
    caps = Limits(max_bytes=conf().max_bytes, max_seconds=conf().max_seconds)
    try:
        with limits.budget(cpu_seconds=conf().cpu_seconds, file_bytes=conf().max_bytes):
            return extract(audio, schema=wish.schema, drawing=wish.analysis, limits=caps)
    except limits.BudgetSpent:
        raise Refusal("too_long", "The clip takes more computing than one may use. Send a shorter one.") from None
