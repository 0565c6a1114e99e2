"""The generated files are what the code says."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command


@pytest.mark.parametrize("command", ["contract", "errors_doc"])
def test_it_works(command: str) -> None:
    call_command(command, "--check")


@pytest.mark.parametrize("command", ["contract", "errors_doc"])
def test_a_stale_file_is_found(command: str, tmp_path: Path) -> None:
    file = tmp_path / "made"
    call_command(command, file=file)
    call_command(command, "--check", file=file)
    file.write_text(file.read_text() + "\nmore")
    with pytest.raises(CommandError, match="stale"):
        call_command(command, "--check", file=file)


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", "--check", "--dry-run", "catalog", "analysis")


def test_the_start_up_checks_pass() -> None:
    call_command("check", "--fail-level", "ERROR")
