"""The minutes-ahead temperature on the drives that were held out, beside persistence, physics and dense networks."""
from pathlib import Path
from typing import Sequence

import numpy as np

from shared import lg
from shared.conformal import follow
from shared.figures import Figure
from shared.parts import BASELINES
from shared.run_onnx import run_onnx
from shared.score import root_mean_square
from temperature import data as files
from temperature import physics
from temperature.features import AHEAD_S, GAP_S, STEP_S, windows

LAST = len(AHEAD_S) - 1
EVERY_S, SETTLED_S = 10, 300


def evaluate(data: Path, models: Path) -> Sequence[Figure]:
    parts, training = files.held_out(data), files.training(data)
    lumped, plain = physics.fit(training), physics.fit(training, 2)
    model = models / "minutes-temperature-nmc-1.onnx"
    forecasts = {
        "": lambda part: run_onnx(model, part.features)[:, 5:10],
        ".persistence": lambda part: np.repeat(part.features[:, :1], 5, 1),
        ".lumped": lambda part: physics.temperature(plain, part.features),
        ".reversible": lambda part: physics.temperature(lumped, part.features),
        ".dense.active": lambda part: run_onnx(BASELINES / "temperature-dense-active.onnx", part.features)[:, 5:10],
        ".dense.total": lambda part: run_onnx(BASELINES / "temperature-dense-total.onnx", part.features)[:, 5:10],
    }
    references = {
        "": "held-out drives at -20, -10, 10, 23, 40 degC, all rows; runs: files",
        ".persistence": "as it is now",
        ".lumped": "I²R and cooling, fitted to the training files",
        ".reversible": "the same with reversible heat: what the network corrects",
        ".dense.active": "dense, as many numbers as the experts use at once",
        ".dense.total": "dense, as many numbers as all experts have",
    }
    figures = []
    for name, forecast in forecasts.items():
        value, runs = root_mean_square([forecast(part)[:, LAST] - part.temperature_c[:, LAST] for part in parts.values()])
        bar = "<= 0.24" if name == "" else ""
        figures.append(Figure(f"horizon.temperature300{name}", value, "K", bar, references[name], runs))
    return [*figures, *bands(data, model)]


def bands(data: Path, model: Path) -> Sequence[Figure]:
    """Coverage per file of the band at 300 s, asked every 10 s, once it has followed the file for 300 s."""
    covered, ratios, raw, crossing = [], [], [], 0
    for name in lg.HELD_OUT:
        part = windows(lg.drive(data, name, STEP_S, GAP_S), EVERY_S)
        quantiles = run_onnx(model, part.features)[:, :15].reshape(-1, 3, 5)
        crossing += int(np.sum(np.diff(quantiles, axis=1) < 0))
        band, measured = quantiles[:, :, LAST], part.temperature_c[:, LAST]
        within, ratio = follow(band, measured, AHEAD_S[LAST] // EVERY_S)
        settled = (AHEAD_S[LAST] + SETTLED_S) // EVERY_S
        raw.append(float(np.mean((band[:, 0] <= measured) & (measured <= band[:, 2]))))
        if len(within) > 2 * settled:
            covered.append(float(np.mean(within[settled:])))
            ratios.append(float(np.mean(ratio[settled:])))
    return [
        Figure("horizon.temperature300.coverage", float(np.mean(covered)), "", "", "adaptive band per battery; runs: files", covered),
        Figure("horizon.temperature300.width", float(np.mean(ratios)), "x raw", "", "of that band; runs: files", ratios),
        Figure("horizon.temperature300.raw", float(np.mean(raw)), "", "", "coverage of the band as trained; runs: files", raw),
        Figure("horizon.temperature300.crossing", crossing, "", "<= 0", "quantiles out of order"),
    ]
