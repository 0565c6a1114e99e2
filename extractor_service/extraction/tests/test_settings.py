"""The environment is read strictly, and what is unsafe is said or stops the start."""

import io
import json
import os
import subprocess
import sys
from typing import Any

import pytest
from django.core.checks import CheckMessage
from django.core.management import CommandError, call_command

from extractor_service.extraction import checks
from extractor_service.extraction.management.commands import contract
from extractor_service.extraction.tests.conftest import Configure

SERVE = "import extractor_service.config.wsgi; print('served')"


def start(code: str = SERVE, **env: str) -> "subprocess.CompletedProcess[str]":
    clean = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "TMPDIR"}}
    return subprocess.run(
        [sys.executable, "-c", code], env=clean | env, capture_output=True, text=True, timeout=30, check=False
    )


def test_it_starts_with_nothing_set() -> None:
    done = start()
    assert done.stdout == "served\n", done.stderr
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("name", "value"),
    [("EXTRACTOR_PORT", "x"), ("EXTRACTOR_PORT", "70000"), ("EXTRACTOR_WORKERS", "0"), ("EXTRACTOR_WORKERS", "1.5"),
     ("EXTRACTOR_FETCH_SECONDS", "nan"), ("EXTRACTOR_FETCH_SECONDS", "soon"), ("EXTRACTOR_CPU_SECONDS", "-1"),
     ("LOG_FORMAT", "xml"), ("DEBUG", "maybe")],
)  # fmt: skip
def test_a_wrong_value_stops_the_start_and_is_named(name: str, value: str) -> None:
    done = start("import extractor_service.config.env", **{name: value})
    assert done.returncode != 0
    assert f"{name} must be" in done.stderr


def test_an_unsafe_host_stops_the_start() -> None:
    done = start(PREVIEW_HOSTS="127.0.0.1", LOG_FORMAT="json")
    assert done.returncode != 0
    line = json.loads(done.stderr.splitlines()[0])
    assert line["id"] == "extractor.E001"
    assert "port" in line["message"]
    assert "127.0.0.1:9000" in line["hint"]


def ids(found: list[CheckMessage]) -> list[Any]:
    return [message.id for message in found]


def test_preview_hosts_check(configure: Configure) -> None:
    configure(preview_hosts=("cdn.example.org", "localhost:9000", "*.example.org"))
    assert ids(checks.preview_hosts_check(None)) == ["extractor.W001", "extractor.E001"]


@pytest.mark.parametrize(
    ("bind", "token", "expected"),
    [("127.0.0.1", "", []), ("::1", "", []), ("localhost", "", []), ("10.0.0.1", "x", []),
     ("10.0.0.1", "", ["extractor.W002"])],
)  # fmt: skip
def test_token_check(configure: Configure, bind: str, token: str, expected: list[str]) -> None:
    configure(bind=bind, token=token)
    assert ids(checks.token_check(None)) == expected


def test_caps_check(configure: Configure) -> None:
    assert checks.caps_check(None) == []
    configure(fetch_max_bytes=10, max_bytes=9)
    assert ids(checks.caps_check(None)) == ["extractor.E002"]


def test_the_contract_is_fresh() -> None:
    call_command("contract", check=True)


def test_a_stale_contract_is_found_and_written(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contract, "CONTRACT", tmp_path / "extractor.yaml")
    with pytest.raises(CommandError):
        call_command("contract", check=True)
    call_command("contract", stdout=io.StringIO())
    call_command("contract", check=True)
