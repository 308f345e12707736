"""Two experts on what the first hundred cycles show, the band around their mean, and what it means for the physics."""
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from shared.graph import Graph
from shared.life import answer, answer_columns

from .data import RATED_AH
from .process import Process

# What the two experts read; the search has to choose these, else `src/features` and the graph below must change too.
EXPERTS = (("fall-30", "bend-sinh", "rate-log"), ("fall-10", "bend", "first"))
BEND_SCALE = 0.001 / RATED_AH
# Naumann et al. 2020: loss per root of a full cycle grows as this with the C-rate; age grows as its square.
RATE_SLOPE, RATE_LEVEL = 0.0630, 0.0971


def expert_rows(features: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What each expert reads, from `features.NAMES`."""
    since_10, since_30, bend, first, rate = features.T
    return (
        np.stack([np.log(since_30), np.arcsinh(bend / BEND_SCALE), np.log(rate)], 1),
        np.stack([np.log(since_10), bend, first], 1),
    )


def stress_log(rate: np.ndarray) -> np.ndarray:
    return 2 * np.log(RATE_SLOPE * rate + RATE_LEVEL)


@dataclass(frozen=True)
class CycleLife:
    """`scale`: half-width of the band by the root of the deviation. `typical`: median log of life times the stress that
    physics sees in the C-rate, over the cells of the training split; at it, physics stands as it is."""

    experts: tuple[Process, Process]
    scale: float
    typical: float

    def predict(self, features: np.ndarray) -> np.ndarray:
        """float64 [n, OUTPUTS]."""
        answers = [expert.predict(rows) for expert, rows in zip(self.experts, expert_rows(features))]
        life_log = np.mean([mean for mean, _ in answers], 0)
        half = self.scale * np.sqrt(np.mean([deviation for _, deviation in answers], 0))
        return answer(life_log, half, self.typical - stress_log(features[:, 4]))

    def save(self, path: Path) -> None:
        graph = Graph("cycle-life", 5)
        since_10, since_30, bend, first, rate = graph.columns()
        bend_sinh = inverse_sinh(graph, graph.apply("Div", bend, BEND_SCALE))
        rows = (
            [graph.apply("Log", since_30), bend_sinh, graph.apply("Log", rate)],
            [graph.apply("Log", since_10), bend, first],
        )
        answers = [process_nodes(graph, expert, columns) for expert, columns in zip(self.experts, rows)]
        life_log, deviation = (
            graph.apply("Mul", graph.apply("Add", one, other), 0.5) for one, other in zip(*answers)
        )
        half = graph.apply("Mul", graph.apply("Sqrt", deviation), self.scale)
        stress = graph.apply("Log", graph.apply("Add", graph.apply("Mul", rate, RATE_SLOPE), RATE_LEVEL))
        typical_log = graph.apply("Sub", self.typical, graph.apply("Mul", stress, 2.0))
        graph.save(path, answer_columns(graph, life_log, half, typical_log))


def inverse_sinh(graph: Graph, value: str) -> str:
    """ONNX Runtime has no Asinh of float64."""
    size = graph.apply("Abs", value)
    root = graph.apply("Sqrt", graph.apply("Add", graph.apply("Mul", size, size), 1.0))
    return graph.apply("Mul", graph.apply("Sign", value), graph.apply("Log", graph.apply("Add", size, root)))


def process_nodes(graph: Graph, process: Process, columns: list[str]) -> tuple[str, str]:
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
