"""A bundle is read back as written, always with the same bytes, and every damage is refused by name."""

import hashlib
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from audiofiler.ensemble import (
    BundleCorrupt,
    BundleError,
    BundleForeign,
    BundleNotFound,
    BundleTooNew,
    Ensemble,
    SchemaMismatch,
    bundle,
)
from audiofiler.ensemble.forest import ForestArrays
from audiofiler.ensemble.projection import ProjectionArrays

from .conftest import small_manifest


def test_arrays_come_back(folder: Path, projection: ProjectionArrays, forests: ForestArrays) -> None:
    _, found = bundle.load(folder)
    for name, array in {**projection.named(), **forests.named()}.items():
        np.testing.assert_array_equal(found[name], array)


def test_the_same_content_gives_the_same_bytes(
    folder: Path, tmp_path: Path, projection: ProjectionArrays, forests: ForestArrays
) -> None:
    again = tmp_path / "again"
    bundle.save(again, dict(reversed(small_manifest().items())), {**projection.named(), **forests.named()})
    assert {p.name: p.read_bytes() for p in again.iterdir()} == {p.name: p.read_bytes() for p in folder.iterdir()}


def test_saving_replaces_what_was_there(folder: Path, projection: ProjectionArrays, forests: ForestArrays) -> None:
    (folder / "left over.txt").write_text("x")
    bundle.save(folder, {**small_manifest(), "version": "2"}, {**projection.named(), **forests.named()})
    assert Ensemble.load(folder).version == "2"
    assert [p.name for p in folder.parent.iterdir()] == ["small"]


def test_format_1_is_read_as_forests(folder: Path, X: np.ndarray) -> None:
    ballots = Ensemble.load(folder).ballots(X)

    def older(raw: dict[str, Any]) -> None:
        raw["format"] = 1
        del raw["family"], raw["settings"]

    edit(older)(folder)
    np.testing.assert_array_equal(Ensemble.load(folder).ballots(X), ballots)


def test_dot_files_are_passed_over(folder: Path) -> None:
    (folder / ".DS_Store").write_bytes(b"x")
    assert Ensemble.load(folder).name == "small"


Damage = Callable[[Path], object]


def edit(change: Callable[[dict[str, Any]], object]) -> Damage:
    def damage(folder: Path) -> None:
        path = folder / "manifest.json"
        raw = json.loads(path.read_text())
        change(raw)
        path.write_text(json.dumps(raw))

    return damage


def replace_array(name: str, content: bytes, **entry: Any) -> Damage:
    """Put other bytes in, with a manifest that says they are right."""

    def damage(folder: Path) -> None:
        (folder / name).write_bytes(content)
        facts = {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content), **entry}
        edit(lambda raw: raw["files"][name].update(facts))(folder)

    return damage


def npy(array: Any, *, pickle: bool = False) -> bytes:
    stream = io.BytesIO()
    np.save(stream, array, allow_pickle=pickle)
    return stream.getvalue()


def flip(name: str) -> Damage:
    def damage(folder: Path) -> None:
        content = bytearray((folder / name).read_bytes())
        content[-1] ^= 1
        (folder / name).write_bytes(bytes(content))

    return damage


def cut(name: str) -> Damage:
    return lambda folder: (folder / name).write_bytes((folder / name).read_bytes()[:-7])


def write(name: str, text: str) -> Damage:
    return lambda folder: (folder / name).write_text(text)


CASES: dict[str, tuple[Damage, type[Exception], str]] = {
    "not there": (shutil.rmtree, BundleNotFound, "small"),
    "empty folder": (lambda f: [p.unlink() for p in f.iterdir()], BundleNotFound, "no bundle"),
    "another folder": (lambda f: (f / "manifest.json").unlink(), BundleForeign, r"no manifest\.json"),
    "manifest is a folder": (
        lambda f: ((f / "manifest.json").unlink(), (f / "manifest.json").mkdir()),
        BundleNotFound,
        "cannot be read",
    ),
    "manifest cut": (cut("manifest.json"), BundleCorrupt, "cut off or damaged"),
    "manifest not text": (lambda f: (f / "manifest.json").write_bytes(b"\xff\xfe\x00"), BundleCorrupt, "whole JSON"),
    "manifest deep": (write("manifest.json", "[" * 100_000), BundleCorrupt, "whole JSON"),
    "manifest with NaN": (write("manifest.json", '{"kind": NaN}'), BundleCorrupt, "whole JSON"),
    "manifest huge": (write("manifest.json", " " * (1 << 20) + "{}"), BundleForeign, "larger than any"),
    "manifest a list": (write("manifest.json", "[]"), BundleForeign, "not the manifest"),
    "other kind": (edit(lambda r: r.update(kind="skops")), BundleForeign, "not the manifest"),
    "format newer": (edit(lambda r: r.update(format=4)), BundleTooNew, "format 4; this library reads up to 3"),
    "unknown family": (edit(lambda r: r.update(family="oracle")), BundleCorrupt, "family is not one of"),
    "settings of another family": (edit(lambda r: r.update(settings={"layers": 1})), BundleCorrupt, "other keys"),
    "format zero": (edit(lambda r: r.update(format=0)), BundleForeign, "no valid format"),
    "format text": (edit(lambda r: r.update(format="1")), BundleForeign, "no valid format"),
    "unknown key": (edit(lambda r: r.update(code="import os")), BundleForeign, "unknown key 'code'"),
    "missing key": (edit(lambda r: r.pop("genres")), BundleCorrupt, "lacks the key 'genres'"),
    "other schema": (edit(lambda r: r.update(schema="mel-128/1")), SchemaMismatch, "mel-128/1"),
    "genre twice": (edit(lambda r: r["genres"].__setitem__(0, r["genres"][1])), BundleCorrupt, "families|twice"),
    "genres a number": (edit(lambda r: r.update(genres=7)), BundleCorrupt, "genres is not a list"),
    "genre a number": (edit(lambda r: r["genres"].__setitem__(0, 7)), BundleCorrupt, "genres is not a text"),
    "families short": (edit(lambda r: r["families"].popitem()), BundleCorrupt, "families"),
    "forests zero": (edit(lambda r: r.update(forests=0)), BundleCorrupt, "forests is not"),
    "forests more": (
        edit(lambda r: (r.update(forests=5), r["agreement"].append({**r["agreement"][0], "agree": 5}))),
        BundleCorrupt,
        "same number of trees for every forest",
    ),
    "scores a text": (edit(lambda r: r.update(scores="good")), BundleCorrupt, "scores is not an object"),
    "agreement short": (edit(lambda r: r["agreement"].pop()), BundleCorrupt, "agreement"),
    "agreement above 1": (edit(lambda r: r["agreement"][0].update(confidence=2)), BundleCorrupt, "outside 0 to 1"),
    "agreement wrong": (edit(lambda r: r.update(agreement=[1])), BundleCorrupt, "damaged"),
    "bias short": (edit(lambda r: r["calibration"]["bias"].pop()), BundleCorrupt, "one bias for each"),
    "bias huge": (edit(lambda r: r["calibration"].update(exponent=1e9)), BundleCorrupt, "out of range"),
    "calibration unknown": (edit(lambda r: r["calibration"].update(kind="x")), BundleCorrupt, "unknown kind"),
    "calibration more": (edit(lambda r: r["calibration"].update(x=1)), BundleCorrupt, "other keys"),
    "file entry more": (edit(lambda r: r["files"]["axis.npy"].update(x=1)), BundleCorrupt, "other keys"),
    "file shape strange": (edit(lambda r: r["files"]["axis.npy"].update(shape=[-1])), BundleCorrupt, "strange shape"),
    "file unlisted": (edit(lambda r: r["files"].pop("axis.npy")), BundleCorrupt, "does not list axis.npy"),
    "file outside": (
        edit(lambda r: r["files"].update({"../x.npy": r["files"]["axis.npy"]})),
        BundleForeign,
        r"unknown file '\.\./x\.npy'",
    ),
    "file missing": (lambda f: (f / "axis.npy").unlink(), BundleCorrupt, r"axis\.npy is missing"),
    "file extra": (write("model.pkl", "x"), BundleForeign, r"model\.pkl does not belong"),
    "file cut": (cut("threshold.npy"), BundleCorrupt, r"threshold\.npy is .* bytes long"),
    "file empty": (write("threshold.npy", ""), BundleCorrupt, r"threshold\.npy is 0 bytes"),
    "bit flipped": (flip("threshold.npy"), BundleCorrupt, r"threshold\.npy was changed"),
    "other type": (edit(lambda r: r["files"]["axis.npy"].update(dtype="|O")), BundleCorrupt, "manifest says otherwise"),
    "size beyond memory": (
        edit(lambda r: r["files"]["axis.npy"].update(shape=[1 << 50])),
        BundleCorrupt,
        r"axis\.npy is .* bytes long",
    ),
    "not npy": (replace_array("axis.npy", b"x" * 50, shape=[20]), BundleCorrupt, "not a plain npy"),
    "pickle inside": (
        replace_array("axis.npy", npy(np.array([{}], dtype=object), pickle=True), shape=[8]),
        BundleCorrupt,
        r"axis\.npy (is not|holds another|is .* bytes)",
    ),
    "header disagrees": (
        replace_array("bank_start.npy", npy(np.zeros(4, "<i2")), shape=[4]),
        BundleCorrupt,
        "another type or shape",
    ),
    "other length": (
        replace_array("bank_start.npy", npy(np.zeros(3, "<u2")), shape=[3]),
        BundleCorrupt,
        "shapes of its arrays",
    ),
    "for other features": (edit(lambda r: r["features"].append("more")), BundleCorrupt, "other features or voters"),
    "for fewer genres": (
        edit(lambda r: (r["families"].pop(r["genres"].pop()), r["calibration"]["bias"].pop())),
        BundleCorrupt,
        "entry_class names a class beyond",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_damage_is_refused_by_name(folder: Path, case: str) -> None:
    damage, error, words = CASES[case]
    damage(folder)
    with pytest.raises(error, match=words) as caught:
        Ensemble.load(folder)
    assert isinstance(caught.value, (BundleError, SchemaMismatch))
    assert caught.value.code == "unknown_model"


@pytest.mark.parametrize("name", ["nothing", "../small", "small/", "SMALL", "", "a" * 100, "\0"])
def test_unknown_names_are_refused(name: str) -> None:
    with pytest.raises(BundleNotFound, match="There is no bundle"):
        Ensemble.load(name)


def test_names_come_from_the_environment_first(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUDIOFILER_MODELS", str(folder.parent))
    assert bundle.roots()[0] == folder.parent
    assert "small" in bundle.available()
    (folder.parent / "not a bundle").mkdir()
    assert "not a bundle" not in bundle.available()
    monkeypatch.setenv("AUDIOFILER_MODELS", str(folder.parent / "nowhere"))
    assert folder.parent not in bundle.roots()
