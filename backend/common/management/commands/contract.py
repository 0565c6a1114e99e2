"""Write contracts/backend.yaml from the code, or check that it says the same."""

import difflib
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiYamlRenderer


class Command(BaseCommand):
    help = "Write contracts/backend.yaml from the code; --check fails when the file is stale."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing, fail on a difference")
        parser.add_argument("--file", type=Path, default=settings.BASE_DIR / "contracts" / "backend.yaml")

    def handle(self, *, check: bool, file: Path, **options: Any) -> None:
        schema = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
        text = OpenApiYamlRenderer().render(schema, renderer_context={}).decode()  # type: ignore[no-untyped-call]
        compare_or_write(self, file=file, text=text, check=check, command="contract")


def compare_or_write(command_object: BaseCommand, *, file: Path, text: str, check: bool, command: str) -> None:
    """A generated file: written, or compared with what is there."""
    kept = file.read_text() if file.is_file() else ""
    if not check:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        command_object.stdout.write(f"{file} written")
    elif kept != text:
        lines = difflib.unified_diff(kept.splitlines(), text.splitlines(), "kept", "from the code", lineterm="", n=1)
        command_object.stdout.write("\n".join(list(lines)[:60]))
        raise CommandError(f"{file} is stale: run `python -m backend.manage {command}`")
    else:
        command_object.stdout.write(f"{file} is up to date")
