"""Early cycles of fast-charged LFP cells (Severson et al., Nature Energy 2019): capacity against voltage, and cycle life."""
import csv
import gzip
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np

FOLDER = "severson-attia-qv"
RATED_AH = 1.1
CYCLES = (2, 10, 30, 50, 70, 90, 100)
# The split of the paper; its second test set was made a year later and is not at hand.
SPLITS = {"train": "Train", "test1": "Prim. Test"}


@dataclass(frozen=True)
class Cells:
    """`life`: cycles until 80 % of the rated capacity. `charge`: Ah discharged [cell, cycle of CYCLES, voltage from 3.6 V
    down to 2.0 V]. `policy`: C-rate 1/h, until this state of charge, then this C-rate until 0.8."""

    names: list[str]
    life: np.ndarray
    charge: np.ndarray
    policy: np.ndarray


def load(data: Path, split: str) -> Cells:
    folder = data / FOLDER
    rows: dict[str, dict[int, np.ndarray]] = {}
    lives: dict[str, float] = {}
    with gzip.open(folder / f"{split}_qv.csv.gz", "rt", encoding="utf-8-sig") as file:
        lines = csv.reader(file)
        next(lines)
        for name, life, cycle, *charge in lines:
            rows.setdefault(name, {})[int(float(cycle))] = np.array(charge, float)
            lives[name] = float(life)
    names = sorted(rows, key=lambda name: int(name.split("-")[1]))
    life = np.array([lives[name] for name in names])
    policy = policies(folder, SPLITS[split])
    if not np.array_equal(policy[:, 0], life):
        raise ValueError(f"{folder}: cells and charging policies of {split} differ in their cycle lives")
    charge = np.array([[rows[name][cycle] for cycle in CYCLES] for name in names])
    return Cells(names, life, charge, policy[:, 1:])


def policies(folder: Path, kind: str) -> np.ndarray:
    found = []
    with gzip.open(folder / "charging_policies.csv.gz", "rt", encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            if row["Dataset"] != kind:
                continue
            first, until, second = re.fullmatch(r"([\d.]+)C\((\d+)%\)-([\d.]+)C", row["Charging policy"]).groups()
            found.append([float(row["Cycle life"]), float(first), float(until) / 100, float(second)])
    return np.array(found)
