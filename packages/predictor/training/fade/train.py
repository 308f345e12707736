"""Trains fade with temperature on all cells; how well it says what it has not seen, `evaluate.py` measures."""
from pathlib import Path

import numpy as np

from shared.life import OUTPUTS
from shared.manifest import input_of, write_manifest
from shared.parts import say
from shared.vectors import write_vectors

from .data import load
from .model import ID, Fade, fit, left_out, width
from .nodes import save


def train(data: Path, models: Path) -> None:
    cells = load(data)
    residuals = left_out(cells)
    model = Fade(fit(cells.temperature, cells.life), width(residuals))
    say(f"  {model.rates[0]:.3e} and {model.rates[1]:.3e} lives a cycle at 40 °C, band ±{100 * model.half:.1f} %")
    path = models / f"{ID}.onnx"
    save(model, path)
    low, high = float(cells.temperature.min()), float(cells.temperature.max())
    write_manifest(
        path,
        [input_of("temperature", "°C", low, high)],
        OUTPUTS,
        {
            "id": ID,
            "kind": "fade",
            "chemistry": "NMC",
            "trainedOn": f"{len(cells.life)} fast-charged 1.1 Ah NMC811 cells at 25 to 55 °C, Tao et al. 2024",
            "licence": "MIT",
            # Of the physics that the factors multiply; below 25 °C they are 1.
            "box": {"temperatureC": [-10, high], "cRate": [0, 1.5], "soc": [0, 1], "soh": [0.6, 1.05]},
            "calibration": {
                "coverage": round(float((np.abs(residuals) <= model.half).mean()), 3),
                "count": len(residuals),
                "scale": round(model.half, 4),
            },
        },
    )
    write_vectors(path, model.predict)
