"""Writes the convolutional network as an ONNX file.

What it writes: the picture's values scaled, brought into shape, four times convolution, ReLU and maximum, two dense
layers, softmax: operations of the standard set alone, weights in the file. Written node by node rather than by
PyTorch's exporter, so that the same weights give the same bytes whichever version trained them.
"""

from typing import Any

import numpy as np

from audiofiler.representations.mel import BANDS, FRAMES
from training.cache import Arrays
from training.convnet import CONVOLUTIONS
from training.datasets.base import DataError

_IR_VERSION, _OPSET = 8, 17  # what onnxruntime has read since 2022


def written(arrays: Arrays) -> bytes:
    """Return the file for what `training.convnet.train_convnet` gave.

    Raises
    ------
    DataError
        If the package `onnx` is not installed.
    """
    try:
        from onnx import TensorProto, helper, numpy_helper  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise DataError("writing ONNX files needs the package: pip install onnx") from error
    weights = {
        "scale": np.array(1 / 128, dtype=np.float32),
        "shift": np.array(-1, dtype=np.float32),
        "shape": np.array([-1, 1, BANDS, FRAMES], dtype=np.int64),
        **{name: array for name, array in arrays.items() if name != "history"},
    }
    n_genres = len(arrays["dense_bias_1"])
    ends = {"values": BANDS * FRAMES, "probabilities": n_genres}
    come, go = (helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n", size]) for name, size in ends.items())
    tensors = [numpy_helper.from_array(np.ascontiguousarray(array), name) for name, array in weights.items()]
    graph = helper.make_graph(_nodes(helper), "mel-cnn", [come], [go], tensors)
    opset = helper.make_opsetid("", _OPSET)
    model = helper.make_model(graph, opset_imports=[opset], producer_name="audiofiler", ir_version=_IR_VERSION)
    content: bytes = model.SerializeToString(deterministic=True)
    return content


def _nodes(helper: Any) -> list[Any]:
    make = helper.make_node
    nodes = [
        make("Mul", ["values", "scale"], ["scaled"]),
        make("Add", ["scaled", "shift"], ["seen"]),
        make("Reshape", ["seen", "shape"], ["pooled_0"]),
    ]
    for k in range(CONVOLUTIONS):
        weights = [f"conv_weight_{k}", f"conv_bias_{k}"]
        nodes += [
            make("Conv", [f"pooled_{k}", *weights], [f"conv_{k}"], kernel_shape=[3, 3], pads=[1, 1, 1, 1]),
            make("Relu", [f"conv_{k}"], [f"relu_{k}"]),
            make("MaxPool", [f"relu_{k}"], [f"pooled_{k + 1}"], kernel_shape=[2, 2], strides=[2, 2]),
        ]
    return [
        *nodes,
        make("Flatten", [f"pooled_{CONVOLUTIONS}"], ["flat"]),
        make("Gemm", ["flat", "dense_weight_0", "dense_bias_0"], ["dense_0"]),
        make("Relu", ["dense_0"], ["hidden"]),
        make("Gemm", ["hidden", "dense_weight_1", "dense_bias_1"], ["logit"]),
        make("Softmax", ["logit"], ["probabilities"], axis=1),
    ]
