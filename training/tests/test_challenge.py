"""A challenger that learnt from people wins when it is better, by a proof, and is promoted only then."""

import dataclasses
import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from audiofiler.ensemble import Ensemble, bundle
from training import params as parameters
from training.cli import main
from training.datasets import Table
from training.datasets.audiofiler2017 import GENRES
from training.params import Params

from .conftest import make_table
from .people import export, for_people

NAME = "audiofiler-26"


@dataclasses.dataclass(frozen=True)
class Room:
    """Data, numbers, a work folder, and the bundle that serves."""

    folder: Path
    options: list[str]

    def challenge(self, feedback: Path, out: Path, *more: str) -> int:
        return main(["challenge", *self.options, "--feedback", str(feedback), "--out", str(out), *more])

    def models(self, *more: str) -> int:
        return main([*more, "--models", str(self.folder / "models")])


@pytest.fixture(scope="module")
def songs() -> Table:
    """Some rows to train on, and many more of the same kind that people know."""
    found = make_table(2600, seed=5)
    return found.take(np.unique(found.group, return_index=True)[1])


@pytest.fixture(scope="module")
def room(songs: Table, small: Params, tmp_path_factory: pytest.TempPathFactory) -> Room:
    folder = tmp_path_factory.mktemp("room")
    rows = songs.take(np.arange(700))
    np.savez(folder / "rows.npz", features=rows.X, label=rows.y.astype(np.uint8), group=rows.group)
    lines = []
    for section, numbers in for_people(small).as_dict().items():
        lines.append(f"[{section}]")
        lines += [f"{key} = {json.dumps(value)}" for key, value in numbers.items()]
    (folder / "params.toml").write_text("\n".join(lines))
    assert parameters.load(folder / "params.toml") == for_people(small)
    common = ["--data", str(folder / "rows.npz"), "--unverified", "--params", str(folder / "params.toml"), "--quiet"]
    common += ["--work", str(folder / "work")]
    champion = folder / "models" / NAME
    assert main(["train", *common, "--out", str(champion), "--card", str(folder / "card.md")]) == 0
    shutil.move(champion, folder / "champion")
    return Room(folder, [*common, "--models", str(folder / "models"), "--champion", str(folder / "champion")])


@pytest.fixture(scope="module")
def winner(room: Room, songs: Table) -> Path:
    """A challenger that learnt from people who know."""
    feedback = export(songs.take(np.arange(700, len(songs))), room.folder / "true.jsonl")
    assert room.challenge(feedback, room.folder / "winner") == 0
    return room.folder / "winner"


def proof_of(folder: Path) -> dict:
    return dict(json.loads(folder.with_name(f"{folder.name}.proof.json").read_text()))


def test_it_works(room: Room, winner: Path, songs: Table) -> None:
    proof = proof_of(winner)
    assert proof["wins"], proof["sentence"]
    assert proof["sentence"].startswith("The challenger wins. ")
    measures = proof["details"]["comparison"]["measures"]
    assert measures["accuracy"]["better"] == 1
    made = Ensemble.load(winner)
    assert (made.name, made.version) == (NAME, proof["challenger"]["version"])
    training = made.manifest["training"]
    assert training["people"]["songs"] == len(songs) - 700
    assert training["people"]["rows"] == len(songs) - 700
    frozen = training["frozen"]
    assert frozen["rows"] == proof["details"]["comparison"]["rows"]
    assert training["rows"] == len(songs) - frozen["rows"]
    assert made.manifest["scores"]["model"]["accuracy"]["value"] == round(measures["accuracy"]["second"], 4)


def test_the_same_again_is_the_same_bundle(room: Room, winner: Path, tmp_path: Path) -> None:
    assert room.challenge(room.folder / "true.jsonl", tmp_path / "again") == 0
    first = {path.name: path.read_bytes() for path in winner.iterdir()}
    assert {path.name: path.read_bytes() for path in (tmp_path / "again").iterdir()} == first
    assert proof_of(tmp_path / "again") == proof_of(winner)


def test_what_the_champion_knows_of_music_is_taken_over(room: Room, winner: Path, tmp_path: Path) -> None:
    """What is told from music, and the map of songs, rest on feature vectors: new forests change neither."""
    manifest, arrays = bundle.load(room.folder / "champion")
    features = len(manifest.features)
    known = {
        "familiar_knots": np.linspace(np.zeros(features), np.ones(features), 5).T.copy(),
        "familiar_scores": np.linspace(-np.ones(features), np.ones(features), 5).T.copy(),
        "familiar_centre": np.zeros(features),
        "familiar_axes": np.eye(features, 3, dtype=np.float32),
        "familiar_distance": np.array([0.0, 1.0]),
        "familiar_share": np.array([1.0, 0.0]),
    }
    raw = {key: value for key, value in manifest.raw.items() if key not in {"kind", "format", "files"}}
    rules = {"certain_from": 0.6}
    bundle.save(tmp_path / "champion", {**raw, "rules": rules}, {**arrays, **known})
    champion = ["--champion", str(tmp_path / "champion")]
    assert room.challenge(room.folder / "true.jsonl", tmp_path / "out", *champion) == 0
    made, found = bundle.load(tmp_path / "out")
    assert made.raw["rules"] == rules
    for name, array in known.items():
        assert np.array_equal(found[name], array), name


def test_people_who_do_not_know_change_nothing(
    room: Room, songs: Table, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rng = np.random.default_rng(1)
    wrong = export(
        songs.take(np.arange(700, len(songs))),
        tmp_path / "wrong.jsonl",
        [GENRES[k] for k in rng.integers(6, size=3000)],
    )
    assert room.challenge(wrong, tmp_path / "loser", "--weight", "2") == 0
    said = capsys.readouterr().out
    assert said.startswith("The champion stays. ")
    assert "nothing is promoted" in said
    assert not proof_of(tmp_path / "loser")["wins"]
    assert room.models("promote", str(tmp_path / "loser")) == 1
    assert "has not won: The champion stays" in capsys.readouterr().err


def test_a_promoted_one_is_challenged_by_its_own_votes(room: Room, winner: Path, tmp_path: Path) -> None:
    champion = ["--champion", str(winner)]
    assert room.challenge(room.folder / "true.jsonl", tmp_path / "twin", *champion) == 0
    proof = proof_of(tmp_path / "twin")
    assert proof["champion"]["how"] == "its own votes"
    assert not proof["wins"]
    assert proof["details"]["comparison"]["mcnemar"]["chance"] == 1.0


def test_what_cannot_be_challenged_is_refused(
    room: Room, winner: Path, songs: Table, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert room.challenge(tmp_path / "none.jsonl", out) == 1
    assert "cannot be read" in capsys.readouterr().err
    assert room.challenge(room.folder / "true.jsonl", out, "--weight", "0") == 1
    assert "--weight should be" in capsys.readouterr().err
    other = tmp_path / "other"
    shutil.copytree(room.folder / "champion", other)
    manifest = json.loads((other / "manifest.json").read_text())
    for recipe, words in (({"name": "mlp"}, "only forests"), ({"name": "forests", "params": {}}, "with which numbers")):
        (other / "manifest.json").write_text(json.dumps(manifest | {"recipe": recipe}))
        assert room.challenge(room.folder / "true.jsonl", out, "--champion", str(other)) == 1
        assert words in capsys.readouterr().err
    assert not out.exists()


def test_only_a_proof_about_who_serves_promotes(
    room: Room, winner: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    served = tmp_path / "shipped"
    served.mkdir()
    monkeypatch.setenv("AUDIOFILER_MODELS", str(served))
    shutil.copytree(room.folder / "champion", served / NAME)
    shelf = ["--models", str(tmp_path / "models")]
    lone = tmp_path / "lone"
    shutil.copytree(winner, lone)
    for more, words in (
        ([], "lone.proof.json is missing"),
        (["--force"], "--force wants a reason"),
        (["--force", "--why", " "], "--force wants a reason"),
    ):
        assert main(["promote", str(lone), *shelf, *more]) == 1
        assert words in capsys.readouterr().err
    lone.with_name("lone.proof.json").write_text("{}")
    assert main(["promote", str(lone), *shelf]) == 1
    assert "is not a proof" in capsys.readouterr().err
    assert not (tmp_path / "models").exists()

    assert main(["promote", str(winner), *shelf]) == 0
    assert "The challenger wins" in capsys.readouterr().out
    assert main(["promote", str(winner), *shelf]) == 1
    assert "another bundle serves now" in capsys.readouterr().err
    assert main(["rollback", *shelf]) == 0
    assert main(["promote", str(lone), *shelf, "--force", "--why", "to see it"]) == 1  # its proof is damaged
    lone.with_name("lone.proof.json").unlink()
    assert main(["promote", str(lone), *shelf, "--force", "--why", "to see it"]) == 0
    capsys.readouterr()
    assert main(["versions", *shelf]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert [line[0] for line in lines] == [" ", "*"]
    assert lines[1].endswith("to see it")
