"""What a bundle tells of its scores is read as it was written, and refused when it contradicts itself."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from audiofiler.ensemble import BundleCorrupt, Ensemble, bundle
from audiofiler.ensemble.evidence import FALSE_POSITIVES, LEVELS, Evidence, checked_quantiles
from audiofiler.ensemble.forest import ForestArrays
from audiofiler.ensemble.projection import ProjectionArrays

from .conftest import FEATURES, FORESTS, GENRES, small_manifest
from .extras import evidence_arrays

QUANTILES = np.tile(np.arange(len(LEVELS), dtype=np.float32), (GENRES + 1, FEATURES, 1))


@pytest.mark.parametrize("spread", [False, True])
def test_it_is_read_as_written(
    tmp_path: Path, projection: ProjectionArrays, forests: ForestArrays, ensemble: Ensemble, spread: bool
) -> None:
    arrays = {**projection.named(), **forests.named(), **evidence_arrays().named()}
    bundle.save(tmp_path / "told", small_manifest(), arrays | ({"spread_quantiles": QUANTILES} if spread else {}))
    found = Ensemble.load(tmp_path / "told").evidence
    assert found is not None
    np.testing.assert_array_equal(found.confusion, evidence_arrays().evidence_confusion)
    assert (found.quantiles is not None) == spread
    assert ensemble.evidence is None


def test_the_rates_go_from_none_to_all() -> None:
    assert FALSE_POSITIVES[0] == 0
    assert FALSE_POSITIVES[-1] == 1
    assert (np.diff(FALSE_POSITIVES) > 0).all()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("evidence_confusion", np.zeros((GENRES, GENRES + 1), np.uint32)),
        ("evidence_roc", np.zeros((GENRES, 3), np.float32)),
        ("evidence_area", np.full(GENRES, 1.5)),
        ("evidence_bins", np.array([[0.5, 0.5, -1.0]])),
        ("evidence_growth", np.full(FORESTS + 1, 0.5)),
    ],
)
def test_what_cannot_be_is_refused(name: str, value: np.ndarray) -> None:
    with pytest.raises(BundleCorrupt, match="evidence is damaged"):
        Evidence(dataclasses.replace(evidence_arrays(), **{name: value}), GENRES, FORESTS)


@pytest.mark.parametrize("wrong", [QUANTILES[:-1], -QUANTILES, np.full_like(QUANTILES, np.inf)])
def test_a_spread_that_cannot_be_is_refused(wrong: np.ndarray) -> None:
    with pytest.raises(BundleCorrupt, match="spread of features is damaged"):
        checked_quantiles(wrong, GENRES, FEATURES)
