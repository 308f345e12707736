"""Two experts on what the first hundred cycles show, the band around their mean, and what it means for the physics."""
from dataclasses import dataclass

import numpy as np

from shared.life import answer

from .data import RATED_AH
from .process import Process

ID = "cycle-life-lfp-1"
# What the two experts read; the search has to choose these, else `src/features` and the graph below must change too.
EXPERTS = (("fall-30", "bend-sinh", "rate-log"), ("fall-10", "bend", "first"))
BEND_SCALE = 0.001 / RATED_AH
# Naumann et al. 2020: loss per root of a full cycle grows as this with the C-rate; age grows as its square.
RATE_SLOPE, RATE_LEVEL = 0.0630, 0.0971


def expert_rows(features: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What each expert reads, from `features.NAMES`."""
    since_10, since_30, bend, first, rate = features.T
    return (
        np.stack([np.log(since_30), np.arcsinh(bend / BEND_SCALE), np.log(rate)], 1),
        np.stack([np.log(since_10), bend, first], 1),
    )


def stress_log(rate: np.ndarray) -> np.ndarray:
    return 2 * np.log(RATE_SLOPE * rate + RATE_LEVEL)


@dataclass(frozen=True)
class CycleLife:
    """`scale`: half-width of the band by the root of the deviation. `typical`: median log of life times the stress that
    physics sees in the C-rate, over the cells of the training split; at it, physics stands as it is."""

    experts: tuple[Process, Process]
    scale: float
    typical: float

    def predict(self, features: np.ndarray) -> np.ndarray:
        """float64 [n, OUTPUTS]."""
        answers = [expert.predict(rows) for expert, rows in zip(self.experts, expert_rows(features))]
        life_log = np.mean([mean for mean, _ in answers], 0)
        half = self.scale * np.sqrt(np.mean([deviation for _, deviation in answers], 0))
        return answer(life_log, half, self.typical - stress_log(features[:, 4]))
