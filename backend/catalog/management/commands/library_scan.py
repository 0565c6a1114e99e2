"""Index the folders in LIBRARY_DIRS now, and say how far it is."""

import sys
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from backend.catalog import services
from backend.catalog.models import LibraryScan
from backend.catalog.sources.library import progress_of


class Command(BaseCommand):
    help = "Index the folders in LIBRARY_DIRS: reads what is new or changed, follows what moved, forgets what is gone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--fresh", action="store_true", help="from the beginning, also after an interruption")

    def handle(self, *, fresh: bool = False, **options: Any) -> None:
        for folder in settings.LIBRARY_DIRS:
            self.stderr.write(f"{folder}{'' if folder.is_dir() else ': not there'}")
        self.shown = time.monotonic()
        scan = services.library_scan_create() if fresh else services.library_scan_resume()
        if scan.files:
            self.stderr.write(f"On from where it was interrupted, after {scan.files:,} files.")
        try:
            services.library_scan_continue(scan=scan, progress=self.show)
        except KeyboardInterrupt:
            self.stderr.write(f"\nStopped after {scan.files:,} files, which are kept; run it again to go on.")
            sys.exit(130)
        if scan.finished_at is None:
            self.stderr.write("The running product goes on with this walk.")
        self.stdout.write(
            f"{scan.files} files: {scan.indexed} read, {scan.broken} broken, {scan.moved} moved, "
            f"{scan.removed} gone since last time"
        )

    def show(self, scan: LibraryScan) -> None:
        if time.monotonic() - self.shown > 1:
            self.shown = time.monotonic()
            self.stderr.write(f"{progress_of(scan)} {scan.indexed:,} read, {scan.broken:,} broken")
