"""Fade of fast-charged NMC811 cells at four temperatures (Tao et al. 2024): capacity by cycle."""
import csv
import gzip
from dataclasses import dataclass
from pathlib import Path

import numpy as np

FOLDER = "tbsi-sunwoda-nmc811-fade"
RATED_AH = 1.1
END_OF_LIFE = 0.8
# About half of what is lost until then.
HALF_WAY = 0.88
# Cycles on either side of which the median is taken: single readings are off by up to 4 %.
SMOOTH = 10


@dataclass(frozen=True)
class Cells:
    """`temperature`: of the chamber, °C. `life`: cycles until 80 % of the rated capacity, `half`: until 88 %."""

    names: list[str]
    temperature: np.ndarray
    life: np.ndarray
    half: np.ndarray


def load(data: Path) -> Cells:
    fades: dict[str, list[tuple[int, float]]] = {}
    temperatures: dict[str, float] = {}
    with gzip.open(data / FOLDER / "fade.csv.gz", "rt", encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            fades.setdefault(row["cell"], []).append((int(float(row["cycle"])), float(row["capacity_Ah"])))
            temperatures[row["cell"]] = float(row["temp_degC"])
    names = sorted(fades)
    curves = [np.array(sorted(fades[name])) for name in names]
    reached = [[first_below(share, fade) for fade in curves] for share in (END_OF_LIFE, HALF_WAY)]
    return Cells(names, np.array([temperatures[name] for name in names]), *map(np.array, reached))


def first_below(share: float, fade: np.ndarray) -> float:
    """First cycle at which the running median is below this share of the rated capacity."""
    capacity = fade[:, 1]
    smooth = [np.median(capacity[max(0, at - SMOOTH) : at + SMOOTH + 1]) for at in range(len(capacity))]
    below = np.flatnonzero(np.array(smooth) < share * RATED_AH)
    if len(below) == 0:
        raise ValueError(f"{FOLDER}: a cell does not reach {share} of {RATED_AH} Ah")
    return float(fade[below[0], 0])
