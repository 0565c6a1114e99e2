"""Trains one small dense network with PyTorch, and gives it back as plain arrays.

What it does: layers `h = relu(h W + b)` with dropout behind each, softmax and cross entropy at the end, weighted by
genre; AdamW (Loshchilov and Hutter, ICLR 2019) on batches; rows held back say when to stop (see `stopping`).

Conventions: one thread, and every random number from a generator of the network's own, so that the same rows and seed
give the same bytes whatever is trained beside it. PyTorch is the extra `networks` of this room and loaded only here.
"""

import itertools
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.cache import Arrays
from training.datasets.base import DataError
from training.params import NetworksParams
from training.stopping import learn

_LOWER_RATE = 0.3
_LEAST_GAIN = 1e-4


@dataclass(frozen=True)
class Lesson:
    """What a network learns from.

    Attributes
    ----------
    values : (n, n_in) float32
        Inputs of all rows.
    y : (n,) int64
        Genre index of all rows.
    class_weight : (n_classes,) float64
        Weight of a row of each genre.
    train, valid : (m,) int
        Rows to learn from and rows held back.
    """

    values: NDArray[np.float32]
    y: NDArray[np.int64]
    class_weight: NDArray[np.float64]
    train: NDArray[np.intp]
    valid: NDArray[np.intp]


def torch_here() -> Any:
    """Return PyTorch, set to one thread.

    Raises
    ------
    DataError
        If it is not installed, saying how to get it.
    """
    try:
        import torch  # noqa: PLC0415 - an extra, and seconds to load
    except ImportError as error:
        raise DataError(
            "this recipe trains networks with PyTorch: pip install 'audiofiler-training[networks]'"
        ) from error
    torch.set_num_threads(1)
    return torch


def train_network(lesson: Lesson, params: NetworksParams, seed: int) -> Arrays:
    """Train a network.

    Parameters
    ----------
    lesson : Lesson
        Rows and their weights.
    params : NetworksParams
        Sizes and rates.
    seed : int
        Of its first weights, the order of rows and the dropout.

    Returns
    -------
    dict
        `weight_K` (n_in, n_out) and `bias_K` (n_out,) float32 of each layer, and `history` (epochs, 3) float64: the
        loss on the rows learnt from, the loss and the share of right answers on the rows held back.
    """
    network = _Network(torch_here(), lesson, params, seed)
    kept, history = learn(
        network,
        epochs=params.epochs,
        patience=params.patience,
        least_gain=_LEAST_GAIN,
        slow_down=network.slow_down,
    )
    layers = len(kept) // 2
    named = {f"{kind}_{k}": kept[2 * k + part] for k in range(layers) for part, kind in enumerate(("weight", "bias"))}
    return {**named, "history": history}


class _Network:
    """Weights on their way, and the rows they are fitted to."""

    def __init__(self, torch: Any, lesson: Lesson, params: NetworksParams, seed: int) -> None:
        self._torch, self._params = torch, params
        self._random, self._bytes = torch.Generator().manual_seed(seed), np.random.default_rng(seed)
        values, y = torch.from_numpy(lesson.values), torch.from_numpy(lesson.y)
        weight = torch.from_numpy(lesson.class_weight / lesson.class_weight[lesson.y].mean()).float()
        self._learnt, self._held = ((values[rows], y[rows], weight[y[rows]]) for rows in (lesson.train, lesson.valid))
        hidden = (params.hidden_1, params.hidden_2, params.hidden_3)
        sizes = (lesson.values.shape[1], *hidden, len(lesson.class_weight))
        self._layers = [self._layer(*pair, last=k == len(hidden)) for k, pair in enumerate(itertools.pairwise(sizes))]
        weights, biases = zip(*self._layers, strict=True)
        parts = [
            {"params": weights, "weight_decay": params.weight_decay},
            {"params": biases, "weight_decay": 0.0},
        ]
        self._optimizer = torch.optim.AdamW(parts, lr=params.learning_rate, fused=True)

    def epoch(self) -> float:
        """Go once over the rows to learn from; return their mean loss."""
        values, y, weight = self._learnt
        order = self._torch.randperm(len(y), generator=self._random)
        total = 0.0
        for rows in order.split(self._params.batch):
            loss = (self._surprise(self._forward(values[rows], dropout=True), y[rows]) * weight[rows]).mean()
            self._optimizer.zero_grad()
            loss.backward()
            self._optimizer.step()
            total += loss.item() * len(rows)
        return total / len(y)

    def look(self) -> tuple[float, float]:
        """Return weighted loss and share of right answers on the rows held back."""
        values, y, weight = self._held
        with self._torch.no_grad():
            logit = self._forward(values, dropout=False)
            loss = (self._surprise(logit, y) * weight).sum() / weight.sum()
            return loss.item(), (logit.argmax(dim=1) == y).float().mean().item()

    def slow_down(self) -> None:
        """Learn in smaller steps from here."""
        for part in self._optimizer.param_groups:
            part["lr"] *= _LOWER_RATE

    def weights(self) -> list[NDArray[np.float32]]:
        """Return weight and bias of each layer as they are now."""
        return [array.detach().numpy().copy() for layer in self._layers for array in layer]

    def _layer(self, n_in: int, n_out: int, *, last: bool) -> tuple[Any, Any]:
        """Draw weights (He and others, ICCV 2015; half as wide before the softmax)."""
        scale = (2.0 / n_in) ** 0.5 * (0.5 if last else 1.0)
        weight = self._torch.randn(n_in, n_out, generator=self._random) * scale
        return weight.requires_grad_(), self._torch.zeros(n_out).requires_grad_()

    def _forward(self, hidden: Any, *, dropout: bool) -> Any:
        for weight, bias in self._layers[:-1]:
            hidden = self._torch.relu(self._torch.addmm(bias, hidden, weight))
            if dropout and self._params.dropout:
                hidden = hidden * self._mask(hidden.shape)
        weight, bias = self._layers[-1]
        return self._torch.addmm(bias, hidden, weight)

    def _mask(self, shape: tuple[int, int]) -> Any:
        """Return 0 where a value is dropped, else what keeps the mean.

        One byte of chance a value: PyTorch's own dropout takes as long as the matrix products, and draws from a
        generator that all threads share.
        """
        least = round(256 * self._params.dropout)
        drawn = np.frombuffer(self._bytes.bytes(shape[0] * shape[1]), dtype=np.uint8).reshape(shape)
        return self._torch.from_numpy((drawn >= least).astype(np.float32) * np.float32(256 / (256 - least)))

    def _surprise(self, logit: Any, y: Any) -> Any:
        return self._torch.nn.functional.cross_entropy(logit, y, reduction="none")
