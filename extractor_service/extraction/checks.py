"""What must be right before the service starts; each finding has an id and says what to do."""

from typing import Any

import structlog
from django.core import checks

from extractor_service.extraction.addresses import is_loopback
from extractor_service.extraction.conf import conf
from extractor_service.extraction.hosts import host_parse

log = structlog.get_logger("extractor")


@checks.register()
def preview_hosts_check(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Every extra host must be exact, and a loopback one must name its port."""
    found: list[checks.CheckMessage] = []
    for entry in conf().preview_hosts:
        try:
            host = host_parse(entry)
        except ValueError as error:
            found.append(
                checks.Error(
                    f"PREVIEW_HOSTS: {entry!r} cannot be used: {error}.",
                    hint="List exact hosts, such as cdn.example.org or 127.0.0.1:9000, with commas between.",
                    id="extractor.E001",
                )
            )
            continue
        if host.loopback:
            found.append(
                checks.Warning(
                    f"PREVIEW_HOSTS: clips may come from {entry} on this machine.",
                    hint="That is for tests and stand-ins; leave it out in production.",
                    id="extractor.W001",
                )
            )
    return found


@checks.register()
def token_check(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """A service that others can reach should ask for a token."""
    if conf().token or conf().bind == "localhost" or is_loopback(conf().bind):
        return []
    return [
        checks.Warning(
            f"The service listens at {conf().bind} without a token.",
            hint="Set EXTRACTOR_TOKEN to the same secret here and in the backend.",
            id="extractor.W002",
        )
    ]


@checks.register()
def caps_check(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """What is fetched must be something that is then read."""
    if conf().fetch_max_bytes <= conf().max_bytes:
        return []
    return [
        checks.Error(
            "EXTRACTOR_FETCH_MAX_BYTES is more than EXTRACTOR_MAX_BYTES.",
            hint="Clips between the two would be fetched and then refused; lower the first.",
            id="extractor.E002",
        )
    ]


def refuse_unsafe_start() -> None:
    """Run the checks as `manage check` would: warnings are logged, an error ends the start."""
    messages = checks.run_checks()
    for message in messages:
        log.warning("start-up check", id=message.id, message=message.msg, hint=message.hint)
    if any(message.level >= checks.ERROR for message in messages):
        raise SystemExit("The service does not start; the log names the settings to put right.")
