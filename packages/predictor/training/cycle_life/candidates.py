"""The features that the search may choose from, and in which combinations."""
import itertools

import numpy as np

from .data import CYCLES, Cells
from .features import mean_rate

FALLS = ("variance-10", "variance-30", "fall-30", "fall-10", "variance-50")
BENDS = ((), ("bend-sinh",), ("late-sinh",), ("loss-sinh",), ("bend",), ("faster",))
RATES = ((), ("rate-log",), ("hours-log",), ("rate", "hours-log"))
OTHERS = ((), ("first",), ("kurtosis",))
SETS = tuple((fall, *bend, *rate, *other) for fall, bend, rate, other in itertools.product(FALLS, BENDS, RATES, OTHERS))
# Of these, what only who knows the charging policy can tell.
POLICY = frozenset(name for rates in RATES for name in rates)


def candidates(cells: Cells) -> dict[str, np.ndarray]:
    """Each feature as [cell], in Ah where it has a unit."""
    at = {cycle: cells.charge[:, index] for index, cycle in enumerate(CYCLES)}
    whole = {cycle: charge[:, -1] for cycle, charge in at.items()}
    since = {cycle: at[100] - at[cycle] for cycle in (10, 30, 50)}
    early = at[50] - at[10]
    variance = {cycle: np.log10(change.var(1)) for cycle, change in since.items()}
    first, until, second = cells.policy.T
    hours = until / first + (0.8 - np.minimum(until, 0.8)) / second
    highest = np.max(list(whole.values()), axis=0)
    bend = whole[100] - 2 * whole[50] + whole[10]
    return {
        **{f"variance-{cycle}": value for cycle, value in variance.items()},
        **{f"fall-{cycle}": np.log10(-since[cycle].min(1)) for cycle in (10, 30)},
        "bend": bend,
        "bend-sinh": np.arcsinh(bend / 0.001),
        "late-sinh": np.arcsinh((whole[100] - whole[50]) / 0.001),
        "loss-sinh": np.arcsinh((whole[100] - highest) / 0.001),
        "faster": variance[50] - np.log10(early.var(1)),
        "rate": mean_rate(cells.policy),
        "rate-log": np.log(mean_rate(cells.policy)),
        "hours-log": np.log(0.8 / hours),
        "first": whole[2],
        "kurtosis": np.log10(kurtosis(since[10])),
    }


def kurtosis(change: np.ndarray) -> np.ndarray:
    centred = change - change.mean(1, keepdims=True)
    return (centred**4).mean(1) / (centred**2).mean(1) ** 2
