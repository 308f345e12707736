"""Writes the model of cycle life as an ONNX file."""
from pathlib import Path

import numpy as np

from shared.life_graph import LifeGraph
from shared.life_nodes import answer_columns

from .model import BEND_SCALE, RATE_LEVEL, RATE_SLOPE, CycleLife
from .process import Process


def save(model: CycleLife, path: Path) -> None:
    graph = LifeGraph("cycle-life", 5)
    since_10, since_30, bend, first, rate = graph.columns()
    bend_sinh = inverse_sinh(graph, graph.apply("Div", bend, BEND_SCALE))
    rows = (
        [graph.apply("Log", since_30), bend_sinh, graph.apply("Log", rate)],
        [graph.apply("Log", since_10), bend, first],
    )
    answers = [process_nodes(graph, expert, columns) for expert, columns in zip(model.experts, rows)]
    life_log, deviation = (
        graph.apply("Mul", graph.apply("Add", one, other), 0.5) for one, other in zip(*answers)
    )
    half = graph.apply("Mul", graph.apply("Sqrt", deviation), model.scale)
    stress = graph.apply("Log", graph.apply("Add", graph.apply("Mul", rate, RATE_SLOPE), RATE_LEVEL))
    typical_log = graph.apply("Sub", model.typical, graph.apply("Mul", stress, 2.0))
    graph.save(path, answer_columns(graph, life_log, half, typical_log))


def inverse_sinh(graph: LifeGraph, value: str) -> str:
    """ONNX Runtime has no Asinh of float64."""
    size = graph.apply("Abs", value)
    root = graph.apply("Sqrt", graph.apply("Add", graph.apply("Mul", size, size), 1.0))
    return graph.apply("Mul", graph.apply("Sign", value), graph.apply("Log", graph.apply("Add", size, root)))


def process_nodes(graph: LifeGraph, process: Process, columns: list[str]) -> tuple[str, str]:
    """`Process.predict` as nodes."""
    length, linear, noise = process.setting
    dims = len(columns)
    joined = graph.apply("Concat", *columns, axis=1)
    at = graph.apply("Div", graph.apply("Sub", joined, process.mean), process.deviation)
    own = graph.sum_columns(graph.apply("Mul", at, at))
    products = graph.apply("MatMul", at, process.points.T)
    theirs = (process.points**2).sum(1)[None]
    squared = graph.apply("Sub", graph.apply("Add", own, theirs), graph.apply("Mul", products, 2.0))
    near = graph.apply("Exp", graph.apply("Mul", squared, -1 / dims / 2 / length**2))
    cross = graph.apply("Add", near, graph.apply("Mul", products, linear / dims))
    mean = graph.apply("Add", graph.apply("MatMul", cross, process.weights[:, None]), process.level)
    whitened = graph.apply("MatMul", cross, np.linalg.inv(process.cholesky).T)
    explained = graph.sum_columns(graph.apply("Mul", whitened, whitened))
    prior = graph.apply("Add", graph.apply("Mul", own, linear / dims), 1 + noise)
    variance = graph.apply("Mul", graph.apply("Sub", prior, explained), process.variance)
    return mean, graph.apply("Sqrt", variance)
