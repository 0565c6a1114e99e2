"""Recipes on other schemas: clips in parts, each recipe trained, scored, written as a bundle and served alike."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from audiofiler import Ensemble, extract
from audiofiler.ensemble import bundle
from audiofiler.representations import REPRESENTATIONS
from audiofiler.schema import FEATURE_NAMES, MEL_SCHEMA_ID, STATS_SCHEMA_ID
from audiofiler.testing import encode, music, tone
from audiofiler.verdict import classify
from training import params as parameters
from training import parts
from training.cache import Cache
from training.datasets import DataError, Table
from training.datasets.folders import Folders
from training.params import Params
from training.recipes import mel_cnn, mlp
from training.recipes.registry import schema_of

GENRES = ("band", "whistle")
CLIPS = 4


@pytest.fixture(scope="module")
def songs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two genres a deaf network could tell apart."""
    root = tmp_path_factory.mktemp("songs")
    for k in range(CLIPS):
        sounds = {"band": music(6, 22_050, seed=k), "whistle": tone(6, 22_050, 1500.0 + 200 * k)}
        for genre, sound in sounds.items():
            (root / genre).mkdir(exist_ok=True)
            (root / genre / f"{k}.wav").write_bytes(encode(sound, 22_050, "wav", 1))
    return root


@pytest.fixture(scope="module")
def numbers() -> Params:
    few = parameters.load()
    return dataclasses.replace(
        few,
        mlp=dataclasses.replace(few.mlp, networks=3, epochs=20, knots=5, valid_share=0.3),
        mel_cnn=dataclasses.replace(few.mel_cnn, epochs=3, channels_4=16, hidden=8, valid_share=0.3),
    )


def table(songs: Path, schema: str) -> Table:
    return parts.load(Folders(), songs, schema, Cache(None))


def ignore(_what: str, _cached: bool) -> None:
    pass


@pytest.mark.parametrize("schema", REPRESENTATIONS)
def test_a_row_is_a_clip_with_all_its_parts(songs: Path, schema: str) -> None:
    rows, wanted = table(songs, schema), REPRESENTATIONS[schema]
    assert rows.X.shape == (2 * CLIPS, wanted.parts_of_clip * len(wanted.names))
    assert rows.genres == GENRES
    assert rows.n_groups == 2 * CLIPS
    beside = rows.for_yardstick
    assert beside.features == FEATURE_NAMES
    np.testing.assert_array_equal(beside.y, rows.y)
    np.testing.assert_array_equal(beside.group, rows.group)
    unrolled = parts.unrolled(rows, schema)
    assert unrolled.X.shape == (len(rows) * wanted.parts_of_clip, len(wanted.names))
    assert unrolled.n_groups == rows.n_groups
    first = extract(songs / "band" / "0.wav", schema=schema)
    np.testing.assert_array_equal(unrolled.X[0], first.windows[0].values.astype(np.float32))


def test_what_was_heard_is_kept(songs: Path, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "work")
    first = parts.load(Folders(), songs, STATS_SCHEMA_ID, cache)
    kept = sorted(path.name for path in (tmp_path / "work").iterdir())
    assert len(kept) == 2 * 2 * CLIPS
    assert parts.load(Folders(), songs, STATS_SCHEMA_ID, cache).checksum() == first.checksum()
    assert sorted(path.name for path in (tmp_path / "work").iterdir()) == kept


def test_a_broken_clip_is_named_or_left_out(tmp_path: Path) -> None:
    (tmp_path / "band").mkdir()
    (tmp_path / "band" / "whole.wav").write_bytes(encode(music(4), codec="wav"))
    (tmp_path / "band" / "broken.wav").write_bytes(b"RIFF" + bytes(200))
    with pytest.raises(DataError, match=r"1 of 2 files cannot be read, first .*broken\.wav"):
        table(tmp_path, STATS_SCHEMA_ID)
    assert len(parts.load(Folders(), tmp_path, STATS_SCHEMA_ID, Cache(None), verify=False)) == 1


def test_rows_of_features_are_refused(songs: Path) -> None:
    with pytest.raises(DataError, match="give a data set of audio files"):
        parts.unrolled(table(songs, STATS_SCHEMA_ID).for_yardstick, STATS_SCHEMA_ID)


def test_recipes_say_what_they_hear() -> None:
    assert (schema_of("mlp"), schema_of("mel-cnn")) == (STATS_SCHEMA_ID, MEL_SCHEMA_ID)


@pytest.mark.parametrize(("name", "module"), [("mlp", mlp), ("mel-cnn", mel_cnn)])
def test_trained_written_and_served(songs: Path, tmp_path: Path, numbers: Params, name: str, module: object) -> None:
    pytest.importorskip("torch", reason="PyTorch is not installed: the extra `networks`")
    pytest.importorskip("onnxruntime", reason="onnxruntime is not installed: the extra `onnx` of audiofiler")
    rows = table(songs, schema_of(name))
    cache = Cache(tmp_path / "work")
    shipped = module.ship(numbers, rows, cache, ignore)  # type: ignore[attr-defined]
    recipe = (mlp.MlpRecipe if name == "mlp" else mel_cnn.MelCnnRecipe)(numbers)
    scored = recipe.score(rows, rows.X, cache, ignore)
    about = {
        "name": name, "version": "1", "schema": shipped.schema, "family": shipped.family,
        "settings": shipped.settings, "features": list(shipped.features), "genres": list(GENRES),
        "families": dict.fromkeys(GENRES, "all"), "forests": shipped.voters, "recipe": shipped.recipe,
        "training": {}, "scores": {}, "versions": shipped.versions,
        "agreement": [
            {"agree": k, "rows": 1, "right": 1, "confidence": 0.5} for k in range(1, shipped.voters + 1)
        ],
        "calibration": {"kind": "vector-scaling", "exponent": 1.0, "floor": 0.01, "bias": [0.0, 0.0]},
    }  # fmt: skip
    bundle.save(tmp_path / name, about, shipped.arrays)
    ensemble = Ensemble.load(tmp_path / name)
    shipped.prove(ensemble)
    (curve, *_) = shipped.recipe["curves"]
    assert len(curve["epochs"]) == len(curve["train_loss"]) == len(curve["valid_accuracy"]) > 0
    for row, path in enumerate([songs / "band" / "0.wav", songs / "band" / "1.wav"]):
        answer = classify(ensemble, extract(path, schema=ensemble.schema))
        wanted = [GENRES[vote] for vote in scored.votes[row]]
        assert [ballot.genre for ballot in answer.ballots] == wanted


def test_the_same_seed_trains_the_same_network(songs: Path, numbers: Params) -> None:
    pytest.importorskip("torch", reason="PyTorch is not installed: the extra `networks`")
    rows, recipe = table(songs, MEL_SCHEMA_ID), mel_cnn.MelCnnRecipe(numbers)
    first, again = (recipe.fit(rows, Cache(None), ignore) for _ in range(2))
    for key, array in first.items():
        np.testing.assert_array_equal(array, again[key])
