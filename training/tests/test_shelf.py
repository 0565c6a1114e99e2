"""The models folder: exchanged at once, nothing lost, usable after a kill at any moment."""

import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from audiofiler.ensemble import BundleError, Ensemble
from training.cli import main
from training.datasets import DataError
from training.people.shelf import Shelf

NAME = "audiofiler-26"


@pytest.fixture(scope="module")
def small_bundle(npz: Path, small_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    options = ["--data", str(npz), "--unverified", "--params", str(small_file), "--quiet", "--work", str(folder / "w")]
    assert main(["train", *options, "--out", str(folder / NAME), "--card", str(folder / "card.md")]) == 0
    return folder / NAME


@pytest.fixture
def variant(small_bundle: Path, tmp_path: Path) -> Callable[..., Path]:
    """Makes the bundle under another version."""

    def make(version: str, folder: Path | None = None, **change: object) -> Path:
        folder = folder or tmp_path / version
        shutil.copytree(small_bundle, folder, dirs_exist_ok=True)
        manifest = folder / "manifest.json"
        manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"version": version} | change))
        return folder

    return make


@pytest.fixture
def shelf(tmp_path: Path, variant: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """An empty one, with a version 1 shipped."""
    variant("1", tmp_path / "shipped" / NAME)
    monkeypatch.setenv("AUDIOFILER_MODELS", str(tmp_path / "shipped"))
    return Shelf(tmp_path / "models")


def served(shelf: Shelf) -> str:
    return Ensemble.load(shelf.serving(NAME)).version


def test_it_works(shelf: Shelf, variant: Callable[..., Path], tmp_path: Path) -> None:
    assert (served(shelf), shelf.versions(NAME)) == ("1", [])
    for version in ("2", "3"):
        shelf.promote(variant(version), NAME, why=f"for {version}", proof={"of": version})
        assert served(shelf) == version
    assert Ensemble.load(shelf.root / NAME).version == "3"
    kept = shelf.versions(NAME)
    assert [(one.version, one.serves) for one in kept] == [("1", False), ("2", False), ("3", True)]
    assert (kept[2].record.why, kept[2].record.proof, kept[2].record.after) == ("for 3", {"of": "3"}, kept[1].id)
    assert shelf.rollback(NAME) == (kept[2].id, kept[1].id)
    assert shelf.rollback(NAME) == (kept[1].id, kept[0].id)
    assert served(shelf) == "1"
    with pytest.raises(DataError, match="no earlier version"):
        shelf.rollback(NAME)
    shelf.promote(tmp_path / "3", NAME, why="again")
    assert (served(shelf), len(shelf.versions(NAME))) == ("3", 3)
    assert shelf.rollback(NAME)[1] == kept[0].id


def test_the_same_again_changes_nothing(shelf: Shelf, variant: Callable[..., Path], tmp_path: Path) -> None:
    two = variant("2")
    own = shelf.promote(two, NAME, why="first")
    assert shelf.promote(two, NAME, why="second") == own
    assert shelf.versions(NAME)[1].record.why == "first"
    assert shelf.rollback(NAME)[0] == own


def test_what_serves_comes_from_what_is_kept(shelf: Shelf, variant: Callable[..., Path], tmp_path: Path) -> None:
    two = variant("2")
    shelf.promote(two, NAME, why="")
    shutil.rmtree(two)
    shutil.rmtree(tmp_path / "shipped")
    assert served(shelf) == "2"
    shelf.rollback(NAME)
    assert served(shelf) == "1"


def test_what_is_not_whole_or_not_ours_is_refused(shelf: Shelf, variant: Callable[..., Path], tmp_path: Path) -> None:
    broken = variant("2")
    (broken / "axis.npy").write_bytes(b"cut")
    with pytest.raises(BundleError):
        shelf.promote(broken, NAME, why="")
    with pytest.raises(DataError, match="is called 'other'"):
        shelf.promote(variant("3", name="other"), NAME, why="")
    assert served(shelf) == "1"
    (shelf.root / NAME).mkdir()
    with pytest.raises(DataError, match="put there by hand"):
        shelf.promote(variant("4"), NAME, why="")


def test_rolling_back_to_something_broken_is_refused(
    shelf: Shelf, variant: Callable[..., Path], tmp_path: Path
) -> None:
    shelf.promote(variant("2"), NAME, why="")
    (shelf.versions(NAME)[0].folder / "axis.npy").write_bytes(b"cut")
    with pytest.raises(BundleError):
        shelf.rollback(NAME)
    assert served(shelf) == "2"


LOOP = """
import itertools, sys
from pathlib import Path
from training.people.shelf import Shelf
shelf, name = Shelf(Path(sys.argv[1])), sys.argv[2]
print("ready", flush=True)
for _ in itertools.count():
    for version in sys.argv[3:]:
        shelf.promote(Path(version), name, why="on and on")
    shelf.rollback(name)
"""


def test_a_kill_at_any_moment_leaves_a_model(shelf: Shelf, variant: Callable[..., Path]) -> None:
    """Somebody promotes and goes back without end and is killed; whoever loads meanwhile always gets a whole one."""
    loaded = set()
    for seconds in (0.02, 0.1, 0.3, 0.7):
        fresh = [str(variant(f"{seconds}-{k}")) for k in range(3)]
        with subprocess.Popen(
            [sys.executable, "-c", LOOP, str(shelf.root), NAME, *fresh], stdout=subprocess.PIPE
        ) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == b"ready\n"
            until = time.monotonic() + seconds
            while time.monotonic() < until:
                loaded.add(served(shelf))
            child.send_signal(signal.SIGKILL)
        loaded.add(served(shelf))
        shelf.promote(Path(fresh[0]), NAME, why="after the kill")
        assert served(shelf) == f"{seconds}-0"
    assert len(loaded) > 1
