"""A convolutional bundle votes section by section, and an ONNX file that is more than a plain network is refused."""

import builtins
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from audiofiler.ensemble import BundleCorrupt, BundleForeign, BundleNeedsMore, Ensemble, bundle, onnxguard
from audiofiler.ensemble.convolution import ConvolutionVoters, in_sections

from .conftest import FEATURES, FORESTS, GENRES, small_manifest

onnx = pytest.importorskip("onnx", reason="onnx is not installed: the extra `networks` of training")
helper = onnx.helper


def model(n_genres: int = GENRES) -> Any:
    """Return softmax(X W), with W from a seed."""
    weight = np.random.default_rng(5).normal(size=(FEATURES, n_genres)).astype(np.float32)
    ends = [
        helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, ["n", size])
        for name, size in (("values", FEATURES), ("probabilities", n_genres))
    ]
    nodes = [
        helper.make_node("Gemm", ["values", "weight"], ["logit"]),
        helper.make_node("Softmax", ["logit"], ["probabilities"], axis=1),
    ]
    graph = helper.make_graph(nodes, "small", ends[:1], ends[1:], [onnx.numpy_helper.from_array(weight, "weight")])
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def save(folder: Path, content: bytes) -> Path:
    raw = {**small_manifest(), "family": "convolution", "settings": {}}
    bundle.save(folder, raw, {"network": np.frombuffer(content, dtype=np.uint8)})
    return folder


@pytest.fixture
def convolution(tmp_path: Path) -> Path:
    pytest.importorskip("onnxruntime", reason="onnxruntime is not installed: the extra `onnx`")
    return save(tmp_path / "cnn", model().SerializeToString())


def test_it_works(convolution: Path, X: np.ndarray) -> None:
    ensemble = Ensemble.load(convolution)
    assert {path.name for path in convolution.iterdir()} == {"manifest.json", "network.onnx"}
    assert ensemble.family == "convolution"
    weight = np.random.default_rng(5).normal(size=(FEATURES, GENRES)).astype(np.float32)
    share = np.exp(X @ weight)
    share /= share.sum(axis=1, keepdims=True)
    ballots = ensemble.ballots(X)
    assert ballots.shape == (len(X), FORESTS, GENRES)
    np.testing.assert_allclose(ballots, np.repeat(share[:, None], FORESTS, axis=1), atol=1e-6)
    np.testing.assert_allclose(ensemble.song(X), in_sections(share, FORESTS), atol=1e-6)


def test_every_other_family_averages_over_the_windows(ensemble: Ensemble, X: np.ndarray) -> None:
    np.testing.assert_array_equal(ensemble.song(X), ensemble.ballots(X).mean(axis=0))


def test_sections_follow_the_song() -> None:
    rows = np.arange(12.0)[:, None]
    np.testing.assert_array_equal(in_sections(rows, 4)[:, 0], [1, 4, 7, 10])
    np.testing.assert_array_equal(in_sections(rows, 12), rows)
    np.testing.assert_array_equal(in_sections(rows[:2], 5)[:, 0], [0, 0, 0, 1, 1])
    assert in_sections(np.ones((7, 3)), 4).tolist() == np.ones((4, 3)).tolist()


def test_a_changed_file_is_refused(convolution: Path) -> None:
    content = bytearray((convolution / "network.onnx").read_bytes())
    content[-1] ^= 1
    (convolution / "network.onnx").write_bytes(bytes(content))
    with pytest.raises(BundleCorrupt, match="sha256"):
        Ensemble.load(convolution)


def outside(network: Any) -> None:
    tensor = network.graph.initializer[0]
    tensor.data_location = onnx.TensorProto.EXTERNAL
    tensor.external_data.add(key="location", value="../elsewhere")


def sub_graph(network: Any) -> None:
    network.graph.node.append(helper.make_node("Relu", ["logit"], ["more"], body=network.graph))


def other_domain(network: Any) -> None:
    network.graph.node[0].domain = "com.example"


def function(network: Any) -> None:
    network.functions.add(name="more")


def other_operation(network: Any) -> None:
    network.graph.node[1].op_type = "Loop"


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (outside, "field 13 of a tensor|field 14 of a tensor"),
        (sub_graph, "of a attribute"),
        (other_domain, "field 7 of a node"),
        (function, "field 25 of a model"),
        (other_operation, "operation 'Loop'"),
    ],
)
def test_more_than_a_plain_network_is_refused(change: Callable[[Any], None], complaint: str) -> None:
    network = model()
    onnxguard.check(network.SerializeToString())
    change(network)
    with pytest.raises(BundleForeign, match=complaint):
        onnxguard.check(network.SerializeToString())


@pytest.mark.parametrize("content", [b"\xff" * 40, b"\x3a\x7f", b"PK\x03\x04 not a network at all"])
def test_garbage_is_refused(content: bytes) -> None:
    with pytest.raises(BundleForeign):
        onnxguard.check(content)


def test_what_cannot_run_or_fits_nothing_is_refused() -> None:
    pytest.importorskip("onnxruntime", reason="onnxruntime is not installed: the extra `onnx`")
    network = model()
    network.graph.node[0].input[1] = "nowhere"
    with pytest.raises(BundleCorrupt, match="cannot be run"):
        ConvolutionVoters(network.SerializeToString(), FORESTS, GENRES)
    with pytest.raises(BundleCorrupt, match="not from values to 5 genres"):
        ConvolutionVoters(model(GENRES + 1).SerializeToString(), FORESTS, GENRES)


def test_without_onnxruntime_it_is_refused_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *arguments: Any, **more: Any) -> Any:
        if name == "onnxruntime":
            raise ImportError(name)
        return real(name, *arguments, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(BundleNeedsMore, match=r"audiofiler\[onnx\]"):
        ConvolutionVoters(model().SerializeToString(), FORESTS, GENRES)
