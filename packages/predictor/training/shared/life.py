"""What both models of life say: cycles and factors on the physics' rates of ageing, each as p10, p50 and p90."""
from typing import Sequence

import numpy as np

from .graph import Graph
from .manifest import output_of

QUANTILES = ("p10", "p50", "p90")
OUTPUTS = [
    *(output_of(f"cycle_life_{quantile}", "cycles") for quantile in QUANTILES),
    *(output_of(f"rate_factor_{quantile}", "1") for quantile in QUANTILES),
]
# Nothing is said beyond: no cell at hand came near.
CYCLES = (50.0, 20_000.0)


def answer(life_log: np.ndarray, half: np.ndarray, typical_log: np.ndarray) -> np.ndarray:
    """float64 [n, 6] from log of life, half-width of its band, and log of the life for which physics stands as it is."""
    lives = np.exp(np.clip(np.stack([life_log - half, life_log, life_log + half], 1), *np.log(CYCLES)))
    return np.concatenate([lives, np.exp(typical_log)[:, None] / lives[:, ::-1]], 1)


def answer_columns(graph: Graph, life_log: str, half: str, typical_log: str) -> Sequence[str]:
    """The same as columns of a graph."""
    logs = [graph.apply("Sub", life_log, half), life_log, graph.apply("Add", life_log, half)]
    least, most = (graph.constant(limit) for limit in np.log(CYCLES))
    lives = [graph.apply("Exp", graph.apply("Clip", log, least, most)) for log in logs]
    typical = graph.apply("Exp", typical_log)
    return [*lives, *(graph.apply("Div", typical, life) for life in reversed(lives))]
