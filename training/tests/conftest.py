"""A small made-up corpus with structure to learn, and small numbers to train with."""

import dataclasses
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from training import params
from training.datasets import Table
from training.datasets.audiofiler2017 import FEATURES, GENRES
from training.datasets.base import groups_of_equal_rows
from training.params import Params

N_GENRES = 6


SMALL_NETWORK: dict[str, Any] = {
    "hidden_1": 12,
    "hidden_2": 12,
    "hidden_3": 8,
    "knots": 17,
    "epochs": 12,
    "patience": 4,
    "batch": 64,
    "learning_rate": 1e-2,
}


def needs_torch() -> Any:
    """Return PyTorch; without it skip the test, but not where everything has to be there."""
    if os.environ.get("CI") == "true":
        import torch  # noqa: PLC0415

        return torch
    return pytest.importorskip("torch", reason="no PyTorch here (the extra `networks`)")


def make_table(audio_files: int = 400, seed: int = 0) -> Table:
    """Return a table of `audio_files` vectors, a tenth of them twice, with `N_GENRES` of the 26 genres."""
    rng = np.random.default_rng(seed)
    y = rng.choice(N_GENRES, size=audio_files, p=np.array([8, 4, 3, 2, 2, 1]) / 20)
    centres = rng.normal(size=(N_GENRES, len(FEATURES)))
    X = (centres[y] + rng.normal(scale=2.5, size=(audio_files, len(FEATURES)))).astype(np.float32)
    X[:, -1] = rng.choice([100.0, 150.0, 200.0], size=audio_files)
    twice = rng.permutation(audio_files)[: audio_files // 10]
    X, y = np.concatenate([X, X[twice]]), np.concatenate([y, (y[twice] + 1) % N_GENRES])
    order = rng.permutation(len(y))
    return Table(X[order], y[order], groups_of_equal_rows(X[order]), FEATURES, GENRES)


@pytest.fixture(scope="session")
def table() -> Table:
    return make_table()


@pytest.fixture(scope="session")
def small() -> Params:
    """The shipped numbers, made small."""
    shipped = params.load()
    return dataclasses.replace(
        shipped,
        split=dataclasses.replace(shipped.split, folds=2),
        evaluation=dataclasses.replace(shipped.evaluation, resamples=20),
        report=dataclasses.replace(shipped.report, halvings=1, leak_folds=1, looked_at=5, paired_resamples=50),
        forests=dataclasses.replace(
            shipped.forests, forests=3, trees=3, min_samples_leaf=3, knots=17, bank=60, stretch=30
        ),
        published=dataclasses.replace(shipped.published, forests=2, trees=2),
        logistic_mfcc=dataclasses.replace(shipped.logistic_mfcc, regressions=3, knots=17),
        chroma_dense=dataclasses.replace(shipped.chroma_dense, networks=3, **SMALL_NETWORK),
        hybrid=dataclasses.replace(shipped.hybrid, networks=2, share_steps=4, **SMALL_NETWORK),
    )


@pytest.fixture(scope="session")
def small_file(small: Params, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small numbers as a parameter file."""
    lines = []
    for section, numbers in small.as_dict().items():
        lines.append(f"[{section}]")
        lines += [
            f'{key} = "{value}"' if isinstance(value, str) else f"{key} = {value}" for key, value in numbers.items()
        ]
    path = tmp_path_factory.mktemp("numbers") / "params.toml"
    path.write_text("\n".join(lines))
    return path


@pytest.fixture(scope="session")
def npz(table: Table, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The table as an `.npz` file."""
    path = tmp_path_factory.mktemp("data") / "small.npz"
    np.savez(path, features=table.X, label=table.y.astype(np.uint8), group=table.group.astype(np.int32) * 3 + 5)
    return path
