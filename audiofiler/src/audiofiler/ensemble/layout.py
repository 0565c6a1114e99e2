"""Which arrays a bundle of each model family holds, and of which type and number of dimensions they are.

Conventions: a family is a way of voting (`voters.py`); every array it needs is listed here by file name and nothing
else is read. Optional groups are there whole or not at all.
"""

from typing import Final

Layout = dict[str, tuple[str, int]]
"""Name of an array, to its type and number of dimensions."""

PROJECTION: Final[Layout] = {
    "knots": ("<f8", 2),
    "scores": ("<f8", 2),
    "bank_weights": ("<f4", 2),
    "bank_phases": ("<f4", 1),
    "bank_start": ("<u2", 1),
    "bank_readout": ("<f4", 3),
    "linear_readout": ("<f4", 3),
}
FORESTS: Final[Layout] = {
    "tree_nodes": ("<u4", 1),
    "axis": ("|u1", 1),
    "threshold": ("<f4", 1),
    "leaf_entries": ("|u1", 1),
    "entry_class": ("|u1", 1),
    "entry_count": ("<u2", 1),
}
MAX_LAYERS: Final = 8


def network(layers: int) -> Layout:
    """Return the arrays of networks of so many layers; see `network.NetworkArrays`."""
    weights: Layout = {f"net_weight_{k}": ("<f4", 3) for k in range(layers)}
    biases: Layout = {f"net_bias_{k}": ("<f4", 2) for k in range(layers)}
    return {"net_knots": ("<f8", 2), "net_scores": ("<f8", 2), **weights, **biases}


ONNX: Final = "onnx"
"""Type of what is no array but the bytes of an ONNX file, kept as `NAME.onnx`."""

CONVOLUTION: Final[Layout] = {"network": (ONNX, 1)}

FAMILIES: Final = ("forests", "network", "hybrid", "convolution")
"""The families this library can vote with."""

FAMILIARITY: Final[Layout] = {
    "familiar_knots": ("<f8", 2),
    "familiar_scores": ("<f8", 2),
    "familiar_centre": ("<f8", 1),
    "familiar_axes": ("<f4", 2),
    "familiar_distance": ("<f8", 1),
    "familiar_share": ("<f8", 1),
}
SONG_MAP: Final[Layout] = {
    "map_knots": ("<f8", 2),
    "map_scores": ("<f8", 2),
    "map_centre": ("<f8", 1),
    "map_axes": ("<f4", 2),
    "map_clusters": ("<f4", 2),
    "map_shares": ("<f4", 2),
    "map_sizes": ("<u4", 1),
    "map_anchors": ("<f4", 2),
    "map_places": ("<f4", 2),
    "map_genre": ("|u1", 1),
    "map_cluster": ("|u1", 1),
}
EVIDENCE: Final[Layout] = {
    "evidence_confusion": ("<u4", 2),
    "evidence_roc": ("<f4", 2),
    "evidence_area": ("<f8", 1),
    "evidence_bins": ("<f8", 2),
    "evidence_growth": ("<f8", 1),
}
SPREAD: Final[Layout] = {"spread_quantiles": ("<f4", 3)}
_VOTERS: Final = {
    "forests": "forests",
    "network": "networks",
    "hybrid": "forests with networks",
    "convolution": "sections",
}
"""What people call those who vote in each family."""


def voters_called(family: str, layers: int) -> str:
    """Return what people call those who vote: a network of one layer, with nothing hidden, is a logistic regression."""
    return "logistic regressions" if family == "network" and layers == 1 else _VOTERS[family]


OPTIONAL: Final[dict[str, Layout]] = {
    "familiarity": FAMILIARITY,
    "map": SONG_MAP,
    "evidence": EVIDENCE,
    "spread": SPREAD,
}
"""Groups of arrays that a bundle of any family may hold besides."""


def arrays_of(family: str, layers: int) -> Layout:
    """Return the arrays a bundle of this family must hold.

    Parameters
    ----------
    family : str
        One of `FAMILIES`.
    layers : int
        Of its networks; 0 for a family without any.
    """
    if family == "convolution":
        return dict(CONVOLUTION)
    forests = {**PROJECTION, **FORESTS} if family in {"forests", "hybrid"} else {}
    weighted: Layout = {"genre_weight": ("<f8", 1)} if family == "hybrid" else {}
    return {**forests, **(network(layers) if layers else {}), **weighted}


def file_of(name: str, kind: tuple[str, int]) -> str:
    """Return the file an array is kept in."""
    return f"{name}.onnx" if kind[0] == ONNX else f"{name}.npy"


def optional_in(names: set[str]) -> Layout:
    """Return the optional groups of which at least one array is among `names`."""
    return {name: kind for group in OPTIONAL.values() if names & set(group) for name, kind in group.items()}
