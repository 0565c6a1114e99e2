"""Measure the search on a made-up library of any size: how fast, and how often the misspelt song is found."""

import json
import statistics
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection

from backend.catalog import librarysearch
from backend.catalog.indexing import rows_store
from backend.catalog.madeup import Asked, queries, tracks

BATCH = 2000


class Command(BaseCommand):
    help = "Search a made-up library in a database of its own, and print times and hits."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--tracks", type=int, default=100_000)
        parser.add_argument("--queries", type=int, default=200, help="of each kind")
        parser.add_argument("--json", action="store_true")

    def handle(self, *, tracks: int, queries: int, json: bool, **options: Any) -> None:
        # a file, as in use, rather than SQLite's test database in memory
        connection.settings_dict["TEST"]["NAME"] = str(connection.settings_dict["NAME"]) + ".bench"
        kept = connection.creation.create_test_db(verbosity=0, autoclobber=True)
        try:
            filled = self.fill(tracks)
            self.report(self.measure(tracks, queries), filled=filled, as_json=json)
        finally:
            connection.creation.destroy_test_db(kept, verbosity=0)

    def fill(self, count: int) -> float:
        began = time.perf_counter()
        rows = list(tracks(count))
        for start in range(0, count, BATCH):
            rows_store(rows[start : start + BATCH])
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # what PostgreSQL's autovacuum does by itself a little later
        librarysearch.warm()
        return time.perf_counter() - began

    def measure(self, count: int, each: int) -> dict[str, list[tuple[float, int]]]:
        """For each kind of query: (ms, place of the song that was meant, 0 when it is not among ten)."""
        measured: dict[str, list[tuple[float, int]]] = {}
        for asked in queries(count, each):
            began = time.perf_counter()
            found = librarysearch.search(text=asked.text, limit=10)
            took = (time.perf_counter() - began) * 1000
            measured.setdefault(asked.kind, []).append((took, place(asked, found)))
        return measured

    def report(self, measured: dict[str, list[tuple[float, int]]], *, filled: float, as_json: bool) -> None:
        rows = []
        for kind, results in measured.items():
            times = [took for took, _ in results]
            rows.append(
                {
                    "kind": kind,
                    "median_ms": round(statistics.median(times), 1),
                    "p95_ms": round(statistics.quantiles(times, n=20)[-1], 1),
                    "max_ms": round(max(times), 1),
                    "first": round(sum(at == 1 for _, at in results) / len(results), 3),
                    "in_ten": round(sum(at > 0 for _, at in results) / len(results), 3),
                }
            )
        if as_json:
            self.stdout.write(json.dumps({"database": connection.vendor, "filled_s": round(filled, 1), "kinds": rows}))
            return
        self.stdout.write(f"{connection.vendor}, filled in {filled:.0f} s")
        for row in rows:
            self.stdout.write("  ".join(f"{name} {value:>6}" for name, value in row.items()))


def place(asked: Asked, found: list[Any]) -> int:
    """Where the song that was meant stands; another one of the same title and artist is as good."""
    for at, row in enumerate(found, start=1):
        if (row.title, row.artists) == (asked.title, asked.artists):
            return at
    return 0
