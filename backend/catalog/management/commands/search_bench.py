"""Measure the search on a made-up library of any size: how fast, and how often the misspelt song is found."""

import json
import statistics
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection

from backend.catalog import librarysearch
from backend.catalog.madeup import Asked, queries
from backend.catalog.madeupstore import library_of
from backend.catalog.vocabulary import VOCABULARY

Result = tuple[float, float, int]  # ms, ms of this process's CPU, and the place of the song meant: 0 for not among ten


class Command(BaseCommand):
    requires_system_checks = ()
    help = "Search a made-up library in a database of its own (kept in DATA_DIR/bench), and print times and hits."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--tracks", type=int, default=100_000)
        parser.add_argument("--queries", type=int, default=200, help="of each kind")
        parser.add_argument("--json", action="store_true")

    def handle(self, *, tracks: int, queries: int, json: bool, **options: Any) -> None:
        began = time.perf_counter()
        with library_of(tracks) as fresh:
            about: dict[str, Any] = {"database": connection.vendor, "tracks": tracks}
            about |= {"filled_s": round(time.perf_counter() - began, 1) if fresh else None} | self.warm()
            self.report(about, self.measure(tracks, queries), as_json=json)

    def warm(self) -> dict[str, float]:
        """Load the vocabulary: how long that takes, and how much memory."""
        began = time.perf_counter()
        librarysearch.warm()
        return {
            "warm_s": round(time.perf_counter() - began, 1),
            "words": len(VOCABULARY.whole),
            "vocabulary_mb": round(VOCABULARY.size() / 2**20, 1),
        }

    def measure(self, count: int, each: int) -> dict[str, list[Result]]:
        """What each kind of query took and found."""
        measured: dict[str, list[Result]] = {}
        for asked in queries(count, each):
            began, busy = time.perf_counter(), time.process_time()
            found = librarysearch.search(text=asked.text, limit=10)
            took = (1000 * (time.perf_counter() - began), 1000 * (time.process_time() - busy))
            measured.setdefault(asked.kind, []).append((*took, place(asked, found)))
        return measured

    def report(self, about: dict[str, Any], measured: dict[str, list[Result]], *, as_json: bool) -> None:
        rows = [row_of(kind, results) for kind, results in measured.items()]
        everything = row_of("all", [result for results in measured.values() for result in results])
        if as_json:
            self.stdout.write(json.dumps(about | {"kinds": rows, "all": everything}))
            return
        self.stdout.write("  ".join(f"{name} {value}" for name, value in about.items()))
        for row in [*rows, everything]:
            self.stdout.write(f"{row.pop('kind'):<16}" + "  ".join(f"{name} {value:>6}" for name, value in row.items()))


def row_of(kind: str, results: list[Result]) -> dict[str, Any]:
    """The times of one kind of query, and how often the song that was meant was found."""
    times, busy = [took for took, _, _ in results], [took for _, took, _ in results]
    return {
        "kind": kind,
        "median_ms": round(statistics.median(times), 1),
        "p95_ms": round(statistics.quantiles(times, n=20)[-1], 1),
        "max_ms": round(max(times), 1),
        "cpu_p95_ms": round(statistics.quantiles(busy, n=20)[-1], 1),  # without waiting for others on this machine
        "first": round(sum(at == 1 for _, _, at in results) / len(results), 3),
        "in_ten": round(sum(at > 0 for _, _, at in results) / len(results), 3),
    }


def place(asked: Asked, found: list[Any]) -> int:
    """Where the song that was meant stands; another one of the same title and artist is as good."""
    for at, row in enumerate(found, start=1):
        if (row.title, row.artists) == (asked.title, asked.artists):
            return at
    return 0
