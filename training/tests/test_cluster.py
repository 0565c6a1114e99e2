"""Forests trained by workers are those trained here, also when a worker is killed."""

import os
import signal
from pathlib import Path

import dask
import numpy as np
import pytest
from distributed import LocalCluster

from training import cluster
from training.cache import Cache
from training.cli import main
from training.datasets import DataError, Table
from training.params import Params
from training.recipes import ForestsRecipe, PublishedRecipe


def ignore(_what: str, _cached: bool) -> None:
    """Show nothing."""


def test_it_works(table: Table, small: Params, tmp_path: Path) -> None:
    recipes = ForestsRecipe(small), PublishedRecipe(small)
    here = [recipe.score(table, table.X[:50], Cache(None), ignore) for recipe in recipes]
    killed: list[int] = []
    with cluster.connect(workers=2) as client:
        address = client.scheduler_info()["address"]
        pids = client.run(os.getpid)

        def kill_one(_what: str, _cached: bool) -> None:
            if not killed:
                killed.append(next(iter(pids.values())))
                os.kill(killed[0], signal.SIGKILL)

        with cluster.forests_on(address):
            there = [recipe.score(table, table.X[:50], Cache(tmp_path / "kept"), kill_one) for recipe in recipes]
        assert len(list((tmp_path / "kept").iterdir())) == 5
    for one, other in zip(here, there, strict=True):
        np.testing.assert_array_equal(other.votes, one.votes)
        np.testing.assert_array_equal(other.mean, one.mean)


def test_the_command_prints_the_same(
    npz: Path, small_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = ["evaluate", "--data", str(npz), "--unverified", "--params", str(small_file), "--quiet", "--work"]
    with cluster.connect(workers=1) as client:
        assert set(client.run(dask.config.get, "distributed.worker.profile.enabled").values()) == {False}
        assert main([*files, str(tmp_path / "one"), "--scheduler", client.scheduler_info()["address"]]) == 0
    printed = capsys.readouterr().out
    assert main([*files, str(tmp_path / "other")]) == 0
    assert capsys.readouterr().out == printed


def test_no_scheduler_and_no_worker_are_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 1)
    with pytest.raises(DataError, match="no Dask scheduler answers at"), cluster.connect("tcp://127.0.0.1:1"):
        pass
    with (
        LocalCluster(n_workers=0, host="127.0.0.1", dashboard_address="127.0.0.1:0") as empty,
        pytest.raises(DataError, match="has no worker"),
        cluster.connect(empty.scheduler_address),
    ):
        pass


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="this system binds no process to a core")
def test_each_worker_here_has_a_core_of_its_own() -> None:
    cores = os.sched_getaffinity(0)
    with cluster.connect(workers=len(cores)) as client:
        bound = client.run(lambda: sorted(os.sched_getaffinity(0)))
        assert sorted(bound.values()) == [[core] for core in sorted(cores)]
        client.restart()
        assert sorted(client.run(lambda: sorted(os.sched_getaffinity(0))).values()) == sorted(bound.values())
