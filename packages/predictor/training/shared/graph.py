"""Writes ONNX graphs node by node: opset 13, default domain, weights as eight-bit integers with DequantizeLinear.

Written by hand rather than traced, so that experts that were not chosen are neither read nor dequantised: the integers of
the chosen ones are gathered first.
"""
from pathlib import Path
from typing import Sequence, Union

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from shared.experts import Dense, Experts, Linear
from shared.quantise import integers, scales

ROUTER = (("router_expert_1", "1"), ("router_expert_2", "1"), ("router_share_1", "1"))
"""(name, unit) of what is told of the router, after all other outputs."""

Value = Union[str, float, Sequence[float], np.ndarray]


class Graph:
    """`op` adds a node and gives the name of what it makes; arrays and numbers become float32 initialisers."""

    def __init__(self) -> None:
        self.nodes, self.initialisers, self.known, self.router = [], [], {}, []

    def constant(self, value: Value, kind: type = np.float32) -> str:
        array = np.asarray(value, dtype=kind)
        key = (array.tobytes(), array.shape, array.dtype.str)
        if key not in self.known:
            self.known[key] = f"c{len(self.known)}"
            self.initialisers.append(numpy_helper.from_array(array, self.known[key]))
        return self.known[key]

    def op(self, kind: str, *inputs: Value, outputs: int = 1, **attributes: object):
        names = [value if isinstance(value, str) else self.constant(value) for value in inputs]
        made = [f"v{len(self.nodes)}_{index}" for index in range(outputs)]
        self.nodes.append(helper.make_node(kind, names, made, **attributes))
        return made[0] if outputs == 1 else made

    def columns(self, value: str, first: int, last: int) -> str:
        """[n, …] → [n, last − first]."""
        bounds = (self.constant([bound], np.int64) for bound in (first, last, 1))
        return self.op("Slice", value, *bounds)

    def split(self, value: str, sizes: Sequence[int]) -> Sequence[str]:
        return self.op("Split", value, self.constant(sizes, np.int64), outputs=len(sizes), axis=1)

    def unsqueeze(self, value: str, *axes: int) -> str:
        return self.op("Unsqueeze", value, self.constant(axes, np.int64))

    def squeeze(self, value: str, *axes: int) -> str:
        return self.op("Squeeze", value, self.constant(axes, np.int64))

    def silu(self, value: str) -> str:
        return self.op("Mul", value, self.op("Sigmoid", value))

    def clip(self, value: str, least: float, most: float) -> str:
        return self.op("Clip", value, self.constant(least), self.constant(most))

    def linear(self, given: str, layer: Linear) -> str:
        """The scale stands between DequantizeLinear and MatMul: where they touch, ONNX Runtime 1.30 makes them one
        MatMulNBits, which rounds the activations to eight bits too and is 1e-3 off."""
        whole, steps = (part.detach().numpy() for part in (integers(layer.weight), scales(layer.weight)))
        weight = self.op("Mul", self.op("DequantizeLinear", self.constant(whole, np.int8), 1.0), steps.reshape(1, -1))
        return self.op("Add", self.op("MatMul", given, weight), layer.bias.detach().numpy())

    def chosen_linear(self, given: str, layer: Linear, which: str) -> str:
        """`given` [n, 1 or k, 1, inputs], `which` [n, k] → [n, k, 1, outputs]."""
        whole, steps = (part.detach().numpy() for part in (integers(layer.weight), scales(layer.weight)))
        gathered = self.op("Gather", self.constant(whole, np.int8), which, axis=0)
        product = self.op("MatMul", given, self.op("DequantizeLinear", gathered, 1.0))
        measured = self.op("Mul", product, self.op("Gather", steps, which, axis=0))
        return self.op("Add", measured, self.op("Gather", layer.bias.detach().numpy(), which, axis=0))

    def core(self, core: Union[Dense, Experts], given: str, regime: str) -> str:
        """[n, inputs] → [n, outputs], as the modules in `experts.py`; `router` is then what the router chose: the two experts
        and the share of the first [n, 3], or none."""
        if isinstance(core, Dense):
            hidden = self.silu(self.linear(given, core.first))
            return self.linear(self.silu(self.linear(hidden, core.second)), core.last)
        scores = self.linear(regime, core.router)
        best, which = self.op("TopK", scores, self.constant([core.chosen], np.int64), outputs=2, axis=1)
        shares = self.op("Softmax", best, axis=1)
        chosen = self.op("Cast", which, to=TensorProto.FLOAT)
        self.router = [self.op("Concat", chosen, self.columns(shares, 0, 1), axis=1)]
        weights = self.unsqueeze(shares, 1)
        trunk = self.unsqueeze(self.silu(self.linear(given, core.trunk)), 1, 2)
        made = self.chosen_linear(self.silu(self.chosen_linear(trunk, core.first, which)), core.second, which)
        mixed = self.squeeze(self.op("MatMul", weights, self.squeeze(made, 2)), 1)
        return self.linear(self.silu(mixed), core.last)

    def write(self, path: Path, inputs: int, out: str, outputs: int) -> None:
        """`out` becomes the output `out` [n, outputs]; the input is `features` [n, inputs]."""
        self.nodes.append(helper.make_node("Identity", [out], ["out"]))
        given = helper.make_tensor_value_info("features", TensorProto.FLOAT, ["n", inputs])
        made = helper.make_tensor_value_info("out", TensorProto.FLOAT, ["n", outputs])
        graph = helper.make_graph(self.nodes, path.stem, [given], [made], self.initialisers)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], producer_name="chargepact")
        model.ir_version = 7
        onnx.checker.check_model(model, full_check=True)
        path.write_bytes(model.SerializeToString())
