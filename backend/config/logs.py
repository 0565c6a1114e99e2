"""Structured logs: one line an event, as JSON for machines or coloured for people."""

import logging
import logging.config
import sys
from typing import Any

import structlog

SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso"),
]


class Traced(logging.Filter):
    """Lets through what has a traceback: that a request was refused, the request log says already."""

    def filter(self, record: logging.LogRecord) -> bool:
        return bool(record.exc_info)


def logging_config(style: str, level: str) -> dict[str, Any]:
    """The `logging` set-up; the same lines come out whether structlog or a library wrote them."""
    last: list[Any] = [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())]
    if style == "json":
        last = [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": SHARED,
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
            }
        },
        "filters": {"traced": {"()": "backend.config.logs.Traced"}},
        "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["out"], "level": level},
        # the request log says it already, with the request's id
        "loggers": {
            "django.request": {"level": "ERROR", "filters": ["traced"]},
            "django.server": {"level": "ERROR"},
            "gunicorn.error": {"level": level, "handlers": [], "propagate": True},
            # it writes secrets at DEBUG and what a person typed at ERROR; a source's status says what went wrong
            "spotipy": {"level": "CRITICAL"},
            "urllib3": {"level": "WARNING"},
        },
    }


def configure(config: dict[str, Any]) -> None:
    """Django calls this once, at start."""
    logging.config.dictConfig(config)
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
