"""A better one is found better, equals are found equal, and chance is scipy's."""

import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import binomtest

from training import scores
from training.cache import Cache
from training.cli import main
from training.compare import compare, mcnemar
from training.datasets import DataError, Table
from training.evaluate import METRICS, Rows, describe
from training.params import Params
from training.progress import Progress
from training.recipes import ForestsRecipe, PublishedRecipe, Scored

from .conftest import make_table

N, GENRES, FORESTS = 600, 5, 7


def invented(skill: float, seed: int) -> Rows:
    """Rows of one who is as often right as `skill` says."""
    rng = np.random.default_rng(seed)
    truth = np.random.default_rng(0).choice(GENRES, size=N)
    mean = rng.dirichlet(np.ones(GENRES), size=N)
    mean[np.arange(N), truth] += skill
    mean /= mean.sum(axis=1, keepdims=True)
    votes = np.array([rng.choice(GENRES, size=FORESTS, p=row) for row in mean]).astype(np.uint8)
    return describe(truth, Scored(votes, mean), mean)


def test_the_better_one_is_found_whichever_comes_first(small: Params) -> None:
    settings = dataclasses.replace(small.report, paired_resamples=400)
    good, bad, group = invented(0.8, 1), invented(0.2, 2), np.arange(N) // 2
    up = compare(("bad", "good"), (bad, good), group, small.evaluation, settings)
    down = compare(("good", "bad"), (good, bad), group, small.evaluation, settings)
    for name in ("accuracy", "macro_f1", "log_loss"):
        assert (up.measures[name].better, down.measures[name].better) == (1, -1)
        assert up.measures[name].difference == pytest.approx(-down.measures[name].difference)
        assert up.measures[name].low <= up.measures[name].difference <= up.measures[name].high
    alone = {name: d for name, d in up.measures.items() if d.better >= 0}
    sentence = dataclasses.replace(up, measures=alone).sentence
    assert sentence.startswith("good is better, by more than chance: in accuracy, ")
    assert up.sentence.startswith("Neither is plainly better: good in accuracy, ")  # its confidence is made up
    assert up.rows == N
    assert up.groups == N // 2


def test_equals_differ_by_chance(small: Params) -> None:
    found = compare(("a", "b"), (invented(0.5, 3), invented(0.5, 4)), np.arange(N), small.evaluation, small.report)
    assert found.sentence == "No difference between a and b is more than chance."
    same = compare(("a", "b"), (invented(0.5, 3),) * 2, np.arange(N), small.evaluation, small.report)
    assert all(d.difference == 0 and d.chance == 1 for d in same.measures.values())
    assert same.mcnemar.chance == 1


def test_mcnemar_counts_what_only_one_gets_right() -> None:
    first, second = invented(0.6, 5), invented(0.3, 6)
    found = mcnemar(first, second)
    right = [rows.winner == rows.truth for rows in (first, second)]
    assert found.only_first - found.only_second == right[0].sum() - right[1].sum()
    assert found.chance == binomtest(found.only_first, found.only_first + found.only_second).pvalue


def test_other_rows_are_refused(small: Params) -> None:
    other = dataclasses.replace(invented(0.5, 3), truth=np.zeros(N, np.int64))
    with pytest.raises(ValueError, match="not about the same rows"):
        compare(("a", "b"), (invented(0.5, 3), other), np.arange(N), small.evaluation, small.report)


@pytest.fixture(scope="module")
def kept(table: Table, small: Params, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Files of scores of both recipes on the rows of `npz`."""
    cache = Cache(tmp_path_factory.mktemp("work"))
    paths = [
        scores.kept(r(small), table, small, cache, Progress(9, quiet=True))[1] for r in (PublishedRecipe, ForestsRecipe)
    ]
    assert paths[0] is not None
    assert paths[1] is not None
    return paths[0], paths[1]


def test_the_command_says_which_is_better(
    kept: tuple[Path, Path], npz: Path, small_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["compare", *map(str, kept), "--data", str(npz), "--unverified", "--params", str(small_file)]
    assert main(arguments) == 0
    text = capsys.readouterr().out
    assert "| measure | published | forests | difference |" in text
    assert "McNemar: " in text
    assert main([*arguments, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert set(found["measures"]) == set(METRICS)
    assert found["sentence"] == text.splitlines()[0]
    with pytest.raises(SystemExit, match="2"):
        main(["compare", "a", "--data", str(npz)])


def test_bundles_are_compared_on_rows_they_have_not_seen(
    npz: Path, small_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    common = ["--unverified", "--params", str(small_file)]
    bundle = tmp_path / "bundle"
    out = ["--quiet", "--work", str(tmp_path / "work"), "--out", str(bundle), "--card", str(tmp_path / "card.md")]
    assert main(["train", "--data", str(npz), *common, *out]) == 0
    other = make_table(300, seed=9)
    np.savez(tmp_path / "other.npz", features=other.X, label=other.y.astype(np.uint8), group=other.group)
    capsys.readouterr()
    assert main(["compare", str(bundle), str(bundle), "--data", str(tmp_path / "other.npz"), *common]) == 0
    assert "No difference between bundle and itself" in capsys.readouterr().out
    assert main(["compare", str(bundle), str(bundle), "--data", str(npz), *common]) == 1
    assert "was trained on these very rows" in capsys.readouterr().err


def test_files_that_are_no_scores_are_refused_by_name(
    kept: tuple[Path, Path], npz: Path, table: Table, tmp_path: Path
) -> None:
    for path, words in ((npz, "is not a file of scores"), (tmp_path / "none.npz", "is not a file of scores")):
        with pytest.raises(DataError, match=words):
            scores.read(path)
    found = scores.read(kept[0])
    scores.require_rows(found, table)
    with pytest.raises(DataError, match="of other rows"):
        scores.require_rows(found, table.take(np.arange(50)))
    short = dataclasses.replace(found, fold=found.fold[1:])
    scores.write(short, tmp_path / "short.npz")
    with pytest.raises(DataError, match="damaged"):
        scores.read(tmp_path / "short.npz")


def test_kept_scores_are_those_that_were_made(table: Table, small: Params, tmp_path: Path) -> None:
    cache, progress = Cache(tmp_path), Progress(9, quiet=True)
    first, path = scores.kept(ForestsRecipe(small), table, small, cache, progress)
    for forest in tmp_path.glob("*.npz"):
        forest.unlink()
    again, same = scores.kept(ForestsRecipe(small), table, small, cache, progress)
    assert same == path
    assert not list(tmp_path.glob("*.npz"))
    np.testing.assert_array_equal(first.probabilities, again.probabilities)
    np.testing.assert_array_equal(first.scored.votes, again.scored.votes)
    other = dataclasses.replace(small, split=dataclasses.replace(small.split, seed=3))
    assert scores.identity(ForestsRecipe(other), table, other) != first.made_by
