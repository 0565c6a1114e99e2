"""A bundle: a folder with `manifest.json` and a plain `.npy` file per array, or one `.onnx`. Save, find, load, verify.

What it holds: no code and no pickle. Every file is listed in the manifest with its sha256, size, type and shape; all
of that is checked before a byte is interpreted, and the folder may hold nothing else (names with a leading dot,
which file managers leave behind, are passed over).

Conventions: array types and numbers of dimensions are fixed by the FORMAT and the model family (`layout.py`). Bundles
are found by name in the folder that `AUDIOFILER_MODELS` names, else in the installed package, else in the repository's
`models/`.
"""

import hashlib
import io
import math
import os
import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

from audiofiler.ensemble import manifest as manifests
from audiofiler.ensemble.layout import ONNX, Layout, arrays_of, file_of, optional_in
from audiofiler.ensemble.manifest import FileEntry, Manifest
from audiofiler.errors import BundleCorrupt, BundleForeign, BundleNotFound

DEFAULT: Final = "audiofiler-26"

_MAX_FILE_BYTES: Final = 1 << 28
_MAX_ONNX_BYTES: Final = 25_000_000
_HEADER_BYTES: Final = 4096
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")


Arrays = dict[str, NDArray[Any]]


def save(folder: Path, raw: dict[str, Any], arrays: Arrays) -> None:
    """Write a bundle; a folder that was there is replaced only when the new one is whole.

    Parameters
    ----------
    folder : Path
        Where the bundle goes.
    raw : dict
        The manifest without `kind`, `format` and `files`, which are added here.
    arrays : dict
        What `layout.arrays_of` names for its family, and any optional group.
    """
    fresh = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    layout = _layout(raw["family"], raw["settings"], set(arrays))
    files: dict[str, dict[str, Any]] = {}
    for name, array in arrays.items():
        dtype, file = layout[name][0], file_of(name, layout[name])
        content = array.tobytes() if dtype == ONNX else _npy_bytes(array.astype(dtype, casting="equiv"))
        entry = FileEntry(hashlib.sha256(content).hexdigest(), len(content), dtype, array.shape)
        (fresh / file).write_bytes(content)
        files[file] = entry.as_dict()
    full = {**raw, "kind": manifests.KIND, "format": manifests.FORMAT, "files": files}
    (fresh / manifests.MANIFEST).write_bytes(manifests.dump(full))
    load(fresh)
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)


def load(folder: Path) -> tuple[Manifest, Arrays]:
    """Read a bundle and verify it file by file.

    Returns
    -------
    Manifest
    dict
        Every array by its name.

    Raises
    ------
    BundleNotFound, BundleCorrupt, BundleForeign, BundleTooNew, SchemaMismatch
        Naming the file that is refused and what is wrong with it.
    """
    manifest = manifests.read(folder)
    settings = {"layers": manifest.settings.layers}
    layout = _layout(manifest.family, settings, {name.removesuffix(".npy") for name in manifest.files})
    _check_listing(folder, manifest, layout)
    # Checksums are most of the work, and hashlib lets go of the interpreter: on two cores they take half the time.
    with ThreadPoolExecutor(max_workers=2) as beside:
        arrays = beside.map(lambda name: _read_array(folder, manifest, name, layout[name]), layout)
        return manifest, dict(zip(layout, arrays, strict=True))


def _layout(family: str, settings: dict[str, Any], names: set[str]) -> Layout:
    return {**arrays_of(family, settings.get("layers", 0)), **optional_in(names)}


def find(where: str | os.PathLike[str] | None = None) -> Path:
    """Return the folder of a bundle given by folder or by name; without either, of the shipped one.

    Raises
    ------
    BundleNotFound
        If no bundle goes by that name.
    """
    name = DEFAULT if where is None else os.fspath(where)
    if _NAME.fullmatch(name):
        for root in roots():
            if (root / name).is_dir():
                return root / name
    if name and Path(name).is_dir():
        return Path(name)
    known = ", ".join(available()) or "none"
    raise BundleNotFound(f"There is no bundle {name!r}. Bundles here: {known}.")


def available() -> tuple[str, ...]:
    """Return the names of the bundles that can be loaded by name, sorted."""
    return tuple(
        sorted(
            {
                path.parent.name
                for root in roots()
                for path in root.glob(f"*/{manifests.MANIFEST}")
                if _NAME.fullmatch(path.parent.name)
            }
        )
    )


def roots() -> tuple[Path, ...]:
    """Return the folders in which bundles are looked for by name, first match first."""
    here = Path(__file__).resolve()
    named = os.environ.get("AUDIOFILER_MODELS")
    places = ([Path(named)] if named else []) + [here.parents[1] / "models", here.parents[4] / "models"]
    return tuple(place for place in places if place.is_dir())


def _check_listing(folder: Path, manifest: Manifest, layout: Layout) -> None:
    expected = {file_of(name, kind) for name, kind in layout.items()}
    if unknown := sorted(set(manifest.files) - expected):
        raise BundleForeign(f"{folder / manifests.MANIFEST} lists the unknown file {unknown[0]!r}.")
    if missing := sorted(expected - set(manifest.files)):
        raise BundleCorrupt(f"{folder / manifests.MANIFEST} does not list {missing[0]}.")
    present = {path.name for path in folder.iterdir() if not path.name.startswith(".")} - {manifests.MANIFEST}
    if unknown := sorted(present - expected):
        raise BundleForeign(f"{folder / unknown[0]} does not belong to a bundle.")
    if missing := sorted(expected - present):
        raise BundleCorrupt(f"{folder / missing[0]} is missing.")


def _read_array(folder: Path, manifest: Manifest, name: str, kind: tuple[str, int]) -> NDArray[Any]:
    """Read one array once its size, checksum, type and shape are what manifest and layout say."""
    path, entry = folder / file_of(name, kind), manifest.files[file_of(name, kind)]
    dtype, dimensions = kind
    if entry.dtype != dtype or len(entry.shape) != dimensions:
        raise BundleCorrupt(f"{path} should hold {dimensions}-dimensional {dtype}, the manifest says otherwise.")
    # Sizes first: a file is only read when it is as long as it should be, and that is bounded.
    size, length = path.stat().st_size, math.prod(entry.shape) * (1 if dtype == ONNX else np.dtype(dtype).itemsize)
    most = min(length, _MAX_ONNX_BYTES) if dtype == ONNX else min(length + _HEADER_BYTES, _MAX_FILE_BYTES)
    if size != entry.size or not length <= size <= most:
        raise BundleCorrupt(f"{path} is {size} bytes long, not the {entry.size} it should be: cut off or changed.")
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != entry.sha256:
        raise BundleCorrupt(f"{path} was changed: its sha256 is not the manifest's.")
    if dtype == ONNX:
        return np.frombuffer(content, dtype=np.uint8)
    stream = io.BytesIO(content)
    try:
        version = npy.read_magic(stream)
        shape, fortran, found = npy.read_array_header_1_0(stream, max_header_size=_HEADER_BYTES)
    except ValueError as error:
        raise BundleCorrupt(f"{path} is not a plain npy file.") from error
    as_said = (version, shape, fortran, found.str) == ((1, 0), entry.shape, False, dtype)
    if not as_said or size - stream.tell() != length:
        raise BundleCorrupt(f"{path} holds another type or shape than the manifest says.")
    return np.frombuffer(content, dtype=dtype, offset=stream.tell()).reshape(shape)


def _npy_bytes(array: NDArray[Any]) -> bytes:
    stream = io.BytesIO()
    npy.write_array(stream, np.ascontiguousarray(array), version=(1, 0), allow_pickle=False)
    return stream.getvalue()
