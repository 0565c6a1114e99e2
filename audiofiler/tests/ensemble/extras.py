"""The optional groups of a bundle, for values that are their own normal scores."""

import numpy as np

from audiofiler.ensemble.evidence import FALSE_POSITIVES, EvidenceArrays
from audiofiler.ensemble.familiarity import FamiliarityArrays
from audiofiler.ensemble.songmap import MapArrays

from .conftest import FEATURES, FORESTS, GENRES

KNOTS = np.tile(np.linspace(-3.0, 3.0, 9), (FEATURES, 1))
STRANGE = 3
CLUSTERS, ANCHORS, AXES = 2, 40, 4


def familiarity_arrays() -> FamiliarityArrays:
    """Values are their own normal scores; the distance is the squared length of the first `STRANGE` of them."""
    return FamiliarityArrays(
        familiar_knots=KNOTS.copy(),
        familiar_scores=KNOTS.copy(),
        familiar_centre=np.zeros(FEATURES),
        familiar_axes=np.eye(FEATURES, STRANGE, dtype=np.float32),
        familiar_distance=np.array([0.0, 5.0, 10.0, 20.0]),
        familiar_share=np.array([1.0, 0.5, 0.1, 0.0]),
    )


def map_arrays() -> MapArrays:
    """Anchors on the first axes; two clusters, below and above 0 on the first."""
    rng = np.random.default_rng(5)
    anchors = rng.normal(size=(ANCHORS, AXES)).astype(np.float32)
    centres = np.zeros((CLUSTERS, AXES), dtype=np.float32)
    centres[:, 0] = [-1, 1]
    return MapArrays(
        map_knots=KNOTS.copy(),
        map_scores=KNOTS.copy(),
        map_centre=np.zeros(FEATURES),
        map_axes=np.eye(FEATURES, AXES, dtype=np.float32),
        map_clusters=centres,
        map_shares=np.full((CLUSTERS, GENRES), 1 / GENRES, dtype=np.float32),
        map_sizes=np.array([30, 20], dtype=np.uint32),
        map_anchors=anchors,
        map_places=(anchors[:, :2] / 5).astype(np.float32),
        map_genre=rng.integers(GENRES, size=ANCHORS).astype(np.uint8),
        map_cluster=(anchors[:, 0] > 0).astype(np.uint8),
    )


def evidence_arrays() -> EvidenceArrays:
    """Every genre is taken for the next one once; a curve without skill."""
    return EvidenceArrays(
        evidence_confusion=np.roll(np.eye(GENRES), 1, axis=1).astype(np.uint32),
        evidence_roc=np.tile(FALSE_POSITIVES, (GENRES, 1)).astype(np.float32),
        evidence_area=np.full(GENRES, 0.5),
        evidence_bins=np.array([[0.25, 0.3, 10.0], [np.nan, np.nan, 0.0]]),
        evidence_growth=np.linspace(0.3, 0.4, FORESTS),
    )
