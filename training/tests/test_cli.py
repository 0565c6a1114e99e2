"""The command trains the same bundle twice, prints a card that holds, and refuses clearly."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from audiofiler.ensemble import Ensemble
from training import bench_votes, params, report
from training.cli import main
from training.datasets import Table


def train(npz: Path, small_file: Path, work: Path, out: Path) -> int:
    arguments = ["--data", str(npz), "--unverified", "--params", str(small_file), "--quiet", "--work", str(work)]
    return main(["train", *arguments, "--out", str(out), "--card", str(out.with_suffix(".md"))])


@pytest.fixture(scope="module")
def trained(npz: Path, small_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a bundle `first`, its card `first.md`, and what the training kept in `work`."""
    folder = tmp_path_factory.mktemp("trained")
    assert train(npz, small_file, folder / "work", folder / "first") == 0
    return folder


@pytest.mark.parametrize("kept", [True, False])
def test_a_second_training_gives_the_same_bytes(
    trained: Path, npz: Path, small_file: Path, tmp_path: Path, kept: bool
) -> None:
    again = tmp_path / "again"
    assert train(npz, small_file, trained / "work" if kept else tmp_path / "work", again) == 0
    first = {path.name: path.read_bytes() for path in (trained / "first").iterdir()}
    assert {path.name: path.read_bytes() for path in again.iterdir()} == first
    assert again.with_suffix(".md").read_text() == (trained / "first.md").read_text()


def test_the_bundle_is_one(trained: Path, table: Table) -> None:
    ensemble = Ensemble.load(trained / "first")
    assert ensemble.votes(table.X).shape == (len(table), 3)
    manifest = ensemble.manifest
    assert manifest["training"]["sha256"] == table.checksum()
    assert manifest["training"]["audio_files"] == table.n_groups
    assert len(manifest["recipe"]["seeds"]["forests"]) == 3
    assert set(manifest["scores"]) == {"protocol", "model", "published", "genres"}
    assert manifest["scores"]["model"]["accuracy"]["value"] > 0.3
    assert manifest["versions"]["scikit-learn"]


def test_a_stale_card_is_noticed(trained: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "card.md"
    show = ["card", "--bundle", str(trained / "first"), "--card", str(page)]
    assert main(show) == 0
    card = capsys.readouterr().out
    assert card == (trained / "first.md").read_text()
    for text, wanted in ((card, 0), ("old", 1), (None, 1)):
        page.write_text(text) if text is not None else page.unlink()
        assert main([*show, "--check"]) == wanted
    assert "stale" in capsys.readouterr().err


def test_evaluate_prints_both_recipes(
    npz: Path, small_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["--data", str(npz), "--unverified", "--params", str(small_file), "--work", str(tmp_path / "work")]
    assert main(["evaluate", *arguments]) == 0
    out, err = capsys.readouterr()
    assert "| accuracy |" in out
    assert "10/10" in err
    assert main(["evaluate", *arguments, "--json"]) == 0
    out, err = capsys.readouterr()
    assert set(json.loads(out)) == {"protocol", "model", "published", "genres"}
    assert set(json.loads(out)["published"]) >= {"accuracy", "log_loss"}
    assert "kept from before" in err


def test_refusals_are_sentences(npz: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "--data", str(tmp_path / "nowhere.npz")]) == 1
    assert "nowhere.npz cannot be read" in capsys.readouterr().err
    assert main(["train", "--data", str(npz)]) == 1
    assert "other rows than any release" in capsys.readouterr().err
    assert main(["card", "--bundle", str(tmp_path / "none")]) == 1
    assert "There is no bundle" in capsys.readouterr().err
    with pytest.raises(SystemExit, match="2"):
        main(["train"])


def test_bench_measures(
    trained: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(trained / "first", tmp_path / "audiofiler-26")
    monkeypatch.setenv("AUDIOFILER_MODELS", str(tmp_path))
    found = bench_votes.measure(repeats=5)
    assert found.ratio == pytest.approx(found.sklearn_ms / found.votes_ms)
    assert main(["bench", "--json", "--repeats", "5"]) == 0
    assert json.loads(capsys.readouterr().out)["forests"] == 3
    assert main(["bench", "--repeats", "5"]) == 0
    assert "predict calls" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("trees = 3", "trees = 3.5"), "trees should be int"),
        (("trees = 3", "bushes = 3"), "unknown 'bushes'"),
        (("[agreement]", "[agreements]"), "unknown 'agreements'"),
        (("prior_rows", "# prior_rows"), "lacks 'prior_rows'"),
        (("[split]", "[split"), "cannot be read"),
    ],
)
def test_parameters_are_read_strictly(small_file: Path, tmp_path: Path, change: tuple[str, str], words: str) -> None:
    (tmp_path / "changed.toml").write_text(small_file.read_text().replace(*change, 1))
    with pytest.raises(params.ParamsError, match=words):
        params.load(tmp_path / "changed.toml")


def test_shipped_parameters_are_read() -> None:
    found = params.load()
    assert found.forests.forests == 20
    assert np.isfinite(found.forests.ridge_penalty)


@pytest.mark.parametrize(
    ("right", "words"),
    [
        (0.41, "and more than half of the first guesses differ from them"),
        (0.874, "and 13% of the first guesses on 48 songs, each held out once, differ from them"),
        (0.999, "and hardly any of the first guesses on 48 songs"),
        (1.0, "and none of the first guesses on 48 songs"),
    ],
)
def test_a_card_speaks_of_its_own_data_set(right: float, words: str) -> None:
    manifest = json.loads(json.dumps(Ensemble.load().manifest))
    assert "the labels are listeners' tags of 2017, and more than half" in report.model_card(manifest)
    manifest["training"]["dataset"] += " and feedback"
    assert "the labels are listeners' tags of 2017" in report.model_card(manifest)
    manifest["training"] |= {"dataset": "folders", "rows": 48}
    manifest["scores"]["model"]["accuracy"]["value"] = right
    card = report.model_card(manifest)
    assert f"the labels are the names of your folders or the words of your list, {words}" in card
    assert "listeners" not in card
    manifest["training"]["dataset"] = "one of somebody's own"
    card = report.model_card(manifest)
    assert f"money: {words.removeprefix('and ').split(' differ')[0]}" in card
    assert "Labels are" not in card


def test_the_shipped_card_is_fresh() -> None:
    assert main(["card", "--check"]) == 0
