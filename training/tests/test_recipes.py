"""Forests differ, beat chance, and come out of the cache as they went in."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from training.cache import Cache
from training.cli import main
from training.datasets import Table
from training.params import Params
from training.recipes import ForestsRecipe, PublishedRecipe, registry
from training.recipes.logistic_mfcc import LogisticMfccRecipe

from .conftest import N_GENRES


def ignore(_what: str, _cached: bool) -> None:
    """Show nothing."""


def test_forests_differ_in_rows_axes_and_trees(table: Table, small: Params) -> None:
    fitted = ForestsRecipe(small).fit(table, Cache(None), ignore)
    linear, bank = fitted.projection.linear_readout, fitted.projection.bank_readout
    for one, other in ((0, 1), (0, 2), (1, 2)):
        assert not np.array_equal(linear[one], linear[other])
        assert not np.array_equal(bank[one], bank[other])
    assert len(set(fitted.projection.bank_start.tolist())) == small.forests.forests
    assert len(set(fitted.forests.tree_nodes.tolist())) > 1
    assert (fitted.sklearn_votes[:, 0] != fitted.sklearn_votes[:, 1]).any()


def test_songs_of_one_group_are_all_learnt_from(table: Table, small: Params) -> None:
    assert table.by_audio() is table
    artists = dataclasses.replace(table, group=table.group // 4)
    found = ForestsRecipe(small).fit(artists, Cache(None), ignore)
    by_song = ForestsRecipe(small).fit(artists.by_audio(), Cache(None), ignore)
    np.testing.assert_array_equal(found.sklearn_votes, by_song.sklearn_votes)
    np.testing.assert_array_equal(found.projection.knots, by_song.projection.knots)
    assert artists.by_audio().n_groups == table.n_groups


def test_both_recipes_learn(table: Table, small: Params) -> None:
    rows = np.flatnonzero(table.group % 2 == 0)
    held = np.flatnonzero(table.group % 2 == 1)
    for recipe in (ForestsRecipe(small), PublishedRecipe(small)):
        scored = recipe.score(table.take(rows), table.X[held], Cache(None), ignore)
        assert scored.votes.shape == (len(held), recipe.steps)
        np.testing.assert_allclose(scored.mean.sum(axis=1), 1.0, rtol=1e-6)
        right = (scored.shares().argmax(axis=1) == table.y[held]).mean()
        assert right > 1.5 / N_GENRES, recipe.name


def test_the_number_of_threads_changes_nothing(table: Table, small: Params) -> None:
    one = dataclasses.replace(small, compute=dataclasses.replace(small.compute, threads=1))
    first, second = (ForestsRecipe(p).fit(table, Cache(None), ignore) for p in (one, small))
    for part in ("projection", "forests"):
        wanted, found = getattr(first, part).named(), getattr(second, part).named()
        for name in wanted:
            np.testing.assert_array_equal(found[name], wanted[name], err_msg=name)


@pytest.mark.parametrize("kind", [ForestsRecipe, PublishedRecipe])
def test_finished_forests_are_kept(
    kind: type[ForestsRecipe] | type[PublishedRecipe], table: Table, small: Params, tmp_path: Path
) -> None:
    seen: list[bool] = []
    recipe = kind(small)
    first = recipe.score(table, table.X[:20], Cache(tmp_path), lambda _, cached: seen.append(cached))
    next(tmp_path.glob("*.npz")).unlink()
    again = recipe.score(table, table.X[:20], Cache(tmp_path), lambda _, cached: seen.append(cached))
    np.testing.assert_array_equal(first.votes, again.votes)
    np.testing.assert_array_equal(first.mean, again.mean)
    assert seen[: recipe.steps] == [False] * recipe.steps
    assert sorted(seen[recipe.steps :]) == [False] + [True] * (recipe.steps - 1)


def test_other_data_or_numbers_are_not_taken_from_the_cache(table: Table, small: Params, tmp_path: Path) -> None:
    seen: list[bool] = []
    other = dataclasses.replace(small, forests=dataclasses.replace(small.forests, seed=21))
    for numbers, rows in ((small, table), (other, table), (small, table.take(np.arange(300)))):
        ForestsRecipe(numbers).fit(rows, Cache(tmp_path), lambda _, cached: seen.append(cached))
    assert not any(seen)


def test_a_regression_that_meets_one_genre_only_names_it(table: Table, small: Params) -> None:
    few = table.take(np.array([np.flatnonzero(table.y == genre)[0] for genre in range(2)]))
    scored = LogisticMfccRecipe(small).score(few, table.X[:5], Cache(None), ignore)
    assert set(scored.votes.ravel().tolist()) <= {0, 1}
    np.testing.assert_allclose(scored.mean.sum(axis=1), 1.0, rtol=1e-6)


@pytest.mark.parametrize(
    ("recipe", "wanted"),
    [("mlp", "torch==2.13.0"), ("mel-cnn", "torch==2.13.0 onnx"), ("chroma-dense", "torch==2.13.0")],
)
def test_packages_that_are_missing_are_named_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], recipe: str, wanted: str
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    assert main(["evaluate", "--dataset", "folders", "--data", str(tmp_path / "nowhere"), "--recipe", recipe]) == 1
    assert f"the recipe {recipe!r} needs more than is installed here: pip install {wanted}\n" in capsys.readouterr().err
    assert f"pip install {registry.GOT_BY['torch']}`" in (Path(__file__).parents[2] / "README.md").read_text()
