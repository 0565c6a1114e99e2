"""Index the folders in LIBRARY_DIRS now, and say how far it is."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from backend.catalog import services
from backend.catalog.models import LibraryScan


class Command(BaseCommand):
    help = "Index the folders in LIBRARY_DIRS: reads what is new or changed, forgets what is gone."

    def handle(self, **options: Any) -> None:
        for folder in settings.LIBRARY_DIRS:
            self.stderr.write(f"{folder}{'' if folder.is_dir() else ': not there'}")
        self.shown = time.monotonic()
        scan = services.library_scan_create()
        services.library_scan_continue(scan=scan, progress=self.show)
        self.stdout.write(
            f"{scan.files} files: {scan.indexed} read, {scan.broken} broken, {scan.removed} gone since last time"
        )

    def show(self, scan: LibraryScan) -> None:
        if time.monotonic() - self.shown > 1:
            self.shown = time.monotonic()
            self.stderr.write(f"{scan.files} files so far, {scan.indexed} read, {scan.broken} broken: {scan.after}")
