"""A bundle that takes another's place answers without a restart; one that is broken never takes its place."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from audiofiler.ensemble import bundle
from backend.analysis import bundles, scoring

NAME = "audiofiler-26"


@pytest.fixture(scope="module")
def shipped() -> Path:
    return bundle.find(NAME)


@pytest.fixture
def place(tmp_path: Path, shipped: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Puts a bundle of a version in the default model's place; every look is due at once."""
    monkeypatch.setattr(bundles, "LOOK_SECONDS", 0.0)
    monkeypatch.setattr(bundles, "HELD", {})
    (tmp_path / "models").mkdir()
    link = tmp_path / "models" / NAME

    def put(version: str) -> Path:
        folder = tmp_path / version
        shutil.copytree(shipped, folder, dirs_exist_ok=True)
        manifest = json.loads((folder / "manifest.json").read_text())
        (folder / "manifest.json").write_text(json.dumps(manifest | {"version": version}))
        fresh = link.with_name(".fresh")
        fresh.symlink_to(folder)
        fresh.replace(link)
        return folder

    return put


def test_it_works(place: Callable[[str], Path]) -> None:
    first = place("9.1")
    model = scoring.model_get()
    assert (model.version, scoring.trouble_of(NAME)) == ("9.1", None)
    assert scoring.model_get() is model
    second = place("9.2")
    assert scoring.model_get().version == "9.2"
    assert scoring.model_get().digest != model.digest
    assert first.is_dir()
    assert second.is_dir()
    place("9.1")
    assert scoring.model_get().digest == model.digest


def test_it_is_not_looked_at_for_every_request(place: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> None:
    place("9.1")
    model = scoring.model_get()
    monkeypatch.setattr(bundles, "LOOK_SECONDS", 3600.0)
    place("9.2")
    assert scoring.model_get() is model


@pytest.mark.parametrize("harm", ["cut", "newer", "other", "gone"])
def test_a_broken_one_never_takes_its_place(place: Callable[[str], Path], client: Client, harm: str) -> None:
    place("9.1")
    model = scoring.model_get()
    folder = place("9.2")
    manifest = folder / "manifest.json"
    if harm == "cut":
        (folder / "axis.npy").write_bytes(b"cut")
    elif harm == "gone":
        manifest.unlink()
    else:
        change = {"newer": {"format": 99}, "other": {"name": "other"}}[harm]
        manifest.write_text(json.dumps(json.loads(manifest.read_text()) | change))
    assert scoring.model_get() is model
    trouble = scoring.trouble_of(NAME)
    assert trouble is not None
    assert "Version 9.1 goes on answering" in trouble
    if harm != "gone":
        assert client.get(f"/api/v1/models/{NAME}").json()["trouble"] == trouble
    place("9.3")
    assert scoring.model_get().version == "9.3"
    assert scoring.trouble_of(NAME) is None


def test_a_half_copied_one_gets_another_try(
    place: Callable[[str], Path], shipped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place("9.1")
    scoring.model_get()
    folder = place("9.2")
    whole = (folder / "axis.npy").read_bytes()
    (folder / "axis.npy").unlink()
    assert scoring.model_get().version == "9.1"
    (folder / "axis.npy").write_bytes(whole)
    assert scoring.model_get().version == "9.1"  # not at once
    monkeypatch.setattr(bundles.time, "monotonic", lambda: 1e9)
    assert scoring.model_get().version == "9.2"


def test_while_one_loads_the_others_go_on(place: Callable[[str], Path]) -> None:
    place("9.1")
    model = scoring.model_get()
    place("9.2")
    with bundles.LOCK:
        assert scoring.model_get() is model
    assert scoring.model_get().version == "9.2"


@pytest.mark.django_db
def test_results_say_which_version_made_them(
    place: Callable[[str], Path], extractor: object, client: Client, upload
) -> None:
    answers = []
    for version in ("9.1", "9.2", "9.1"):
        place(version)
        answers.append(client.post("/api/v1/classifications", upload()).json())
    assert [answer["model"]["version"] for answer in answers] == ["9.1", "9.2", "9.1"]
    assert [answer["cached"] for answer in answers] == [False, False, True]
    kept = client.get(f"/api/v1/classifications/{answers[0]['id']}").json()
    assert kept["model"]["version"] == "9.1"
