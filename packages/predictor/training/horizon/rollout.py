"""The other way to look ahead: a network that forecasts 0.1 s, asked fifty times, its own forecasts as history."""
from pathlib import Path

import numpy as np

from horizon.features import LAGS, MEAN_S, STEPS, Windows
from horizon.physics import PLAN
from shared.lg import CAPACITY_AH, RATED_AH, STEP_S
from shared.run_onnx import run_onnx

KEPT = max(LAGS)


def rollout(model: Path, part: Windows, history: tuple) -> np.ndarray:
    """V [n, STEPS]. `history` is voltage and current [n, KEPT + 1] up to now, the newest last; the plan is that of `part`."""
    volts, current = (np.array(values, dtype=float) for values in history)
    planned, features = part.features[:, PLAN].astype(float), part.features.copy()
    means, gains = features[:, 5:9].astype(float), 1 - np.exp(-STEP_S / np.array(MEAN_S))
    made = np.empty((len(features), STEPS))
    behind = KEPT - np.array(LAGS)
    for step in range(STEPS):
        features[:, PLAN] = planned[:, step : step + 1]
        features[:, 3], features[:, 4], features[:, 5:9] = volts[:, -1], current[:, -1], means
        features[:, 15:24] = volts[:, -1:] - volts[:, behind]
        features[:, 24:33] = current[:, -1:] - current[:, behind]
        made[:, step] = run_onnx(model, features)[:, STEPS]
        now = planned[:, step]
        features[:, 2] += now * STEP_S / 3600 * RATED_AH / CAPACITY_AH
        means = means + gains * (now[:, None] - means)
        volts = np.concatenate([volts[:, 1:], made[:, step : step + 1]], 1)
        current = np.concatenate([current[:, 1:], now[:, None]], 1)
    return made
