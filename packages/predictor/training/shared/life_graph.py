"""Writes the small graphs of models of life node by node: float32 `features` in, float32 `out` out, float64 in between."""
from pathlib import Path
from typing import Sequence, Union

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

OPSET = 13
Operand = Union[str, float, np.ndarray]


class LifeGraph:
    """Each operation returns the name of its result; numbers and arrays become constants."""

    def __init__(self, name: str, features: int) -> None:
        self.name = name
        self.features = features
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self.input = self.apply("Cast", "features", to=TensorProto.DOUBLE)

    def constant(self, value: Union[float, np.ndarray], dtype: type = np.float64) -> str:
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.asarray(value, dtype), name))
        return name

    def apply(self, operation: str, *operands: Operand, **attributes: object) -> str:
        name = f"n{len(self.nodes)}"
        inputs = [operand if isinstance(operand, str) else self.constant(operand) for operand in operands]
        self.nodes.append(helper.make_node(operation, inputs, [name], **attributes))
        return name

    def columns(self) -> list[str]:
        """Each feature as [n, 1]."""
        return [
            self.apply("Gather", self.input, self.constant(np.array([index]), np.int64), axis=1)
            for index in range(self.features)
        ]

    def sum_columns(self, value: str) -> str:
        return self.apply("ReduceSum", value, self.constant(np.array([1]), np.int64), keepdims=1)

    def save(self, path: Path, columns: Sequence[str]) -> None:
        """Joins [n, 1] columns to `out` and writes the checked model."""
        joined = self.apply("Concat", *columns, axis=1)
        self.nodes.append(helper.make_node("Cast", [joined], ["out"], to=TensorProto.FLOAT))
        given = helper.make_tensor_value_info("features", TensorProto.FLOAT, ["n", self.features])
        made = helper.make_tensor_value_info("out", TensorProto.FLOAT, ["n", len(columns)])
        graph = helper.make_graph(self.nodes, self.name, [given], [made], self.constants)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="chargepact")
        model.ir_version = 7
        onnx.checker.check_model(model)
        path.write_bytes(model.SerializeToString())
