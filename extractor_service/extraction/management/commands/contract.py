"""Writes `contracts/extractor.yaml`, or says whether it is stale."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiYamlRenderer

CONTRACT = Path(__file__).resolve().parents[4] / "contracts" / "extractor.yaml"


class Command(BaseCommand):
    """`contract` writes the file; `contract --check` fails when it is not what the code says."""

    help = "Write contracts/extractor.yaml from the code, or check it with --check."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare --check."""
        parser.add_argument("--check", action="store_true", help="compare only; fail when the file is stale")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write or compare."""
        generator: Any = SchemaGenerator
        renderer: Any = OpenApiYamlRenderer
        schema = generator().get_schema(request=None, public=True)
        text = renderer().render(schema, renderer_context={}).decode()
        if not options["check"]:
            CONTRACT.write_text(text)
            self.stdout.write(f"wrote {CONTRACT.name}")
        elif not CONTRACT.exists() or CONTRACT.read_text() != text:
            raise CommandError("contracts/extractor.yaml is stale: run `python -m extractor_service.manage contract`")
