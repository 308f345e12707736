"""Measures fade with temperature, each temperature left out in turn; the shipped file has seen all four."""
from pathlib import Path
from typing import Callable

import numpy as np

from shared.figures import Figure
from shared.run_onnx import run_onnx

from .data import Cells, load
from .model import COLD, ID, WARM, fit, left_out, life_log, width

Predictor = Callable[[np.ndarray, np.ndarray, np.ndarray], np.ndarray]
DEFINITION = "cycles to 80 % of rated capacity, mean of the cells at a temperature, from the cells at the others; the worst of 4"
# By what each activation energy is changed to see how much hangs on it.
SHIFT = 0.1
# J/mol; c2 of Smith et al. 2017.
SITES = 48_260.0


def evaluate(data: Path, models: Path) -> list[Figure]:
    cells = load(data)
    shipped = run_onnx(models / f"{ID}.onnx", cells.temperature[:, None].astype(np.float32))[:, 1]
    shifts = [(WARM * (1 + one), COLD * (1 + other)) for one in (-SHIFT, SHIFT) for other in (-SHIFT, SHIFT)]
    moved = [float(np.max(by_temperature(cells, residual_errors(left_out(cells, energies))))) for energies in shifts]
    errors = residual_errors(left_out(cells))
    covered = nested_coverage(cells)
    return [
        worst("fade.error", cells, errors, "<= 5", f"{DEFINITION}; no cycle of the cells at that temperature is used"),
        Figure("fade.error.mean", float(errors.mean()), "%", "", "the same, mean of all cells", list(errors)),
        worst("fade.error.arrhenius", cells, leaving(cells, arrhenius), "", "one fitted activation energy"),
        worst("fade.error.line", cells, leaving(cells, line), "", "a straight line of life over temperature"),
        worst("fade.error.physics", cells, leaving(cells, constant), "", "no temperature in cycling: mean life of the others"),
        Figure("fade.error.shifted", max(moved), "%", "", "fade.error with both activation energies 10 % off either way; the worst", moved),
        worst("fade.error.sites", cells, residual_errors(left_out(cells, (WARM, SITES))), "", "cold as the same paper has it for lost sites of the anode, 48.3 kJ/mol"),
        worst("fade.error.half", cells, from_half(cells), "", "no activation energy: each cell's own cycles until 88 %, times a ratio that is a line over temperature"),
        worst("fade.error.shipped", cells, 100 * np.abs(shipped / cells.life - 1), "", "the shipped file, trained on these cells"),
        Figure("fade.coverage", float(np.mean(covered)), "", "", "within p10..p90, both from the other temperatures; mean of cells", covered),
    ]


def worst(id: str, cells: Cells, errors: np.ndarray, bar: str, reference: str) -> Figure:
    runs = by_temperature(cells, errors)
    return Figure(id, max(runs), "%", bar, reference, runs)


def by_temperature(cells: Cells, errors: np.ndarray) -> list[float]:
    return [float(errors[cells.temperature == celsius].mean()) for celsius in np.unique(cells.temperature)]


def residual_errors(residuals: np.ndarray) -> np.ndarray:
    """% by which a prediction is off, from log of life less that of the prediction."""
    return 100 * np.abs(np.exp(-residuals) - 1)


def nested_coverage(cells: Cells) -> list[float]:
    """Share within the band, by temperature: rates and width both from the other temperatures alone."""
    shares = []
    for celsius in np.unique(cells.temperature):
        out = cells.temperature == celsius
        known = Cells([], cells.temperature[~out], cells.life[~out], cells.half[~out])
        off = np.log(cells.life[out]) - life_log(cells.temperature[out], fit(known.temperature, known.life))
        shares.append(float((np.abs(off) <= width(left_out(known))).mean()))
    return shares


def leaving(cells: Cells, predict: Predictor) -> np.ndarray:
    errors = np.zeros(len(cells.life))
    for celsius in np.unique(cells.temperature):
        out = cells.temperature == celsius
        life = predict(cells.temperature[~out], cells.life[~out], cells.temperature[out])
        errors[out] = 100 * np.abs(life / cells.life[out] - 1)
    return errors


def from_half(cells: Cells) -> np.ndarray:
    """What a cell's own first part of life tells of the rest, the ratio from the other temperatures."""
    errors = np.zeros(len(cells.life))
    ratios = cells.life / cells.half
    for celsius in np.unique(cells.temperature):
        out = cells.temperature == celsius
        ratio = line(cells.temperature[~out], ratios[~out], cells.temperature[out])
        errors[out] = 100 * np.abs(ratio * cells.half[out] / cells.life[out] - 1)
    return errors


def arrhenius(celsius: np.ndarray, life: np.ndarray, asked: np.ndarray) -> np.ndarray:
    fitted = np.polyfit(1 / (celsius + 273.15), np.log(life), 1)
    return np.exp(np.polyval(fitted, 1 / (asked + 273.15)))


def line(celsius: np.ndarray, life: np.ndarray, asked: np.ndarray) -> np.ndarray:
    return np.polyval(np.polyfit(celsius, life, 1), asked)


def constant(_: np.ndarray, life: np.ndarray, asked: np.ndarray) -> np.ndarray:
    return np.full(len(asked), life.mean())
