"""One file per corpus: citation, licence note, where it comes from, checksums, and how to read it."""

from training.datasets.base import DataError, Dataset, Remote, Table

__all__ = ["DataError", "Dataset", "Remote", "Table"]
