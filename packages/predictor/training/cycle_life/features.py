"""What the first hundred cycles show, as fractions of the rated capacity (`src/features/cycle-life.ts` does the same)."""
import numpy as np

from .data import CYCLES, RATED_AH, Cells

NAMES = ("fall_since_10", "fall_since_30", "capacity_bend", "capacity_first", "charge_rate")
UNITS = ("1", "1", "1", "1", "1/h")


def mean_rate(policy: np.ndarray) -> np.ndarray:
    """C-rate of charging from empty to 0.8, mean over charge, 1/h."""
    first, until, second = policy.T
    until = np.minimum(until, 0.8)
    return (first * until + second * (0.8 - until)) / 0.8


def physical(cells: Cells) -> np.ndarray:
    """float64 [cell, NAMES]. A fall is the largest by which Q(V) of cycle 100 lies below that of an earlier cycle; the bend
    is the second difference of the capacities at cycles 10, 50 and 100: negative where fading gets faster."""
    at = {cycle: cells.charge[:, index] / RATED_AH for index, cycle in enumerate(CYCLES)}
    whole = {cycle: charge[:, -1] for cycle, charge in at.items()}
    return np.stack(
        [
            -(at[100] - at[10]).min(1),
            -(at[100] - at[30]).min(1),
            whole[100] - 2 * whole[50] + whole[10],
            whole[2],
            mean_rate(cells.policy),
        ],
        1,
    )


def variance_log(cells: Cells) -> np.ndarray:
    """Log of the variance over voltage of Q100 − Q10, Ah²: the one feature of the paper's simplest model."""
    return np.log10((cells.charge[:, CYCLES.index(100)] - cells.charge[:, CYCLES.index(10)]).var(1))
