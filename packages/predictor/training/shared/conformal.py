"""How wide a band has to be: learnt for each battery at run time, the same as `packages/protocol/src/wear/conformal.ts`.

Adaptive conformal inference (Gibbs & Candès 2021, arXiv 2106.00170) on the scale of each edge: a miss moves it out, a hit a
ninth of that in, so that in the long run a tenth of what is measured lies beyond each.
"""
from typing import Tuple

import numpy as np

MISSED = 0.1
GAIN_FIRST, GAIN_LEAST = 0.2, 0.05
EDGE_LEAST, EDGE_MOST = -2.0, 4.0


def follow(band: np.ndarray, measured: np.ndarray, delay: int) -> Tuple[np.ndarray, np.ndarray]:
    """One battery. `band` [n, 3] is p10, p50, p90 as forecast at n moments in order, `measured` [n] what came, known `delay`
    moments later. Gives whether it lay in the band as it then was [n], and that band's width over the raw one [n]."""
    low, high, met = 1.0, 1.0, 0
    within, ratio, told = np.empty(len(band), bool), np.empty(len(band)), []
    for index, (p10, p50, p90) in enumerate(band):
        edges = sorted((p50 - low * (p50 - p10), p50 + high * (p90 - p50)))
        told.append(edges)
        within[index] = edges[0] <= measured[index] <= edges[1]
        ratio[index] = (edges[1] - edges[0]) / (p90 - p10)
        past = index - delay
        if past >= 0:
            p10, p50, p90 = band[past]
            edges = sorted((p50 - low * (p50 - p10), p50 + high * (p90 - p50)))
            gain = max(GAIN_LEAST, GAIN_FIRST / np.sqrt(1 + met))
            low = clipped(low + gain * (float(measured[past] < edges[0]) - MISSED))
            high = clipped(high + gain * (float(measured[past] > edges[1]) - MISSED))
            met += 1
    return within, ratio


def clipped(edge: float) -> float:
    return min(EDGE_MOST, max(EDGE_LEAST, edge))
