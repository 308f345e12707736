"""The linear physics: an equivalent circuit of one resistor and three RC pairs, the planned current known.

V(t+k) − V(t) = R0·ΔI + Σ Rj·Δmean_j(I) + s·Δq: linear in its five coefficients, which least squares fit for each temperature
of the training files (regions). Between and beyond regions the logarithm of each coefficient is linear in 1/T, as in
Arrhenius' law, with a knot at the middle region. It is both the yardstick of the network and what the network corrects.
"""
from typing import Sequence

import numpy as np

from horizon.features import LAGS, MEAN_S, STEPS, Windows
from shared.lg import STEP_S

PLAN = slice(15 + 2 * len(LAGS), 15 + 2 * len(LAGS) + STEPS)
PAIR_S = MEAN_S[:3]
RESISTANCES = slice(9, 12)
COEFFICIENTS = 5


def basis(features: np.ndarray) -> np.ndarray:
    """[n, F] → [n, STEPS, 5]: change of current, of its three means, and charge since now in 1/h·h."""
    planned, now = features[:, PLAN].astype(float), features[:, 4].astype(float)
    columns = [planned - now[:, None]]
    for index, pair_s in enumerate(PAIR_S):
        mean, gain = features[:, 5 + index].astype(float), 1 - np.exp(-STEP_S / pair_s)
        state, steps = mean.copy(), []
        for step in range(STEPS):
            state = state + gain * (planned[:, step] - state)
            steps.append(state - mean)
        columns.append(np.stack(steps, 1))
    columns.append(np.cumsum(planned, 1) * STEP_S / 3600)
    return np.stack(columns, -1)


def warmth(temperature_c: np.ndarray) -> np.ndarray:
    """3000/T − 3000/270: falls as it gets warmer, about 1 in 25 K."""
    return 3000.0 / (np.asarray(temperature_c, dtype=float) + 273.15) - 3000.0 / 270.0


def fit(regions: Sequence[Sequence[Windows]]) -> dict:
    """Knots [3] of `warmth`, ascending in temperature, and at each [3, 8] the logarithm of the coefficients and of the
    median resistances that a runtime sees (`SLOPE_LAGS`)."""
    points = []
    for region in regions:
        squares, products = np.zeros((5, 5)), np.zeros(5)
        for part in region:
            columns = basis(part.features).reshape(-1, COEFFICIENTS)
            target = (part.voltage_v - part.features[:, 3:4]).reshape(-1)
            squares, products = squares + columns.T @ columns, products + columns.T @ target
        told = np.concatenate([part.features for part in region])
        logs = np.log(np.maximum(np.linalg.solve(squares, products), 1e-4))
        points.append((np.mean(told[:, 0]), np.concatenate([logs, np.median(np.log(told[:, RESISTANCES]), 0)])))
    points.sort(key=lambda point: point[0])
    return {"knots": warmth(np.array([celsius for celsius, _ in points])), "logs": np.stack([logs for _, logs in points])}


def coefficients(circuit: dict, temperature_c: np.ndarray) -> np.ndarray:
    """[n] °C → [n, 8]: the five coefficients, and the resistances to be expected."""
    knots, logs = circuit["knots"], circuit["logs"]
    cold, warm = ((logs[0] - logs[1]) / (knots[0] - knots[1])), ((logs[2] - logs[1]) / (knots[2] - knots[1]))
    from_knot = (warmth(temperature_c) - knots[1])[:, None]
    return np.exp(logs[1] + np.maximum(from_knot, 0) * cold + np.minimum(from_knot, 0) * warm)


def voltage(circuit: dict, features: np.ndarray) -> np.ndarray:
    """[n, F] → V [n, STEPS]."""
    return features[:, 3:4] + np.einsum("nkj,nj->nk", basis(features), coefficients(circuit, features[:, 0])[:, :COEFFICIENTS])


def fit_own(part: Windows) -> np.ndarray:
    """The coefficients that suit this one file best: no forecast, but the least error that a linear circuit can have."""
    columns = basis(part.features).reshape(-1, COEFFICIENTS)
    return np.linalg.lstsq(columns, (part.voltage_v - part.features[:, 3:4]).reshape(-1), rcond=None)[0]
