"""Write what people said to a file that `audiofiler-train` reads."""

import json
import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from backend.feedback.selectors import feedback_lines


class Command(BaseCommand):
    help = "Write all feedback, one JSON object a line, with the features it is about and pseudonyms for people."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="written whole or not at all; one that is there is replaced")

    def handle(self, *, file: Path, **options: Any) -> None:
        fresh = file.with_name(f".{file.name}.new")
        lines = 0
        try:
            with fresh.open("w", encoding="utf-8") as out:
                for entry in feedback_lines():
                    lines += 1
                    out.write(json.dumps(entry, ensure_ascii=False, allow_nan=False) + "\n")
                out.flush()
                os.fsync(out.fileno())
            fresh.replace(file)
        except OSError as error:
            raise CommandError(f"{file} cannot be written: {error.strerror}") from error
        finally:
            fresh.unlink(missing_ok=True)
        self.stdout.write(f"{lines} answers of people in {file}")
