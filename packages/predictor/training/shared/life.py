"""What both models of life say: cycles and factors on the physics' rates of ageing, each as p10, p50 and p90."""
import numpy as np

from .manifest import output_of

QUANTILES = ("p10", "p50", "p90")
OUTPUTS = [
    *(output_of(f"cycle_life_{quantile}", "cycles") for quantile in QUANTILES),
    *(output_of(f"rate_factor_{quantile}", "1") for quantile in QUANTILES),
]
# Nothing is said beyond: no cell at hand came near.
CYCLES = (50.0, 20_000.0)


def answer(life_log: np.ndarray, half: np.ndarray, typical_log: np.ndarray) -> np.ndarray:
    """float64 [n, 6] from log of life, half-width of its band, and log of the life for which physics stands as it is."""
    lives = np.exp(np.clip(np.stack([life_log - half, life_log, life_log + half], 1), *np.log(CYCLES)))
    return np.concatenate([lives, np.exp(typical_log)[:, None] / lives[:, ::-1]], 1)
