"""`Network` as an ONNX file: out = voltage p10, p50, p90 of each step, then temperature p10, p50, p90 of each step."""
from pathlib import Path

import numpy as np
import torch

from horizon.features import STEPS, names
from horizon.net import CLAMP, MEASURE_VH, REGIME, Network, between
from horizon.physics import COEFFICIENTS, PLAN
from shared.experts import router_chose
from shared.graph import ROUTER, Graph

QUANTILES = ("p10", "p50", "p90")
VALUES = 6 * STEPS


def output_names() -> list:
    """(name, unit) of each column of `out`."""
    volts = [(f"voltage_{quantile}_{step}", "V") for quantile in QUANTILES for step in range(1, STEPS + 1)]
    return volts + [(f"temperature_{quantile}_{step}", "°C") for quantile in QUANTILES for step in range(1, STEPS + 1)] + list(ROUTER)


def export(network: Network, path: Path) -> None:
    graph = Graph()
    arrays = {name: value.detach().numpy().astype(np.float32) for name, value in network.named_buffers()}
    celsius, planned = graph.columns("features", 0, 1), graph.columns("features", PLAN.start, PLAN.stop)
    kelvin = graph.op("Sub", graph.op("Div", 3000.0, graph.op("Add", celsius, 273.15)), 3000.0 / 270.0)
    logs, surprise = expected(graph, kelvin, arrays)
    measure = graph.columns("features", 11, 12)
    moved = graph.op("Sub", planned, graph.columns("features", 4, 5))
    heard = hears(graph, (celsius, kelvin, surprise, measure, moved), arrays)
    made = graph.core(network.core, heard, graph.columns(heard, 0, REGIME))
    factors, added, edges, warmer, warm_edges = graph.split(made, (COEFFICIENTS, STEPS, 2 * STEPS, 5, 10))
    adapt = network.adapt.weight.detach().numpy().T, network.adapt.bias.detach().numpy()
    adapted = graph.op("Gemm", graph.clip(surprise, -1.5, 1.5), *adapt)
    circuit = graph.op("Exp", graph.op("Add", graph.op("Add", logs, adapted), factors))
    volts = graph.op("Add", answer_of(graph, circuit, planned, moved, arrays), graph.op("Mul", measure, added))
    middle = graph.op("Add", graph.columns("features", 3, 4), volts)
    spread = graph.op("Softplus", graph.op("Sub", edges, 2.0))
    down, up = graph.split(graph.op("Mul", spread, graph.op("Mul", measure, network.width)), (STEPS, STEPS))
    spans = (0.1 * between()).astype(np.float32)
    warm = graph.op("Add", celsius, graph.op("MatMul", warmer, spans))
    cool, hot = (graph.op("MatMul", edge, spans) for edge in graph.split(graph.op("Softplus", warm_edges), (5, 5)))
    low, high = graph.op("Sub", middle, down), graph.op("Add", middle, up)
    out = graph.op("Concat", low, middle, high, graph.op("Sub", warm, cool), warm, graph.op("Add", warm, hot), *graph.router, axis=1)
    graph.write(path, len(names()), out, VALUES + 3 * len(graph.router))


def expected(graph: Graph, kelvin: str, arrays: dict) -> tuple:
    """As `net.expected`: the logarithms of the coefficients, and how far what was measured is from its own."""
    knots, logs = arrays["knots"], arrays["logs"]
    cold, warm = (logs[0] - logs[1]) / (knots[0] - knots[1]), (logs[2] - logs[1]) / (knots[2] - knots[1])
    from_knot = graph.op("Sub", kelvin, knots[1])
    colder, warmer = graph.op("Relu", from_knot), graph.op("Relu", graph.op("Neg", from_knot))
    bent = graph.op("Sub", graph.op("Mul", colder, cold[None]), graph.op("Mul", warmer, warm[None]))
    at, resistance = graph.split(graph.op("Add", bent, logs[1][None]), (COEFFICIENTS, 3))
    return at, graph.op("Sub", graph.op("Log", graph.columns("features", 9, 12)), resistance)


def hears(graph: Graph, known: tuple, arrays: dict) -> str:
    """As `net.hears`, standardised."""
    celsius, kelvin, surprise, resistance, moved = known
    measure, columns = graph.op("Mul", resistance, 1 / MEASURE_VH), lambda first, last: graph.columns("features", first, last)
    held = graph.clip(kelvin, float(arrays["knots"][2]), float(arrays["knots"][0] + np.float32(0.1)))
    soc = columns(2, 3)
    emptiness = graph.op("Exp", graph.op("Mul", soc, -10.0))
    currents = [graph.op("Mul", columns(*bounds), measure) for bounds in ((7, 9), (4, 7), (24, 33))]
    warming = [graph.op("Sub", celsius, columns(1, 2)), columns(12, 15)]
    parts = [held, surprise, soc, emptiness, columns(3, 4), currents[0], *warming]
    parts += [currents[1], columns(15, 24), currents[2], graph.op("Mul", moved, measure)]
    centred = graph.op("Sub", graph.op("Concat", *parts, axis=1), arrays["mean"][None])
    return graph.clip(graph.op("Mul", centred, 1 / arrays["spread"][None]), -CLAMP, CLAMP)


def answer_of(graph: Graph, circuit: str, planned: str, moved: str, arrays: dict) -> str:
    """What the circuit answers to the plan, V [n, STEPS]."""
    kernels = np.concatenate(list(arrays["kernels"]), 1)
    past = np.concatenate([arrays["past"], np.zeros((1, STEPS), dtype=np.float32)])[None]
    shape = graph.constant([-1, 4, STEPS], np.int64)
    driven = graph.op("Reshape", graph.op("MatMul", planned, kernels), shape)
    relaxed = graph.op("Mul", graph.unsqueeze(graph.columns("features", 5, 9), 2), past)
    ohmic, others = graph.split(circuit, (1, COEFFICIENTS - 1))
    slow = graph.op("MatMul", graph.unsqueeze(others, 1), graph.op("Add", driven, relaxed))
    return graph.op("Add", graph.op("Mul", moved, ohmic), graph.squeeze(slow, 1))


def as_columns(network: Network, features: np.ndarray) -> np.ndarray:
    """What the file has to give, by torch: [n, outputs]."""
    with torch.no_grad():
        given = torch.tensor(features)
        voltage, temperature, _ = network(given, network.basis(given))
    now = features[None, :, :1]
    celsius = now + (temperature.numpy() - now) @ between().astype(np.float32)
    return np.concatenate([*voltage.numpy(), *celsius, *router_chose(network.core)], 1)
