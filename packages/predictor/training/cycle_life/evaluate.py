"""Measures cycle life on the paper's first test split."""
from pathlib import Path

import numpy as np

from shared.figures import Figure
from shared.run_onnx import run_onnx

from . import search
from .candidates import candidates
from .data import Cells, load
from .features import physical, variance_log
from .model import ID, stress_log


# The paper gives its errors with and without the cell that lived 148 cycles, below any in training.
SHORTEST = 200


def evaluate(data: Path, models: Path) -> list[Figure]:
    known, asked = load(data, "train"), load(data, "test1")
    low, median, high = run_onnx(models / f"{ID}.onnx", physical(asked))[:, :3].T
    errors = relative(median, asked)
    usual = asked.life > SHORTEST
    inside = 100 * np.mean((low <= asked.life) & (asked.life <= high))
    around = search.nested(candidates(known), np.log(known.life))
    split = f"mean of {len(errors)} cells of test1, trained on {len(known.life)}"
    return [
        figure("cycle.error", errors, "<= 10", f"{split}; published best 9.1, with each cell's temperatures and resistance"),
        figure("cycle.error.usual", errors[usual], "", "the same without the cell of 148 cycles, as the paper does too"),
        figure("cycle.error.variance", relative(variance_line(known, asked), asked), "", "variance of Q100-Q10 alone, re-fitted"),
        figure("cycle.error.physics", relative(physics(known, asked), asked), "", "Naumann's growth with C-rate, median life of training"),
        figure("cycle.error.constant", relative(constant(known, asked), asked), "", "median life of training"),
        figure("cycle.error.nested", 100 * around.errors, "", "training split: the search repeated in each of 5 folds; runs are repeats"),
        Figure("cycle.coverage", inside / 100, "", ">= 0.75", f"within p10..p90, {len(errors)} cells of test1"),
        Figure("cycle.coverage.most", inside / 100, "", "<= 0.88", "the same"),
        figure("cycle.width", 100 * (high / low - 1), "", "p90 above p10"),
    ]


def figure(id: str, runs: np.ndarray, bar: str, reference: str) -> Figure:
    return Figure(id, float(np.mean(runs)), "%", bar, reference, [float(run) for run in runs])


def relative(life: np.ndarray, cells: Cells) -> np.ndarray:
    return 100 * np.abs(life / cells.life - 1)


def variance_line(known: Cells, asked: Cells) -> np.ndarray:
    line = np.polyfit(variance_log(known), np.log10(known.life), 1)
    return 10 ** np.polyval(line, variance_log(asked))


def physics(known: Cells, asked: Cells) -> np.ndarray:
    stress = [stress_log(physical(cells)[:, 4]) for cells in (known, asked)]
    return np.exp(np.median(np.log(known.life) + stress[0]) - stress[1])


def constant(known: Cells, asked: Cells) -> np.ndarray:
    return np.full(len(asked.life), np.median(known.life))
