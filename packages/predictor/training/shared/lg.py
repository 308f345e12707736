"""LG 18650HG2 cell, 3 Ah, NMC: voltage, current and case temperature (Kollmeyer, Vidal, Naguib, Skells 2020, Mendeley Data V3,
doi:10.17632/cp3473x7xv.3, CC BY 4.0), and which file is for what.

The names of the files `40degC_562_*` say 40 °C, their temperature column 22–25 °C: the column is right.
"""
import gzip
from dataclasses import dataclass
from pathlib import Path

import numpy as np

FOLDER = "lg-hg2-10hz"
RATED_AH = 3.0
"""Divides currents: all features are in 1/h, so that cells of other sizes can be asked about."""
CAPACITY_AH = 2.78
"""What C/20 takes out at 25 °C; the state of charge counts in it."""
STEP_S = 0.1
GAP_S = 0.35
"""Samples further apart are not interpolated between."""

HELD_OUT = ("n20degC_610_US06", "n10degC_604_Mixed6", "10degC_567_US06", "40degC_562_Mixed7", "40degC_556_US06")
"""Never seen in training: -20, -10, 10, 23 and 40 °C. Of 10 and 40 °C there is no other drive."""
CALIBRATION = ("n20degC_611_Mixed6", "40degC_562_Mixed6")
"""Sets the width of bands and when training stops."""
TRAINING = (
    "n20degC_610_LA92",
    "n20degC_610_Mixed1",
    "n20degC_610_Mixed2",
    "n20degC_611_Mixed3",
    "n20degC_611_Mixed4",
    "n20degC_611_Mixed5",
    "n10degC_601_US06",
    "n10degC_604_Mixed3",
    "40degC_562_Mixed4",
    "40degC_562_Mixed5",
)


@dataclass(frozen=True)
class Drive:
    """One file on a grid of `STEP_S`, all arrays [n]: V per cell, 1/h (+ charges), °C, and SoC 0..1. `ambient_c` is the
    case temperature while the cell still rested, which stands for a sensor of the chamber."""

    name: str
    voltage_v: np.ndarray
    current_c: np.ndarray
    temperature_c: np.ndarray
    soc: np.ndarray
    ambient_c: float


def read(data: Path, name: str) -> np.ndarray:
    """Columns as in the file (s, V, A, °C, Ah), rows in order of time; rows that go back in time are left out."""
    path = data / FOLDER / f"{name}.csv.gz"
    if not path.is_file():
        raise SystemExit(f"{path} is missing: --data has to name the folder that holds {FOLDER}")
    with gzip.open(path, "rt") as text:
        text.readline()
        rows = np.loadtxt(text, delimiter=",")
    latest = np.maximum.accumulate(rows[:, 0])
    return rows[np.concatenate([[True], rows[1:, 0] > latest[:-1] + 0.01])]


def drive(data: Path, name: str, step_s: float = STEP_S, gap_s: float = GAP_S) -> Drive:
    """The longest stretch of the file without a gap, interpolated on a grid of `step_s`."""
    rows = read(data, name)
    cuts = np.flatnonzero(np.diff(rows[:, 0]) > gap_s) + 1
    stretch = max(np.split(np.arange(len(rows)), cuts), key=len)
    rows = rows[stretch]
    at = np.arange(rows[0, 0], rows[-1, 0], step_s)
    volts, amperes, celsius, hours = (np.interp(at, rows[:, 0], rows[:, column]) for column in (1, 2, 3, 4))
    ambient = float(np.median(rows[: max(1, int(20 / step_s)), 3]))
    return Drive(name, volts, amperes / RATED_AH, celsius, 1 + hours / CAPACITY_AH, ambient)
