"""Lumped physics: one heat capacity that cools towards the ambient temperature and is heated by the planned current.

C·dT/dt = R(T)·I² − I·T·dU/dT(SoC) − (T − T_ambient)·C/τ. R falls with temperature as in Arrhenius' law; dU/dT, the reversible
heat, is a polynomial of the second degree in SoC (shape as for NMC in Bernardi, Pawlikowski, Newman 1985, doi:10.1149/1.2113792,
coefficients fitted). `time_s` and `slope` are searched, the other constants fitted by least squares to the training files.
"""
from typing import Sequence, Tuple

import numpy as np

from horizon.physics import warmth
from temperature.features import AHEAD_S, PLAN, SEGMENT_S, SEGMENTS, Windows

TIMES_S = (200.0, 300.0, 500.0, 800.0, 1200.0)
SLOPES = tuple(0.25 * step for step in range(9))
TERMS = 5


def weights(time_s: float) -> Tuple[np.ndarray, np.ndarray]:
    """What a segment's mean still counts at each of `AHEAD_S`, s [SEGMENTS, 5], and the share [5] that cooling has done."""
    ahead, ends = np.array(AHEAD_S, dtype=float), SEGMENT_S * (1.0 + np.arange(SEGMENTS))
    left = np.maximum(0.0, ahead[None, :] - ends[:, None])
    counts = time_s * (np.exp(-left / time_s) - np.exp(-(left + SEGMENT_S) / time_s))
    return np.where(ends[:, None] <= ahead[None, :], counts, 0.0), 1 - np.exp(-ahead / time_s)


def basis(features: np.ndarray, time_s: float, slope: float) -> np.ndarray:
    """[n, F] → [n, 5 ahead, TERMS]: cooling, heating, and reversible heat times 1, SoC, SoC²."""
    counts, cooled = weights(time_s)
    told = features.astype(float)
    current, heat = (told[:, PLAN.start : PLAN.start + SEGMENTS] @ counts), told[:, PLAN.start + SEGMENTS : PLAN.stop] @ counts
    resistance, soc = np.exp(slope * warmth(told[:, 0]))[:, None], told[:, 2:3]
    cooling = (told[:, 1] - told[:, 0])[:, None] * cooled
    return np.stack([cooling, heat * resistance, current, current * soc, current * soc**2], -1)


def fit(parts: Sequence[Windows], terms: int = TERMS) -> dict:
    """`time_s`, `slope` and `constants` [TERMS]; with two terms there is no reversible heat."""
    features = np.concatenate([part.features for part in parts])
    target = np.concatenate([part.temperature_c - part.features[:, :1] for part in parts]).reshape(-1).astype(float)
    found = []
    for time_s in TIMES_S:
        for slope in SLOPES:
            columns = basis(features, time_s, slope).reshape(-1, TERMS)[:, :terms]
            constants = np.linalg.lstsq(columns, target, rcond=None)[0]
            found.append((float(np.mean((columns @ constants - target) ** 2)), time_s, slope, constants))
    _, time_s, slope, constants = min(found, key=lambda one: one[0])
    return {"time_s": time_s, "slope": slope, "constants": np.concatenate([constants, np.zeros(TERMS - terms)])}


def temperature(lumped: dict, features: np.ndarray) -> np.ndarray:
    """[n, F] → °C [n, 5] at `AHEAD_S`."""
    return features[:, :1] + basis(features, lumped["time_s"], lumped["slope"]) @ lumped["constants"]
