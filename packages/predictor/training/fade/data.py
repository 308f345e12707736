"""Fade of fast-charged NMC811 cells at four temperatures (Tao et al. 2024): capacity by cycle."""
import csv
import gzip
from dataclasses import dataclass
from pathlib import Path

import numpy as np

FOLDER = "tbsi-sunwoda-nmc811-fade"
RATED_AH = 1.1
END_OF_LIFE = 0.8
# Cycles on either side of which the median is taken: single readings are off by up to 4 %.
SMOOTH = 10


@dataclass(frozen=True)
class Cells:
    """`temperature`: of the chamber, °C. `life`: cycles until 80 % of the rated capacity."""

    names: list[str]
    temperature: np.ndarray
    life: np.ndarray


def load(data: Path) -> Cells:
    fades: dict[str, list[tuple[int, float]]] = {}
    temperatures: dict[str, float] = {}
    with gzip.open(data / FOLDER / "fade.csv.gz", "rt", encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            fades.setdefault(row["cell"], []).append((int(float(row["cycle"])), float(row["capacity_Ah"])))
            temperatures[row["cell"]] = float(row["temp_degC"])
    names = sorted(fades)
    return Cells(
        names,
        np.array([temperatures[name] for name in names]),
        np.array([end_of_life(name, np.array(sorted(fades[name]))) for name in names]),
    )


def end_of_life(name: str, fade: np.ndarray) -> float:
    """First cycle at which the running median is below 80 % of the rated capacity."""
    capacity = fade[:, 1]
    smooth = [np.median(capacity[max(0, at - SMOOTH) : at + SMOOTH + 1]) for at in range(len(capacity))]
    below = np.flatnonzero(np.array(smooth) < END_OF_LIFE * RATED_AH)
    if len(below) == 0:
        raise ValueError(f"{FOLDER}: {name} does not reach {END_OF_LIFE} of {RATED_AH} Ah")
    return float(fade[below[0], 0])
