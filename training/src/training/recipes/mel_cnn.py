"""A convolutional network on mel pictures of three seconds: every piece of a clip is a picture to learn.

There is one network, and its twenty ballots are those of twenty sections of the clip, in order: a section's ballot is
the mean over the pieces in it. So the votes say how the song goes, not how networks differ.
"""

import dataclasses
import functools
from typing import Any

import numpy as np
from numpy.typing import NDArray

from audiofiler.ensemble import Ensemble
from audiofiler.ensemble.convolution import in_sections
from audiofiler.representations import mel
from audiofiler.schema import MEL_SCHEMA_ID
from training import onnxfile, parts
from training.cache import Arrays, Cache, code_hash
from training.convnet import probabilities, train_convnet
from training.datasets import Table
from training.networks import Lesson, torch_here
from training.params import Params
from training.recipes import about_networks, dense
from training.recipes.base import OnStep, Scored
from training.recipes.shipped import Shipped

BALLOTS = 20

_CODE = ("training/convnet.py", "training/stopping.py", "training/parts.py", "training/recipes/mel_cnn.py")

PREPROCESSING = (
    "Each clip is cut into 20 overlapping pieces of three seconds. Of each piece: the mel spectrogram (64 bands, 64 "
    "frames) in dB of the clip's highest value. Four convolutions, each with batch normalisation, ReLU and the maximum "
    "of 2 x 2, then two dense layers with dropout, softmax; trained with AdamW, stripes of bands and frames left out "
    "of each picture, until the loss on audio files held back falls no more."
)


class MelCnnRecipe:
    """Trains the network.

    Parameters
    ----------
    params : Params
        Reads `[mel_cnn]`.
    """

    name = "mel-cnn"
    calibrated = True
    schema = MEL_SCHEMA_ID
    sections = ("mel_cnn",)
    code = _CODE
    steps = 1

    def __init__(self, params: Params) -> None:
        self._params = params.mel_cnn

    def fit(self, train: Table, cache: Cache, on_step: OnStep) -> Arrays:
        """Train the network on the pieces of the clips; see `training.convnet.train_convnet` for what comes back."""
        rows = parts.unrolled(train, self.schema)
        what = {
            "recipe": self.name,
            "code": code_hash(*_CODE),
            "params": dataclasses.asdict(self._params),
            "train": rows.checksum(),
            "groups": rows.groups_checksum(),
            "torch": str(torch_here().__version__),
        }
        arrays, cached = cache.get(what, functools.partial(self._train, rows))
        on_step("network", cached)
        return arrays

    def score(self, train: Table, X: NDArray[np.float32], cache: Cache, on_step: OnStep) -> Scored:
        """Learn from `train` and score the clips `X`."""
        return dense.scored(ballots(self.fit(train, cache, on_step), parts.each_part(X, self.schema)))

    def _train(self, rows: Table) -> Arrays:
        rng = np.random.default_rng(self._params.seed)
        chosen = rng.permutation(rows.n_groups)
        held = max(1, round(self._params.valid_share * len(chosen)))
        valid, train = (np.flatnonzero(np.isin(rows.group, part)) for part in (chosen[:held], chosen[held:]))
        counts = np.maximum(np.bincount(rows.y, minlength=len(rows.genres)), 1)
        weight = counts.astype(np.float64) ** -self._params.class_weight_exponent
        lesson = Lesson(rows.X, rows.y, weight, train, valid)
        return train_convnet(lesson, self._params, int(rng.integers(2**31)))


def ballots(arrays: Arrays, pieces: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the ballots of clips, (n, BALLOTS, n_genres), from their pieces, (n, pieces, values)."""
    found = probabilities(arrays, pieces.reshape(-1, pieces.shape[2])).reshape(*pieces.shape[:2], -1)
    return np.stack([in_sections(clip, BALLOTS) for clip in found])


def ship(params: Params, table: Table, cache: Cache, on_step: OnStep) -> Shipped:
    """Train on all clips."""
    arrays = MelCnnRecipe(params).fit(table, cache, on_step)
    recipe = {
        "name": MelCnnRecipe.name,
        "params": dataclasses.asdict(params.mel_cnn),
        "preprocessing": PREPROCESSING,
        "differ_by": ["section: each ballot is that of another twentieth of the song, all by the same network"],
        "seeds": {"network": params.mel_cnn.seed},
        "curves": about_networks.curves([arrays["history"]]),
    }
    content = onnxfile.written(arrays)
    return Shipped(
        family="convolution",
        settings={},
        features=mel.NAMES,
        voters=BALLOTS,
        arrays={"network": np.frombuffer(content, dtype=np.uint8)},
        recipe=recipe,
        prove=functools.partial(_prove, arrays, parts.each_part(table.X, MEL_SCHEMA_ID)),
        versions=about_networks.versions(),
        schema=MEL_SCHEMA_ID,
    )


def _prove(arrays: Arrays, pieces: NDArray[np.float32], ensemble: Ensemble) -> None:
    """Refuse a bundle whose network is not PyTorch's on every training clip."""
    found: NDArray[Any] = np.stack([ensemble.song(clip) for clip in pieces])
    about_networks.require_close(found, ballots(arrays, pieces))
