"""Writes the model of fade as an ONNX file."""
from pathlib import Path

import numpy as np

from shared.life_graph import LifeGraph
from shared.life_nodes import answer_columns

from .model import COLD, GAS, MIDDLE_K, TYPICAL_C, WARM, Fade, life_log


def save(model: Fade, path: Path) -> None:
    graph = LifeGraph("fade", 1)
    (celsius,) = graph.columns()
    kelvin = graph.apply("Add", celsius, 273.15)
    inverse = graph.apply("Sub", graph.apply("Div", 1.0, kelvin), 1 / MIDDLE_K)
    damages = [
        graph.apply("Mul", graph.apply("Exp", graph.apply("Mul", inverse, energy)), float(rate))
        for energy, rate in zip((-WARM / GAS, COLD / GAS), model.rates)
    ]
    logs = graph.apply("Neg", graph.apply("Log", graph.apply("Add", *damages)))
    none = graph.apply("Mul", celsius, 0.0)
    typical = float(life_log(np.array([TYPICAL_C]), model.rates)[0])
    graph.save(
        path, answer_columns(graph, logs, graph.apply("Add", none, model.half), graph.apply("Add", none, typical))
    )
