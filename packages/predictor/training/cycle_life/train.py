"""Trains cycle life from early cycles on the paper's training split alone."""
from pathlib import Path

import numpy as np

from shared.life import OUTPUTS
from shared.manifest import input_of, write_manifest
from shared.parts import say
from shared.vectors import write_vectors

from . import search, synthetic
from .candidates import candidates
from .data import load
from .features import NAMES, UNITS, physical
from .model import EXPERTS, ID, CycleLife, expert_rows, stress_log
from .nodes import save
from .process import fit

# Widens what was seen in training on either side by this share of its extent, logarithmic where it is positive.
MARGIN = 0.25


def train(data: Path, models: Path) -> None:
    cells = load(data, "train")
    target = np.log(cells.life)
    features = candidates(cells)
    experts = search.search(features, target, np.arange(len(target)))
    for error, names, setting in experts:
        say(f"  {', '.join(names)} {setting}: {100 * error:.1f} % each cell left out")
    if tuple(expert.names for expert in experts) != EXPERTS:
        raise ValueError(f"the search chose {[expert.names for expert in experts]}, the graph is made for {EXPERTS}")
    around = search.nested(features, target)
    say(f"  {100 * around.errors.mean():.1f} ± {100 * around.errors.std():.1f} % with the search inside each fold")
    rows = physical(cells)
    scale = search.width(around, len(target))
    typical = float(np.median(target + stress_log(rows[:, 4])))
    processes = tuple(fit(of, target, expert.setting) for of, expert in zip(expert_rows(rows), experts))
    path = models / f"{ID}.onnx"
    model = CycleLife(processes, scale, typical)
    save(model, path)
    half = scale * np.sqrt(around.deviations)
    covered = float((np.abs(around.residuals) <= half).mean())
    write_manifest(
        path,
        [input_of(name, unit, *span(row)) for name, unit, row in zip(NAMES, UNITS, rows.T)],
        OUTPUTS,
        {
            "id": ID,
            "kind": "cycle-life",
            "chemistry": "LFP",
            "trainedOn": "41 fast-charged 1.1 Ah LFP cells at 30 °C, Severson et al. 2019, training split",
            "licence": "CC-BY-4.0",
            # Of the physics that the factors multiply: they say how one cell differs from others of its kind.
            "box": {"temperatureC": [-10, 50], "cRate": [0, 1], "soc": [0, 1], "soh": [0.6, 1.05]},
            "calibration": {"coverage": round(covered, 3), "count": len(target), "scale": round(scale, 4)},
        },
    )
    write_vectors(path, model.predict, curves=synthetic.document())


def span(seen: np.ndarray) -> tuple[float, float]:
    low, high = float(seen.min()), float(seen.max())
    if low > 0:
        wide = (high / low) ** MARGIN
        return rounded(low / wide), rounded(high * wide)
    wide = MARGIN * (high - low)
    return rounded(low - wide), rounded(high + wide)


def rounded(value: float) -> float:
    return float(f"{value:.3g}")
