"""Made-up cells, for the test that `src/features/cycle-life.ts` reads curves as `features.py` does."""
import numpy as np

from shared.vectors import plain

from .data import CYCLES, RATED_AH, Cells
from .features import physical

CELLS = 4
VOLTAGES = 40
SEED = 21


def cells() -> Cells:
    """Two-step curves that sink and shift with the cycles."""
    random = np.random.default_rng(SEED)
    at = np.linspace(0, 1, VOLTAGES)
    charge = np.zeros((CELLS, len(CYCLES), VOLTAGES))
    for cell in range(CELLS):
        fade, shift = random.uniform(2e-5, 4e-4), random.uniform(2e-5, 3e-4)
        for index, cycle in enumerate(CYCLES):
            whole = 1.07 - fade * cycle ** random.uniform(0.95, 1.05)
            steps = [1 / (1 + np.exp(-(at - middle + shift * cycle) / wide)) for middle, wide in ((0.25, 0.03), (0.4, 0.06))]
            charge[cell, index] = whole * (0.3 * steps[0] + 0.7 * steps[1])
    first, until, second = random.uniform(3, 6, CELLS), random.uniform(0.1, 0.8, CELLS), random.uniform(3, 5, CELLS)
    policy = np.stack([first, until, second], 1)
    return Cells([f"made-up-{cell}" for cell in range(CELLS)], np.ones(CELLS), charge.round(6), policy.round(4))


def document() -> dict:
    made = cells()
    return {
        "ratedAh": RATED_AH,
        "cycles": list(CYCLES),
        "charge": plain(made.charge),
        "policy": plain(made.policy),
        "features": plain(physical(made)),
    }
