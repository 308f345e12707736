"""`life.answer` as nodes of a graph."""
from typing import Sequence

import numpy as np

from .life_graph import LifeGraph
from .life import CYCLES


def answer_columns(graph: LifeGraph, life_log: str, half: str, typical_log: str) -> Sequence[str]:
    """Six columns [n, 1]."""
    logs = [graph.apply("Sub", life_log, half), life_log, graph.apply("Add", life_log, half)]
    least, most = (graph.constant(limit) for limit in np.log(CYCLES))
    lives = [graph.apply("Exp", graph.apply("Clip", log, least, most)) for log in logs]
    typical = graph.apply("Exp", typical_log)
    return [*lives, *(graph.apply("Div", typical, life) for life in reversed(lives))]
