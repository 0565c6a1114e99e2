"""What a bundle says of networks trained here, and the proof that it computes what PyTorch computes."""

import dataclasses
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from audiofiler.ensemble import Ensemble
from audiofiler.ensemble.projection import NormalScores
from audiofiler.schema import SCHEMA_ID
from training import projection
from training.datasets import Table
from training.export import ExportError
from training.networks import torch_here
from training.params import NetworksParams
from training.recipes.dense import LAYERS, FittedNetworks, places
from training.recipes.shipped import Shipped

PROVED = 1000
"""So many training rows prove that a bundle says what the library that trained it says."""

CURVE_POINTS = 20
"""A curve has so many epochs at most."""

Check = Callable[[Ensemble], None]


class Learnt(NamedTuple):
    """What a bundle says of where its networks learnt.

    Attributes
    ----------
    recipe, preprocessing : str
        Its name, and what happens to values before the first layer.
    rows : Table
        What they learnt from.
    schema : str
        Of the features.
    """

    recipe: str
    preprocessing: str
    rows: Table
    schema: str = SCHEMA_ID


def shipped(fitted: FittedNetworks, params: NetworksParams, learnt: Learnt) -> Shipped:
    """Return networks as a bundle wants them."""
    return Shipped(
        family="network",
        settings={"layers": LAYERS},
        features=fitted.features,
        voters=params.networks,
        arrays=fitted.arrays.named(),
        recipe={
            "name": learnt.recipe,
            "params": dataclasses.asdict(params),
            "preprocessing": learnt.preprocessing,
            "differ_by": differ_by(params),
            "seeds": seeds(params),
            "curves": curves(fitted.histories),
        },
        prove=prove(fitted, learnt.rows),
        versions=versions(),
        schema=learnt.schema,
    )


def prove(fitted: FittedNetworks, train: Table) -> Check:
    """Return what refuses a bundle whose networks do not say what PyTorch says, to 0.0001."""
    X = train.X[:PROVED, places(train, fitted.features)]

    def check(ensemble: Ensemble) -> None:
        require_close(ensemble.ballots(X), torch_ballots(fitted, X))

    return check


def require_close(found: NDArray[np.float64], wanted: NDArray[np.floating], tolerance: float = 1e-4) -> None:
    """Refuse ballots that are not the training library's.

    Raises
    ------
    ExportError
        Saying how far they are from it.
    """
    furthest = float(np.abs(found - wanted).max())
    if not furthest <= tolerance:
        raise ExportError(f"probabilities differ by up to {furthest:.2g} from those of the library that trained them")


def torch_ballots(fitted: FittedNetworks, X: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the probabilities PyTorch gives rows, (n, n_networks, n_genres)."""
    torch = torch_here()
    normal = NormalScores(fitted.arrays.knots, fitted.arrays.scores)
    values = torch.from_numpy(projection.in_chunks(normal, X.astype(np.float64)).astype(np.float32))
    found = []
    for k in range(len(fitted.histories)):
        hidden = values
        for layer, (weight, bias) in enumerate(zip(fitted.arrays.weights, fitted.arrays.biases, strict=True)):
            hidden = torch.nn.functional.linear(hidden, torch.tensor(weight[k]).T, torch.tensor(bias[k]))
            hidden = torch.relu(hidden) if layer < LAYERS - 1 else torch.softmax(hidden, dim=1)
        found.append(hidden.numpy())
    return np.stack(found, axis=1)


def seeds(params: NetworksParams) -> dict[str, Any]:
    """Return what the manifest says of the seeds."""
    return {"networks": [{"network": k, "seed": [params.seed, k]} for k in range(params.networks)]}


def differ_by(params: NetworksParams) -> list[str]:
    """Say what makes the networks differ."""
    return [
        f"rows: each network sees its own random {params.rows_share:.0%} of the audio files, and holds its own "
        f"{params.valid_share:.0%} of those back to know when to stop",
        "start: first weights, order of rows and dropout come from the network's own seed",
    ]


def versions() -> dict[str, str]:
    """Return the version of PyTorch."""
    return {"torch": str(torch_here().__version__)}


def curves(histories: Sequence[NDArray[np.float64]]) -> list[dict[str, Any]]:
    """Return loss and accuracy by epoch of each network, thinned: what the manifest and the report hold.

    Parameters
    ----------
    histories : sequence of (epochs, 3) float64
        See `training.networks.train_network`.
    """
    return [_curve(f"network {k + 1}", history) for k, history in enumerate(histories)]


def _curve(name: str, history: NDArray[np.float64]) -> dict[str, Any]:
    epochs = np.unique(np.linspace(0, len(history) - 1, CURVE_POINTS).round().astype(int))
    columns = history[epochs].round(4).T.tolist()
    named = dict(zip(("train_loss", "valid_loss", "valid_accuracy"), columns, strict=True))
    return {"name": name, "epochs": (epochs + 1).tolist(), **named}
