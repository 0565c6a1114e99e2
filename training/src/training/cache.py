"""Finished pieces of a training, kept under `var/training/` so that an interrupted one goes on where it stopped.

A piece is found again only by the same data, the same parameters, the same code and the same versions: a recipe
puts the first three into its key. Deleting the folder is always safe.
"""

import hashlib
import json
import platform
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import scipy
import sklearn
from numpy.typing import NDArray

import audiofiler
import training

Arrays = dict[str, NDArray[Any]]


def versions() -> dict[str, str]:
    """Return what has to be the same for the same bytes; see docs/decisions/0004-bundle-format.md."""
    return {
        "python": ".".join(platform.python_version_tuple()[:2]),
        "numpy": np.__version__,
        "scipy": scipy.__version__,
        "scikit-learn": sklearn.__version__,
    }


def code_hash(*names: str) -> str:
    """Return the sha256 of source files of `training` and `audiofiler`, named from the package on."""
    roots = {package.__name__: Path(str(package.__file__)).parent for package in (training, audiofiler)}
    digest = hashlib.sha256()
    for name in names:
        package, _, rest = name.partition("/")
        digest.update((roots[package] / rest).read_bytes())
    return digest.hexdigest()


class Cache:
    """Named arrays by key.

    Parameters
    ----------
    folder : Path or None
        Where they are kept; None keeps nothing.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._versions = versions()

    @property
    def folder(self) -> Path | None:
        """Where pieces are kept, or None."""
        return self._folder

    def get(self, what: Mapping[str, object], make: Callable[[], Arrays]) -> tuple[Arrays, bool]:
        """Return the arrays described by `what` and whether they were there; else make and keep them."""
        if self._folder is None:
            return make(), False
        key = hashlib.sha256(json.dumps({"versions": self._versions, **what}, sort_keys=True).encode()).hexdigest()[:32]
        path = self._folder / f"{key}.npz"
        if path.is_file():
            with np.load(path, allow_pickle=False) as stored:
                return {name: stored[name] for name in stored.files}, True
        arrays = make()
        self._folder.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".new.npz")
        np.savez(fresh, **arrays)  # type: ignore[arg-type]
        fresh.replace(path)
        return arrays, False
