"""What the service was told at its start, as one typed value: `settings.EXTRACTOR`."""

from dataclasses import dataclass
from typing import Final

from django.conf import settings

_NAME: Final = "EXTRACTOR"


@dataclass(frozen=True, kw_only=True)
class Configuration:
    """See `.env.example` for what each one means; sizes in bytes, times in seconds."""

    token: str
    bind: str
    preview_hosts: tuple[str, ...]
    workers: int
    queue: int
    wait_seconds: float
    max_bytes: int
    max_seconds: float
    fetch_seconds: float
    fetch_max_bytes: int
    cpu_seconds: float


def conf() -> Configuration:
    """Give the configuration in force; tests override `EXTRACTOR` as any other setting."""
    value: Configuration = getattr(settings, _NAME)
    return value
