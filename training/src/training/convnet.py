"""Trains one small convolutional network on pictures of sound with PyTorch, and gives it back as plain arrays.

What it does: four times convolution (3 x 3), batch normalisation (Ioffe and Szegedy, ICML 2015), ReLU and the maximum
of 2 x 2; then a dense layer with dropout and one that gives the genres; cross entropy, AdamW. Stripes of bands and of
frames are left out of each picture at random while learning (SpecAugment, Park and others, Interspeech 2019). Clips
held back say when to stop (see `stopping`); the weights are given back with the normalisation folded into the
convolutions.

Conventions: one thread, and every random number from generators of its own, so that the same pictures and seed give the
same bytes. A picture is (BANDS, FRAMES) whole numbers from 0 to 255; the network sees `picture / 128 - 1`.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from audiofiler.representations.mel import BANDS, FRAMES
from training.cache import Arrays
from training.networks import Lesson, torch_here
from training.params import ConvNetParams
from training.stopping import learn

CONVOLUTIONS = 4
_EPSILON = 1e-5
_LEAST_GAIN = 1e-3
_LOOK_PICTURES = 256


def train_convnet(lesson: Lesson, params: ConvNetParams, seed: int) -> Arrays:
    """Train the network.

    Parameters
    ----------
    lesson : Lesson
        `values` are pictures, (n, BANDS * FRAMES).
    params : ConvNetParams
        Sizes and rates.
    seed : int
        Of its first weights, the order of pictures, the stripes and the dropout.

    Returns
    -------
    dict
        `conv_weight_K` (out, in, 3, 3), `conv_bias_K` (out,), `dense_weight_K` (n_in, n_out) and `dense_bias_K`
        float32; `history` (epochs, 3) float64 as in `training.networks.train_network`.
    """
    torch = torch_here()
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        kept, history = learn(
            _Network(torch, lesson, params, seed),
            epochs=params.epochs,
            patience=params.patience,
            least_gain=_LEAST_GAIN,
        )
    return {**kept, "history": history}


def probabilities(arrays: Arrays, pictures: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return genre probabilities, (n, n_genres), of pictures (n, BANDS * FRAMES) by PyTorch from the plain arrays."""
    torch = torch_here()
    function, found = torch.nn.functional, []
    with torch.no_grad():
        for start in range(0, len(pictures), _LOOK_PICTURES):
            hidden = _seen(torch.from_numpy(pictures[start : start + _LOOK_PICTURES]))
            for k in range(CONVOLUTIONS):
                weight, bias = (torch.from_numpy(arrays[f"conv_{kind}_{k}"]) for kind in ("weight", "bias"))
                hidden = function.max_pool2d(torch.relu(function.conv2d(hidden, weight, bias, padding=1)), 2)
            hidden = hidden.flatten(1)
            for k in range(2):
                weight, bias = (torch.from_numpy(arrays[f"dense_{kind}_{k}"]) for kind in ("weight", "bias"))
                hidden = hidden @ weight + bias
                hidden = torch.softmax(hidden, dim=1) if k else torch.relu(hidden)
            found.append(hidden.numpy())
    return np.concatenate(found)


def _seen(pictures: Any) -> Any:
    return (pictures / 128.0 - 1.0).reshape(-1, 1, BANDS, FRAMES)


class _Network:
    """The network on its way, and the pictures it is fitted to."""

    def __init__(self, torch: Any, lesson: Lesson, params: ConvNetParams, seed: int) -> None:
        self._torch, self._params, self._random = torch, params, np.random.default_rng(seed)
        values, y = torch.from_numpy(lesson.values), torch.from_numpy(lesson.y)
        weight = torch.from_numpy(lesson.class_weight / lesson.class_weight[lesson.y].mean()).float()
        self._learnt, self._held = ((_seen(values[rows]), y[rows]) for rows in (lesson.train, lesson.valid))
        self._surprise = torch.nn.CrossEntropyLoss(weight=weight)
        self._net = self._built(len(lesson.class_weight))
        rate, decay = params.learning_rate, params.weight_decay
        self._optimizer = torch.optim.AdamW(self._net.parameters(), lr=rate, weight_decay=decay)

    def _built(self, n_classes: int) -> Any:
        nn, widths = self._torch.nn, self._widths()
        layers = []
        for n_in, n_out in zip((1, *widths), widths, strict=False):
            layers += [nn.Conv2d(n_in, n_out, 3, padding=1), nn.BatchNorm2d(n_out, eps=_EPSILON), nn.ReLU()]
            layers += [nn.MaxPool2d(2)]
        flat = widths[-1] * (BANDS >> CONVOLUTIONS) * (FRAMES >> CONVOLUTIONS)
        layers += [nn.Flatten(), nn.Dropout(self._params.dropout), nn.Linear(flat, self._params.hidden), nn.ReLU()]
        return nn.Sequential(*layers, nn.Dropout(self._params.dropout), nn.Linear(self._params.hidden, n_classes))

    def _widths(self) -> tuple[int, ...]:
        params = self._params
        return params.channels_1, params.channels_2, params.channels_3, params.channels_4

    def epoch(self) -> float:
        """Go once over the pictures to learn from; return their mean loss."""
        pictures, y = self._learnt
        self._net.train()
        total = 0.0
        for rows in self._torch.randperm(len(y)).split(self._params.batch):
            loss = self._surprise(self._net(self._striped(pictures[rows])), y[rows])
            self._optimizer.zero_grad()
            loss.backward()
            self._optimizer.step()
            total += loss.item() * len(rows)
        return total / len(y)

    def look(self) -> tuple[float, float]:
        """Return loss and share of right answers on the pictures held back."""
        pictures, y = self._held
        self._net.eval()
        with self._torch.no_grad():
            logit = self._torch.cat([self._net(part) for part in pictures.split(_LOOK_PICTURES)])
            return self._surprise(logit, y).item(), (logit.argmax(dim=1) == y).float().mean().item()

    def _striped(self, pictures: Any) -> Any:
        """Leave a stripe of bands and one of frames out of each picture: the same for a batch, another each time."""
        pictures = pictures.clone()
        for axis in (2, 3):
            width = int(self._random.integers(self._params.stripe + 1))
            start = int(self._random.integers(BANDS - width + 1))
            pictures.narrow(axis, start, width).fill_(-1.0)
        return pictures

    def weights(self) -> Arrays:
        """Return weights and biases as they are now, with each normalisation folded into its convolution."""
        nn, arrays = self._torch.nn, dict[str, NDArray[Any]]()
        convolutions = [layer for layer in self._net if isinstance(layer, nn.Conv2d)]
        normals = [layer for layer in self._net if isinstance(layer, nn.BatchNorm2d)]
        for k, (layer, normal) in enumerate(zip(convolutions, normals, strict=True)):
            scale = normal.weight / (normal.running_var + _EPSILON).sqrt()
            arrays[f"conv_weight_{k}"] = _plain(layer.weight * scale[:, None, None, None])
            arrays[f"conv_bias_{k}"] = _plain((layer.bias - normal.running_mean) * scale + normal.bias)
        for k, layer in enumerate(layer for layer in self._net if isinstance(layer, nn.Linear)):
            arrays[f"dense_weight_{k}"], arrays[f"dense_bias_{k}"] = _plain(layer.weight.T), _plain(layer.bias)
        return arrays


def _plain(tensor: Any) -> NDArray[np.float32]:
    return np.ascontiguousarray(tensor.detach().numpy(), dtype=np.float32).copy()
