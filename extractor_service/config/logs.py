"""Structured logs: one JSON object a line, from structlog and from the standard library alike."""

import logging
import sys
from typing import Any

import structlog


def _shared() -> list[Any]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]


def _has_traceback(record: logging.LogRecord) -> bool:
    return bool(record.exc_info)


def logging_config(*, level: str, style: str) -> dict[str, Any]:
    """Give the `dictConfig` that Django and gunicorn both use."""
    renderer = (
        structlog.processors.JSONRenderer()
        if style == "json"
        else structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
        )
    )
    structlog.configure(
        processors=[*_shared(), structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {
            "with_traceback": {"()": "django.utils.log.CallbackFilter", "callback": _has_traceback},
        },
        "formatters": {
            "lines": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": _shared(),
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # urllib3 names whole addresses in its warnings, and the query of a signed URL is a secret.
            "urllib3": {"level": "CRITICAL"},
            # The one line a request that `RequestLog` writes says the same as Django's "Bad Request: /v1/…".
            "django.request": {"filters": ["with_traceback"]},
            # Likewise a request with a foreign Host header, which would otherwise write a traceback each.
            "django.security": {"level": "CRITICAL"},
            "django": {"handlers": [], "propagate": True},
            "gunicorn.error": {"handlers": ["stderr"], "level": level, "propagate": False},
        },
    }
