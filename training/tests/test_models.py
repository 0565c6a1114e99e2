"""Every recipe learns, gives the same bytes twice, and becomes a bundle that says what its library says."""

import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest

from audiofiler.ensemble import Ensemble
from training.cache import Cache
from training.cli import main
from training.datasets import DataError, Table
from training.export import ExportError
from training.params import Params
from training.progress import Progress
from training.recipes import registry
from training.recipes.about_networks import require_close
from training.recipes.base import Scored
from training.recipes.genre_weights import fit_weights, macro_f1
from training.recipes.hybrid import HybridRecipe, Pair, best_share, learn_mixture

from .conftest import N_GENRES, needs_torch

NETWORKS = ("chroma-dense", "hybrid")
OTHERS = ("logistic-mfcc", *NETWORKS)


def ignore(_what: str, _cached: bool) -> None:
    """Show nothing."""


def learn(name: str, table: Table, numbers: Params, cache: Cache) -> tuple[Scored, np.ndarray]:
    """Train on one half of the audio files; return what is said of the other half, and its genres."""
    train, held = (np.flatnonzero(table.group % 2 == half) for half in (0, 1))
    return registry.make(name, numbers).score(table.take(train), table.X[held], cache, ignore), table.y[held]


@pytest.mark.parametrize("name", OTHERS)
def test_a_recipe_learns_and_its_voters_differ(name: str, table: Table, small: Params) -> None:
    if name in NETWORKS:
        needs_torch()
    scored, y = learn(name, table, small, Cache(None))
    np.testing.assert_allclose(scored.mean.sum(axis=1), 1.0, rtol=1e-5)
    assert (scored.shares().argmax(axis=1) == y).mean() > 1.5 / N_GENRES
    assert (scored.votes[:, 0] != scored.votes[:, 1]).any()


@pytest.mark.parametrize("name", OTHERS)
def test_threads_and_what_is_kept_change_nothing(name: str, table: Table, small: Params, tmp_path: Path) -> None:
    if name in NETWORKS:
        needs_torch()
    alone = dataclasses.replace(small, compute=dataclasses.replace(small.compute, threads=1))
    first, *others = (
        learn(name, table, numbers, Cache(folder))[0]
        for numbers, folder in ((alone, None), (small, tmp_path), (small, tmp_path))
    )
    for other in others:
        np.testing.assert_array_equal(first.votes, other.votes)
        np.testing.assert_array_equal(first.mean, other.mean)


@pytest.mark.parametrize("name", OTHERS)
def test_a_recipe_becomes_a_bundle(name: str, npz: Path, small_file: Path, table: Table, tmp_path: Path) -> None:
    if name in NETWORKS:
        needs_torch()
    options = ["--data", str(npz), "--unverified", "--params", str(small_file), "--work", str(tmp_path / "work")]
    for out in ("first", "again"):
        folder = tmp_path / out / "model"
        assert (
            main(
                [
                    "train",
                    "--recipe",
                    name,
                    *options,
                    "--quiet",
                    "--name",
                    "model",
                    "--out",
                    str(folder),
                    "--card",
                    f"{folder}.md",
                ]
            )
            == 0
        )
    first, again = (
        {path.name: path.read_bytes() for path in (tmp_path / out / "model").iterdir()} for out in ("first", "again")
    )
    assert first == again
    ensemble = Ensemble.load(tmp_path / "first" / "model")
    columns = [table.features.index(feature) for feature in ensemble.features]
    ballots = ensemble.ballots(table.X[:50, columns])
    np.testing.assert_allclose(ballots.sum(axis=2), 1.0, rtol=1e-6)
    manifest = ensemble.manifest
    assert (ensemble.size, ensemble.name, manifest["recipe"]["name"]) == (3, "model", name)
    assert manifest["scores"]["model"]["accuracy"]["value"] > manifest["scores"]["published"]["accuracy"]["value"] - 0.3
    assert ("torch" in manifest["versions"]) == (name in NETWORKS)
    card = (tmp_path / "first" / "model.md").read_text()
    assert f"make train RECIPE={name}" in card
    for curve in manifest["recipe"].get("curves", []):
        assert (
            len(curve["epochs"]) == len(curve["train_loss"]) == len(curve["valid_loss"]) == len(curve["valid_accuracy"])
        )
    assert bool(manifest["recipe"].get("curves")) == (name in NETWORKS)


def test_the_share_of_the_forests_is_what_is_right_more_often(table: Table, small: Params) -> None:
    rng = np.random.default_rng(5)
    truth = np.eye(len(table.genres))[table.y]
    noise, bad = (rng.dirichlet(np.ones(len(table.genres)), len(table)) for _ in range(2))
    good = 0.15 * truth + 0.85 * noise
    assert best_share((good, bad), table.y, small.calibration, 10) >= 0.8
    assert best_share((bad, good), table.y, small.calibration, 10) <= 0.2


def test_networks_take_turns_beside_more_forests() -> None:
    rng = np.random.default_rng(6)
    forests, networks = (rng.dirichlet(np.ones(4), (7, n)).astype(np.float32) for n in (3, 2))
    alone = Pair(forests, networks).mixed(0.0)
    np.testing.assert_array_equal(alone.votes, networks[:, [0, 1, 0]].argmax(axis=2))
    np.testing.assert_array_equal(Pair(forests, networks).mixed(1.0).votes, forests.argmax(axis=2))


def test_the_share_of_a_fold_is_learnt_elsewhere(table: Table, small: Params, tmp_path: Path) -> None:
    needs_torch()
    recipe, cache = HybridRecipe(small), Cache(tmp_path)
    progress = Progress(0, quiet=True)
    found = recipe.out_of_fold(table, small, cache, progress)
    # Other genres on the rows of one fold change the share of the other folds only, never its own.
    first = found.fold == 0
    changed = dataclasses.replace(table, y=np.where(first, (table.y + 1) % N_GENRES, table.y))
    pairs = recipe.held_out(table, small, cache, progress)
    means = (_means(pairs, found.fold, 0)[~first], _means(pairs, found.fold, 1)[~first])
    mixture = learn_mixture(means, changed.y[~first], small)
    np.testing.assert_array_equal(found.scored.votes[first], pairs[0].mixed(*mixture).votes)


def test_weights_make_rare_genres_winners_where_that_is_worth_it() -> None:
    rng = np.random.default_rng(8)
    y = (rng.random(2000) < 0.1).astype(np.int64)
    rare = np.clip(0.25 + 0.15 * y + rng.normal(scale=0.06, size=2000), 0.01, 0.99)
    mean = np.stack([1 - rare, rare, np.zeros(2000)], axis=1)
    weight = fit_weights(mean, y, 1e-3)
    assert macro_f1((mean * weight).argmax(axis=1), y, 3) > macro_f1(mean.argmax(axis=1), y, 3) + 0.2
    assert weight[2] == 1  # a genre that is not there is not moved
    np.testing.assert_array_equal(fit_weights(mean, y, 10.0), np.ones(3))


def _means(pairs: list[Pair], fold: np.ndarray, half: int) -> np.ndarray:
    result = np.empty((len(fold), pairs[0].forests.shape[2]))
    for k, pair in enumerate(pairs):
        result[fold == k] = pair.means()[half]
    return result


def test_refusals_are_sentences(
    npz: Path, small_file: Path, table: Table, small: Params, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--data", str(npz), "--unverified", "--params", str(small_file)]
    assert main(["train", "--recipe", "crystal-ball", *options]) == 1
    assert "no recipe is called 'crystal-ball'; there are forests, " in capsys.readouterr().err
    with pytest.raises(DataError, match="becomes no bundle"):
        registry.ship_of("published")
    other = dataclasses.replace(table, X=table.X[:, :3], features=table.features[:3])
    with pytest.raises(DataError, match="none of the features that logistic-mfcc takes"):
        registry.make("logistic-mfcc", small).score(other, other.X, Cache(None), ignore)
    with pytest.raises(ExportError, match="differ by up to"):
        require_close(np.zeros((2, 3)), np.full((2, 3), 0.5, np.float32))


def test_without_pytorch_it_says_what_to_install(table: Table, small: Params, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "torch", None)
    with pytest.raises(DataError, match=r"audiofiler-training\[networks\]"):
        registry.make("chroma-dense", small).score(table, table.X, Cache(None), ignore)


def test_evaluate_takes_any_recipe(
    npz: Path, small_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--data", str(npz), "--unverified", "--params", str(small_file), "--work", str(tmp_path), "--quiet"]
    assert main(["evaluate", "--recipe", "logistic-mfcc", "--json", *options]) == 0
    assert json.loads(capsys.readouterr().out)["model"]["accuracy"]["value"] > 1 / N_GENRES
