"""Looks into an ONNX file before anything runs it: known operations on weights the file holds itself, nothing else.

What it checks: the protocol-buffer fields of the model, its graph, nodes, attributes and tensors against lists of those
that a plain network needs. So external files (`data_location`), functions, sub-graphs, other operators' domains and
whatever a later version of the format adds are refused by name, without a library that could be led astray.
Source: the messages of onnx.proto3 (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3).
"""

from collections.abc import Iterator
from typing import Final

from audiofiler.errors import BundleForeign

OPERATIONS: Final = frozenset({"Add", "Mul", "Reshape", "Conv", "Relu", "MaxPool", "Flatten", "Gemm", "Softmax"})

_MODEL: Final = {1: "ir_version", 2: "producer_name", 3: "producer_version", 5: "model_version", 7: "graph", 8: "opset"}
_GRAPH: Final = {1: "node", 2: "name", 5: "initializer", 11: "input", 12: "output"}
_NODE: Final = {1: "input", 2: "output", 3: "name", 4: "op_type", 5: "attribute"}
_ATTRIBUTE: Final = {1: "name", 2: "f", 3: "i", 4: "s", 7: "floats", 8: "ints", 20: "type"}
_TENSOR: Final = {1: "dims", 2: "data_type", 8: "name", 9: "raw_data"}

_VARINT, _EIGHT, _BYTES, _FOUR = 0, 1, 2, 5
_LONGEST_VARINT = 10


def check(content: bytes) -> None:
    """Refuse a file that is more than a plain network.

    Raises
    ------
    BundleForeign
        Saying what it holds.
    """
    try:
        for name, graph in _known(content, _MODEL, "model"):
            if name == "graph":
                _check_graph(graph)
    except (IndexError, UnicodeDecodeError) as error:
        raise BundleForeign("network.onnx is no ONNX file: it ends too early or is garbled.") from error


def _check_graph(content: bytes) -> None:
    for name, part in _known(content, _GRAPH, "graph"):
        if name == "initializer":
            for _ in _known(part, _TENSOR, "tensor"):
                pass
        elif name == "node":
            for field, value in _known(part, _NODE, "node"):
                if field == "op_type" and value.decode() not in OPERATIONS:
                    raise BundleForeign(f"network.onnx holds the operation {value.decode()!r}; no model here uses it.")
                if field == "attribute":
                    for _ in _known(value, _ATTRIBUTE, "attribute"):
                        pass


def _known(content: bytes, names: dict[int, str], of: str) -> Iterator[tuple[str, bytes]]:
    """Give the fields of a message by name; an unknown one is refused."""
    for number, value in _fields(content):
        if number not in names:
            raise BundleForeign(f"network.onnx holds field {number} of a {of}, which no model here uses.")
        yield names[number], value


def _fields(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Give number and bytes of each field; of numbers, no bytes."""
    place = 0
    while place < len(content):
        key, place = _varint(content, place)
        kind, length = key & 7, 0
        if kind == _VARINT:
            _, place = _varint(content, place)
        elif kind == _BYTES:
            length, place = _varint(content, place)
        elif kind in {_EIGHT, _FOUR}:
            place += 8 if kind == _EIGHT else 4
        else:
            raise IndexError("no such kind of field")
        if place + length > len(content):
            raise IndexError("a field is cut off")
        yield key >> 3, content[place : place + length]
        place += length


def _varint(content: bytes, place: int) -> tuple[int, int]:
    value = 0
    for k in range(_LONGEST_VARINT):
        byte = content[place + k]
        value |= (byte & 0x7F) << (7 * k)
        if byte < 0x80:
            return value, place + k + 1
    raise IndexError("a number is too long")
