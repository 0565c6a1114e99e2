"""The folder from which models are served: which version answers, which came before, and how they are exchanged.

The name of a model is a link to one of its versions, kept whole under `.kept/NAME/`. Exchanging is renaming a new link
over the old one, which the file system does at once or not at all; a version is copied under another name, brought to
disk, read back and renamed before any link points to it. So a kill at any moment leaves the old model or the new one.

Each version has a record beside it: which one it came after, and why. Going back follows it. There is no other state.
"""

import dataclasses
import fcntl
import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from audiofiler.ensemble import Ensemble, bundle
from audiofiler.ensemble.manifest import MANIFEST
from training.datasets import DataError


@dataclass(frozen=True)
class Record:
    """Why a version is here.

    Attributes
    ----------
    after : str or None
        Id of the version it took the place of; None for the first.
    why : str
        In words: the outcome of the challenge, or the reason for promoting without one.
    at : str
        When, ISO 8601.
    proof : dict or None
        The whole proof, if there is one.
    """

    after: str | None
    why: str
    at: str
    proof: dict[str, Any] | None = None


@dataclass(frozen=True)
class Version:
    """One version of a model on the shelf."""

    id: str
    version: str
    folder: Path
    serves: bool
    record: Record


class Shelf:
    """A models folder.

    Parameters
    ----------
    root : Path
        The folder; it comes into being with the first promotion.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def serving(self, name: str) -> Path:
        """Return the real folder of the bundle that answers to a name: from here, or else the shipped one.

        Raises
        ------
        audiofiler.ensemble.BundleError
            If there is none.
        """
        here = self.root / name
        return (here if here.is_dir() else bundle.find(name)).resolve()

    def versions(self, name: str) -> list[Version]:
        """Return all versions of a model that are kept, the oldest first."""
        serves = self._current(name)
        found = []
        for folder in sorted(self._kept(name).glob("*/")):
            if folder.name.startswith(".") or (record := self._record(name, folder.name)) is None:
                continue
            version = str(json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["version"])
            found.append(Version(folder.name, version, folder, folder.name == serves, record))
        return sorted(found, key=lambda one: one.record.at)

    def promote(self, folder: Path, name: str, *, why: str, proof: dict[str, Any] | None = None) -> str:
        """Keep a bundle and let it serve; whoever serves now is kept, too. Return its id.

        Raises
        ------
        DataError
            If something that is no link of ours lies in its place.
        audiofiler.ensemble.BundleError, SchemaMismatch
            If the bundle is not whole.
        """
        with self._alone(name):
            before = self._current(name)
            if before is None:
                before = self._keep(self.serving(name), name)
                self._write(name, before, Record(None, "served before the first promotion", _now()))
            own = self._keep(folder, name)
            if own != before:
                self._write(name, own, Record(before, why, _now(), proof))
                self._point(name, own)
        return own

    def rollback(self, name: str) -> tuple[str, str]:
        """Let the version serve again that the present one took the place of. Return the ids of both, old and new.

        Raises
        ------
        DataError
            If there is none.
        """
        with self._alone(name):
            current = self._current(name)
            record = self._record(name, current) if current else None
            if current is None or record is None or record.after is None:
                raise DataError(f"{name} has no earlier version in {self.root}")
            bundle.load(self._kept(name) / record.after)
            self._point(name, record.after)
        return current, record.after

    def _kept(self, name: str) -> Path:
        return self.root / ".kept" / name

    def _current(self, name: str) -> str | None:
        """Return the id of the version the name points to, if it is a link of ours."""
        link = self.root / name
        target = link.readlink() if link.is_symlink() else None
        return target.name if target is not None and target.parent == Path(".kept") / name else None

    def _keep(self, folder: Path, name: str) -> str:
        """Copy a bundle to its place under `.kept/`, whole or not at all; return its id."""
        loaded = Ensemble.load(folder)
        if loaded.name != name:
            raise DataError(f"{folder} is called {loaded.name!r}, not {name!r}")
        own = f"{re.sub(r'[^A-Za-z0-9.+_-]', '_', loaded.version)}-{bundle_sha256(folder)[:8]}"
        place = self._kept(name) / own
        if not place.is_dir():
            fresh = place.with_name(f".{own}.new")
            shutil.rmtree(fresh, ignore_errors=True)
            shutil.copytree(folder, fresh, ignore=shutil.ignore_patterns(".*"))
            for path in (*fresh.iterdir(), fresh):
                _to_disk(path)
            bundle.load(fresh)
            fresh.rename(place)
            _to_disk(place.parent)
        bundle.load(place)
        return own

    def _point(self, name: str, own: str) -> None:
        """Exchange the link at once."""
        fresh = self.root / f".{name}.new"
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(Path(".kept") / name / own)
        fresh.replace(self.root / name)
        _to_disk(self.root)

    def _record(self, name: str, own: str) -> Record | None:
        path = self._kept(name) / f"{own}.json"
        try:
            return Record(**json.loads(path.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError) as error:
            raise DataError(f"{path} is damaged: {error}") from error

    def _write(self, name: str, own: str, record: Record) -> None:
        path = self._kept(name) / f"{own}.json"
        fresh = path.with_name(f".{path.name}.new")
        fresh.write_text(json.dumps(dataclasses.asdict(record), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        _to_disk(fresh)
        fresh.replace(path)

    @contextmanager
    def _alone(self, name: str) -> Iterator[None]:
        """Wait until nobody else changes this model."""
        place = self.root / name
        if place.exists() and not place.is_symlink():
            raise DataError(f"{place} was put there by hand: move it away, then promote it")
        self._kept(name).mkdir(parents=True, exist_ok=True)
        with (self._kept(name) / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def bundle_sha256(folder: Path) -> str:
    """Return the sha256 of a bundle's manifest, which holds that of everything else."""
    return hashlib.sha256((folder / MANIFEST).read_bytes()).hexdigest()


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _now() -> str:
    return datetime.now(UTC).isoformat()
