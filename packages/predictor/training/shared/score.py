"""Errors of forecasts on several files."""
from typing import Callable, Dict, Sequence, Tuple

import numpy as np


def root_mean_square(errors: Sequence[np.ndarray]) -> Tuple[float, Sequence[float]]:
    """Over all rows of all files (each row counts once), and of each file."""
    squares = [np.mean(error.astype(float) ** 2) for error in errors]
    rows = [len(error) for error in errors]
    return float(np.sqrt(np.average(squares, weights=rows))), [float(np.sqrt(square)) for square in squares]


def errors(forecast: Callable[[object], np.ndarray], parts: Dict[str, object], measured: str) -> Sequence[np.ndarray]:
    """Forecast less what was measured, file by file."""
    return [forecast(part) - getattr(part, measured) for part in parts.values()]
