"""What the minutes-ahead temperature model is told, computed as `src/features/minutes-temperature.ts` does at run time.

From telemetry every ten seconds or more often, per cell, currents in 1/h. The plan is told as mean current and mean squared current of
`SEGMENTS` stretches of `SEGMENT_S`.
"""
from dataclasses import dataclass

import numpy as np

from horizon.features import difference
from shared.lg import Drive

STEP_S = 1.0
SEGMENTS, SEGMENT_S = 10, 30
AHEAD_S = (60, 120, 180, 240, 300)
HEAT_S = (30.0, 120.0, 600.0)
"""Time constants of the means of squared current and of temperature."""
CURRENT_S = 60.0
GAP_S = 35.0
"""Telemetry further apart is not interpolated between."""
READY = 60
"""Steps without a gap before the first forecast."""
SLOPE_LAG, SLOPE_MEMORY, SLOPE_PRIOR, PRIOR_VH = 30, 50.0, 0.002, 0.1
"""As in `horizon/features.py`; the lag is in seconds."""
PLAN = slice(11, 11 + 2 * SEGMENTS)


def names() -> list:
    """(name, unit, least, most) of each column; what lies outside must not be asked."""
    columns = [("temperature_c", "°C", -25.0, 50.0), ("ambient_c", "°C", -25.0, 50.0), ("soc", "1", 0.0, 1.05)]
    columns += [("resistance_30s_vh", "V·h", 0.003, 1.5), ("current_mean_60s_c", "1/h", -7.0, 4.0)]
    columns += [(f"heating_mean_{round(heat_s)}s_c2", "1/h²", 0.0, 49.0) for heat_s in HEAT_S]
    columns += [(f"temperature_rise_{round(heat_s)}s_k", "K", -8.0, 8.0) for heat_s in HEAT_S]
    columns += [(f"current_planned_{segment}_c", "1/h", -7.0, 4.0) for segment in range(1, SEGMENTS + 1)]
    return columns + [(f"heating_planned_{segment}_c2", "1/h²", 0.0, 49.0) for segment in range(1, SEGMENTS + 1)]


@dataclass(frozen=True)
class Windows:
    """`features` [n, F] and the temperature [n, 5] at `AHEAD_S`, `at` [n] s into the file."""

    features: np.ndarray
    temperature_c: np.ndarray
    at: np.ndarray


def windows(source: Drive, stride: int, restart: int = 0) -> Windows:
    """Every `stride`-th second; with `restart`, as if there were a gap after each so many."""
    total, ahead = len(source.current_c), SEGMENTS * SEGMENT_S
    slow = slow_features(source, restart if restart > 0 else total)
    at = np.arange(READY, total - ahead, stride)
    at = at[at % restart >= READY] if restart > 0 else at
    now = [source.temperature_c[at], np.full(len(at), source.ambient_c), source.soc[at]]
    planned = [means(values)[at] for values in (source.current_c, source.current_c**2)]
    features = np.concatenate([np.stack(now, 1), slow[at], *planned], 1).astype(np.float32)
    return Windows(features, source.temperature_c[at[:, None] + np.array(AHEAD_S)], at)


def means(values: np.ndarray) -> np.ndarray:
    """[n] → [n − ahead, SEGMENTS]: means of the stretches that follow each second."""
    sums = np.concatenate([[0.0], np.cumsum(values)])
    edges = np.arange(len(values) - SEGMENTS * SEGMENT_S)[:, None] + 1 + SEGMENT_S * np.arange(SEGMENTS + 1)
    return np.diff(sums[edges], axis=1) / SEGMENT_S


def slow_features(source: Drive, restart: int) -> np.ndarray:
    """[n, 8]: resistance, mean current, means of its square, and how far the temperature is above its own means."""
    celsius = source.temperature_c
    told = np.stack([source.current_c] + [source.current_c**2] * 3 + [celsius] * 3, 1)
    gains = 1 - np.exp(-STEP_S / np.array((CURRENT_S, *HEAT_S, *HEAT_S)))
    changes = difference(source.current_c, SLOPE_LAG), difference(source.voltage_v, SLOPE_LAG)
    prior = SLOPE_PRIOR * SLOPE_MEMORY
    out = np.empty((len(celsius), 8))
    for index in range(len(celsius)):
        if index % restart == 0:
            averages, squares, products = told[index].copy(), 0.0, 0.0
        averages += gains * (told[index] - averages)
        if index % restart >= SLOPE_LAG:
            square = changes[0][index] ** 2
            fade = SLOPE_MEMORY / (SLOPE_MEMORY + square)
            squares, products = (squares + square) * fade, (products + changes[0][index] * changes[1][index]) * fade
        out[index, 0] = max(0.003, (products + prior * PRIOR_VH) / (squares + prior))
        out[index, 1:5], out[index, 5:] = averages[:4], celsius[index] - averages[4:]
    return out
