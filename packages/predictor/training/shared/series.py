"""Stored vectors by which TypeScript is held to Python: made-up telemetry, the features of it, and what torch makes of them.

No measured data is in them: the current is a seeded random walk with steps, the voltage that of a made-up circuit.
"""
import json
from pathlib import Path
from typing import Tuple

import numpy as np

from shared.lg import Drive

FOLDER = Path(__file__).resolve().parents[2] / "models" / "vectors"
DIGITS = 5


def made_up(seconds: float, step_s: float, ambient_c: float, seed: int) -> Tuple[np.ndarray, float]:
    """Samples [n, 4] of time, V, 1/h and °C at uneven times around `step_s`, rounded as they are stored, and the SoC at
    their start."""
    chance = np.random.default_rng(seed)
    count = int(seconds / step_s)
    at = np.cumsum(step_s * (1 + 0.2 * (chance.random(count) - 0.5)))
    steps = np.repeat(chance.normal(-0.4, 1.0, count // 10 + 1), 10)[:count]
    current = np.clip(steps + 0.05 * chance.normal(size=count), -4, 2)
    slow = np.zeros(count)
    for index in range(1, count):
        slow[index] = slow[index - 1] + 0.1 * (current[index] - slow[index - 1])
    volts = 3.7 + 0.06 * current + 0.04 * slow + 0.0002 * chance.normal(size=count)
    celsius = ambient_c + 2 * (1 - np.exp(-(at - at[0]) / 300)) + 0.02 * chance.normal(size=count)
    return np.stack([at, volts, current, celsius], 1).round(DIGITS), 0.7


def as_drive(samples: np.ndarray, soc: float, ambient_c: float, step_s: float) -> Drive:
    """Samples on the grid, SoC counted."""
    at = samples[0, 0] + step_s * np.arange(int((samples[-1, 0] - samples[0, 0]) / step_s + 1e-9) + 1)
    volts, current, celsius = (np.interp(at, samples[:, 0], samples[:, column]) for column in (1, 2, 3))
    return Drive("made up", volts, current, celsius, soc + np.cumsum(current) * step_s / 3600, ambient_c)


def store(name: str, parts: list) -> None:
    """`parts` are series of samples with the features at some moments and the outputs that torch makes of them."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"about": "made-up telemetry; written by training/train.py", "series": parts}, separators=(",", ":"))
    (FOLDER / f"{name}.json").write_text(text.replace("},{", "},\n{") + "\n")


def plain(values: np.ndarray, digits: int = 7) -> list:
    """Nine digits that mean something are enough for float32; trailing ones go."""
    return [float(f"{value:.{digits + 2}g}") for value in np.asarray(values, dtype=float).reshape(-1)]
