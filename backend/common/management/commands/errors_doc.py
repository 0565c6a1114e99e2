"""Write docs/errors.md from the table of refusals, or check that it says the same."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from backend.common.management.commands.contract import compare_or_write
from backend.common.problems import PROBLEMS

HEAD = """# Refusals

Printed by `python -m backend.manage errors_doc`; do not edit.

Every refusal is `application/problem+json` (RFC 9457) with `type`, `title`, `status`, `detail`, `code` and the
`request_id` that the log has too. `validation_error` adds `errors` by field. A code with a time in the column
"Retry-After" comes with that header and with `retry_after` in the body, in seconds; another time is given where
a better one is known. No refusal of a request is a 500: `internal_error` alone is, and it stands for a mistake in
the program, not in the request. None loses what was sent before: a failed request leaves stored results as they
were, and its `Idempotency-Key` is free again.
"""


class Command(BaseCommand):
    help = "Write docs/errors.md from the code; --check fails when the file is stale."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing, fail on a difference")
        parser.add_argument("--file", type=Path, default=settings.BASE_DIR / "docs" / "errors.md")

    def handle(self, *, check: bool, file: Path, **options: Any) -> None:
        rows = [
            f'| <a id="{kind.code}"></a>`{kind.code}` | {kind.status} | {kind.title} | {kind.help} '
            f"| {f'{kind.retry_after} s' if kind.retry_after else ''} |"
            for kind in PROBLEMS.values()
        ]
        table = ["| code | status | what happened | what helps | Retry-After |", "|---|---|---|---|---|", *rows]
        text = HEAD + "\n" + "\n".join(table) + "\n"
        compare_or_write(self, file=file, text=text, check=check, command="errors_doc")
