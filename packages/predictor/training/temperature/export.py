"""`Network` as an ONNX file: out = temperature p10 at the five `AHEAD_S`, then p50, then p90."""
from pathlib import Path

import numpy as np
import torch

from shared.experts import router_chose
from shared.graph import ROUTER, Graph
from temperature.features import PLAN, SEGMENTS, names
from temperature.net import AHEAD, CLAMP, REGIME, WARMEST_C, Network

QUANTILES = ("p10", "p50", "p90")


def output_names() -> list:
    """(name, unit) of each column of `out`."""
    return [(f"temperature_{quantile}_{step}", "°C") for quantile in QUANTILES for step in range(1, AHEAD + 1)] + list(ROUTER)


def export(network: Network, path: Path) -> None:
    graph = Graph()
    arrays = {name: value.detach().numpy().astype(np.float32) for name, value in network.named_buffers()}
    celsius, soc = graph.columns("features", 0, 1), graph.columns("features", 2, 3)
    resistance = graph.op("Exp", graph.op("Mul", warmth(graph, celsius), network.slope))
    current = graph.columns("features", PLAN.start, PLAN.start + SEGMENTS)
    heating = graph.op("Mul", graph.columns("features", PLAN.start + SEGMENTS, PLAN.stop), resistance)
    above = graph.op("Sub", celsius, graph.columns("features", 1, 2))
    recent = [graph.columns("features", 4, 5), graph.op("Mul", graph.columns("features", 5, 8), resistance)]
    parts = [warmth(graph, graph.op("Min", celsius, WARMEST_C)), soc, graph.op("Exp", graph.op("Mul", soc, -10.0)), above]
    parts += [*recent, graph.columns("features", 8, 11), current, heating]
    centred = graph.op("Sub", graph.op("Concat", *parts, axis=1), arrays["mean"][None])
    heard = graph.clip(graph.op("Mul", centred, 1 / arrays["spread"][None]), -CLAMP, CLAMP)
    made = graph.core(network.core, heard, graph.columns(heard, 0, REGIME))
    cooling, warming, added, edges = graph.split(made, (1, 1, AHEAD, 2 * AHEAD))
    constants = arrays["constants"]
    cooled = graph.op("Mul", graph.op("Mul", graph.op("Exp", cooling), above), -constants[0] * arrays["cooled"][None])
    warmed = graph.op("Mul", graph.op("MatMul", heating, arrays["counts"] * constants[1]), graph.op("Exp", warming))
    bend = graph.op("Add", graph.op("Mul", soc, constants[4]), constants[3])
    entropy = graph.op("Add", graph.op("Mul", soc, bend), constants[2])
    reversible = graph.op("Mul", graph.op("MatMul", current, arrays["counts"]), entropy)
    physics = graph.op("Add", graph.op("Add", cooled, warmed), reversible)
    middle = graph.op("Add", graph.op("Add", celsius, physics), graph.op("Mul", added, 0.1))
    spread = graph.op("Mul", graph.op("Softplus", edges), 0.05 * network.width)
    down, up = (graph.op("CumSum", edge, graph.constant(1, np.int64)) for edge in graph.split(spread, (AHEAD, AHEAD)))
    out = graph.op("Concat", graph.op("Sub", middle, down), middle, graph.op("Add", middle, up), *graph.router, axis=1)
    graph.write(path, len(names()), out, 3 * AHEAD + 3 * len(graph.router))


def warmth(graph: Graph, celsius: str) -> str:
    return graph.op("Sub", graph.op("Div", 3000.0, graph.op("Add", celsius, 273.15)), 3000.0 / 270.0)


def as_columns(network: Network, features: np.ndarray) -> np.ndarray:
    """What the file has to give, by torch: [n, outputs]."""
    with torch.no_grad():
        quantiles = network(torch.tensor(features))[0].numpy()
        return np.concatenate([*quantiles, *router_chose(network.core)], 1)
