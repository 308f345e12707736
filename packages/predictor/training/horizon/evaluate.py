"""The short horizon on the drives that were held out, beside persistence, physics, dense networks and a rollout."""
from pathlib import Path
from typing import Dict, Sequence

import numpy as np

from horizon import data as files
from horizon import physics
from horizon.features import STEPS, Windows, windows
from horizon.plan import with_power_known
from horizon.rollout import KEPT, rollout
from shared import lg
from shared.conformal import follow
from shared.figures import Figure
from shared.parts import BASELINES
from shared.run_onnx import run_onnx
from shared.score import root_mean_square

MEDIAN = slice(STEPS, 2 * STEPS)
ROLLOUT_STRIDE = 77
BAND_STRIDE, SETTLED_S = 11, 300


def evaluate(data: Path, models: Path) -> Sequence[Figure]:
    model = models / "short-horizon-nmc-1.onnx"
    parts = files.parts(data, lg.HELD_OUT)
    return [*voltage(data, model, parts), *rolled(data, model), *bands(data, model), Figure(
        "horizon.bytes", model.stat().st_size, "B", "<= 200000", "the model file")]


def voltage(data: Path, model: Path, parts: Dict[str, Windows]) -> Sequence[Figure]:
    """Errors over all steps of 5 s, in mV; the first figure is the model's as a share of linear physics."""
    circuit = physics.fit(files.regions(files.parts(data, lg.TRAINING)))
    forecasts = {
        "rmse": (lambda part: run_onnx(model, part.features)[:, MEDIAN], "held-out drives at -20, -10, 10, 23, 40 degC, all rows"),
        "power": (lambda part: run_onnx(model, with_power_known(part))[:, MEDIAN], "the plan known as power, not as current"),
        "persistence": (lambda part: np.repeat(part.features[:, 3:4], STEPS, 1), "as it is now"),
        "linear": (lambda part: physics.voltage(circuit, part.features), "3RC fitted to the training files by temperature"),
        "linear.own": (own_circuit, "3RC fitted to each held-out file itself: no forecast"),
        "dense.active": (baseline("dense-active"), "dense, as many numbers as the experts use at once"),
        "dense.total": (baseline("dense-total"), "dense, as many numbers as all experts have"),
    }
    found = {
        name: root_mean_square([forecast(part) - part.voltage_v for part in parts.values()])
        for name, (forecast, _) in forecasts.items()
    }
    ours, linear = found["rmse"], found["linear"]
    ratios = [one / other for one, other in zip(ours[1], linear[1])]
    about = "RMSE over that of linear 3RC, plan known, 0.1..5 s; runs: files"
    figures = [Figure("horizon.voltage", ours[0] / linear[0], "x linear", "<= 0.45", about, ratios)]
    for name, (value, runs) in found.items():
        runs = [1000 * run for run in runs]
        figures.append(Figure(f"horizon.voltage.{name}", 1000 * value, "mV", "", forecasts[name][1], runs))
    return figures


def baseline(name: str):
    return lambda part: run_onnx(BASELINES / f"horizon-{name}.onnx", part.features)[:, MEDIAN]


def own_circuit(part: Windows) -> np.ndarray:
    return part.features[:, 3:4] + physics.basis(part.features) @ physics.fit_own(part)


def rolled(data: Path, model: Path) -> Sequence[Figure]:
    """One pass against fifty of a network that knows one step, on the same moments."""
    once, often = [], []
    for name in lg.HELD_OUT:
        source = lg.drive(data, name)
        part = windows(source, ROLLOUT_STRIDE)
        back = part.at[:, None] + np.arange(-KEPT, 1)
        made = rollout(BASELINES / "horizon-one-step.onnx", part, (source.voltage_v[back], source.current_c[back]))
        once.append(run_onnx(model, part.features)[:, MEDIAN] - part.voltage_v)
        often.append(made - part.voltage_v)
    (one, ones), (many, manys) = root_mean_square(once), root_mean_square(often)
    ratios = [first / second for first, second in zip(ones, manys)]
    return [
        Figure("horizon.rollout", one / many, "x rollout", "<= 0.35", "one pass over 50 steps of a network of one step", ratios),
        Figure("horizon.rollout.rmse", 1000 * many, "mV", "", "of that rollout; runs: files", [1000 * run for run in manys]),
    ]


def bands(data: Path, model: Path) -> Sequence[Figure]:
    """Coverage per file of the adaptive band, asked every 1.1 s, once it has followed the file for 300 s. One scale serves all
    steps: the step that is looked at goes round."""
    covered, ratios, raw, crossing = [], [], [], 0
    for name in lg.HELD_OUT:
        part = windows(lg.drive(data, name), BAND_STRIDE)
        quantiles = run_onnx(model, part.features)[:, : 3 * STEPS].reshape(-1, 3, STEPS)
        crossing += int(np.sum(np.diff(quantiles, axis=1) < 0))
        rows = np.arange(len(quantiles))
        step = rows * 7 % STEPS
        band, measured = quantiles[rows, :, step], part.voltage_v[rows, step]
        within, ratio = follow(band, measured, -(-STEPS // BAND_STRIDE))
        settled = int(SETTLED_S / (BAND_STRIDE * lg.STEP_S))
        raw.append(float(np.mean((quantiles[:, 0] <= part.voltage_v) & (part.voltage_v <= quantiles[:, 2]))))
        covered.append(float(np.mean(within[settled:])))
        ratios.append(float(np.mean(ratio[settled:])))
    worst = float(max(abs(share - 0.8) for share in covered))
    return [
        Figure("horizon.coverage", worst, "off 0.8", "<= 0.02", "adaptive band after 5 min; the worst battery", covered),
        Figure("horizon.width", float(np.mean(ratios)), "x raw", "<= 1.3", "of that band, mean of batteries", ratios),
        Figure("horizon.coverage.raw", float(np.mean(raw)), "", "", "of the band as trained, mean of batteries", raw),
        Figure("horizon.crossing", crossing, "", "<= 0", "quantiles out of order"),
    ]
