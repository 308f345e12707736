"""Damage per cycle as the sum of two processes: one that heat speeds up and one that cold does."""
from dataclasses import dataclass

import numpy as np

from shared.life import answer

from .data import Cells

ID = "fade-nmc-1"
GAS = 8.314
# J/mol; Smith et al. 2017 (American Control Conference, NMC and graphite): growth of the film on the anode (b1), and loss of
# lithium with each cycle in the cold (b2). Three temperatures do not tell two rates and two energies; so energies are not fitted.
WARM, COLD = 35_392.0, 42_800.0
MIDDLE_K = 313.15
# The physics' rates of cycling stand for this temperature, °C, and below it.
TYPICAL_C = 25.0
COVERAGE = 0.8


def inverse_kelvin(celsius: np.ndarray) -> np.ndarray:
    """1/K less that of the middle of what was measured."""
    return 1 / (np.asarray(celsius, float) + 273.15) - 1 / MIDDLE_K


def processes(celsius: np.ndarray, warm: float = WARM, cold: float = COLD) -> np.ndarray:
    """[n, 2]: how fast each process is, 1 in the middle."""
    inverse = inverse_kelvin(celsius)
    return np.stack([np.exp(-warm / GAS * inverse), np.exp(cold / GAS * inverse)], 1)


def fit(celsius: np.ndarray, life: np.ndarray, energies: tuple[float, float] = (WARM, COLD)) -> np.ndarray:
    """Lives per cycle that each process takes in the middle, never negative, by least relative squares."""
    damage = processes(celsius, *energies) * life[:, None]
    ones = np.ones(len(life))
    both = np.linalg.lstsq(damage, ones, rcond=None)[0]
    if (both >= 0).all():
        return both
    alone = [(damage[:, which] @ ones) / (damage[:, which] @ damage[:, which]) for which in (0, 1)]
    missed = [float(((damage[:, which] * rate - 1) ** 2).sum()) for which, rate in enumerate(alone)]
    best = int(np.argmin(missed))
    return np.array([alone[0], 0.0]) if best == 0 else np.array([0.0, alone[1]])


def life_log(celsius: np.ndarray, rates: np.ndarray, energies: tuple[float, float] = (WARM, COLD)) -> np.ndarray:
    return -np.log(processes(celsius, *energies) @ rates)


def left_out(cells: Cells, energies: tuple[float, float] = (WARM, COLD)) -> np.ndarray:
    """Log of each cell's life less its prediction from the cells at all other temperatures."""
    residuals = np.zeros(len(cells.life))
    for celsius in np.unique(cells.temperature):
        out = cells.temperature == celsius
        rates = fit(cells.temperature[~out], cells.life[~out], energies)
        residuals[out] = np.log(cells.life[out]) - life_log(cells.temperature[out], rates, energies)
    return residuals


def width(residuals: np.ndarray) -> float:
    """Half-width of the 80 % band in the log of life, with conformal prediction's correction for few cells."""
    level = min(1.0, np.ceil(COVERAGE * (len(residuals) + 1)) / len(residuals))
    return float(np.quantile(np.abs(residuals), level))


@dataclass(frozen=True)
class Fade:
    rates: np.ndarray
    half: float

    def predict(self, features: np.ndarray) -> np.ndarray:
        """float64 [n, OUTPUTS] from temperatures [n, 1], °C."""
        logs = life_log(features[:, 0], self.rates)
        same = np.ones(len(logs))
        return answer(logs, self.half * same, life_log(np.array([TYPICAL_C]), self.rates)[0] * same)
