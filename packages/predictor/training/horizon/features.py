"""What the short-horizon model is told, computed as `src/features/short-horizon.ts` does at run time.

Per cell; currents in 1/h (A over rated Ah), + charges. All slow quantities are exponential means or sums that a runtime
updates once per 0.1 s and starts anew after a gap.
"""
from dataclasses import dataclass

import numpy as np

from shared.lg import STEP_S, Drive

STEPS = 50
LAGS = (1, 2, 3, 5, 8, 12, 20, 30, 50)
"""Steps of 0.1 s back from now at which voltage and current are told."""
MEAN_S = (0.3, 3.0, 30.0, 200.0)
"""Time constants of the exponential means of the current; the first three are those of the physics."""
SLOPE_LAGS = (1, 10, 50)
SLOPE_MEMORY = (4.0, 50.0, 150.0)
"""(1/h)²; sums of squared changes of current beyond which older changes fade, so that a slope outlives a steady charge."""
SLOPE_PRIOR = 0.002
"""Share of the memory that the prior resistance weighs."""
PRIOR_VH = 0.09
"""V per 1/h, before any change of current was seen."""
HEAT_S, WARM_S = 60.0, (10.0, 60.0)
READY = 100
"""Steps without a gap before the first forecast."""


def names() -> list:
    """(name, unit, least, most) of each column; what lies outside must not be asked."""
    columns = [("temperature_c", "°C", -25.0, 50.0), ("ambient_c", "°C", -25.0, 50.0), ("soc", "1", 0.0, 1.05)]
    columns += [("voltage_cell_v", "V", 2.5, 4.3), ("current_c", "1/h", -7.0, 4.0)]
    columns += [(f"current_mean_{round(1000 * mean_s)}ms_c", "1/h", -7.0, 4.0) for mean_s in MEAN_S]
    columns += [(f"resistance_{100 * lag}ms_vh", "V·h", 0.003, 1.5) for lag in SLOPE_LAGS]
    columns += [("heating_mean_60s_c2", "1/h²", 0.0, 49.0)]
    columns += [(f"temperature_rise_{round(warm_s)}s_k", "K", -8.0, 8.0) for warm_s in WARM_S]
    columns += [(f"voltage_change_{100 * lag}ms_v", "V", -1.5, 1.5) for lag in LAGS]
    columns += [(f"current_change_{100 * lag}ms_c", "1/h", -11.0, 11.0) for lag in LAGS]
    columns += [(f"current_planned_{step}_c", "1/h", -7.0, 4.0) for step in range(1, STEPS + 1)]
    return columns


@dataclass(frozen=True)
class Windows:
    """`features` [n, F], what came after: `voltage_v` [n, STEPS], `temperature_c` [n, STEPS]; `at` [n] steps into the file."""

    features: np.ndarray
    voltage_v: np.ndarray
    temperature_c: np.ndarray
    at: np.ndarray


def windows(source: Drive, stride: int, restart: int = 0) -> Windows:
    """Every `stride`-th moment of a file from which on it goes on for `STEPS`; with `restart`, as if there were a gap after
    each so many steps."""
    total = len(source.voltage_v)
    slow = slow_features(source, restart if restart > 0 else total)
    at = np.arange(READY, total - STEPS, stride)
    at = at[at % restart >= READY] if restart > 0 else at
    ahead, behind = at[:, None] + np.arange(1, STEPS + 1), at[:, None] - np.array(LAGS)
    volts, current = source.voltage_v, source.current_c
    parts = [
        np.stack([source.temperature_c[at], np.full(len(at), source.ambient_c), source.soc[at], volts[at], current[at]], 1),
        slow[at],
        volts[at][:, None] - volts[behind],
        current[at][:, None] - current[behind],
        current[ahead],
    ]
    return Windows(np.concatenate(parts, 1).astype(np.float32), volts[ahead], source.temperature_c[ahead], at)


def slow_features(source: Drive, restart: int) -> np.ndarray:
    """[n, 10]: means of current, resistances, heating, and how far the temperature is above its own means."""
    volts, current, celsius = source.voltage_v, source.current_c, source.temperature_c
    gains = 1 - np.exp(-STEP_S / np.array((*MEAN_S, HEAT_S, *WARM_S)))
    memory, prior = np.array(SLOPE_MEMORY), SLOPE_PRIOR * np.array(SLOPE_MEMORY)
    told = np.stack([current] * len(MEAN_S) + [current**2] + [celsius] * len(WARM_S), 1)
    changes = [difference(current, lag) for lag in SLOPE_LAGS], [difference(volts, lag) for lag in SLOPE_LAGS]
    amperes, change_v = np.stack(changes[0], 1), np.stack(changes[1], 1)
    out = np.empty((len(volts), 10))
    for index in range(len(volts)):
        since = index % restart
        if since == 0:
            means, squares, products = told[index].copy(), np.zeros(3), np.zeros(3)
        means += gains * (told[index] - means)
        known = since >= np.array(SLOPE_LAGS)
        square = np.where(known, amperes[index] ** 2, 0.0)
        fade = memory / (memory + square)
        squares = (squares + square) * fade
        products = (products + np.where(known, amperes[index] * change_v[index], 0.0)) * fade
        out[index, :4] = means[:4]
        out[index, 4:7] = np.maximum(0.003, (products + prior * PRIOR_VH) / (squares + prior))
        out[index, 7] = means[4]
        out[index, 8:] = celsius[index] - means[5:]
    return out


def difference(values: np.ndarray, lag: int) -> np.ndarray:
    out = np.zeros_like(values)
    out[lag:] = values[lag:] - values[:-lag]
    return out
