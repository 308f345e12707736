"""The files of the minutes-ahead temperature, and their windows."""
from pathlib import Path
from typing import Dict, Sequence

from shared import lg
from temperature.features import GAP_S, STEP_S, Windows, windows

DISCHARGES = (
    "0degC_589_Cap_1C",
    "10degC_576_Cap_1C",
    "25degC_551_Cap_1C",
    "25degC_552_Cap_1C",
    "n10degC_596_Cap_1C",
    "n10degC_602_Cap_1C",
    "n20degC_610_Cap_1C",
)
"""Steady discharges at 1C, a sample in 10 s, for training too. `10degC_571` and `40degC_557` are left out: their thermometer
falls to −0.4 °C over the whole file while the cell is warm."""
STRIDE, RESTART_S = 7, 600
CALIBRATION_DISCHARGE = "n20degC_611_Cap_1C"


def parts(data: Path, names: Sequence[str], restart: int = 0) -> Dict[str, Windows]:
    """Windows by file."""
    return {name: windows(lg.drive(data, name, STEP_S, GAP_S), STRIDE, restart) for name in names}


def held_out(data: Path) -> Dict[str, Windows]:
    return parts(data, lg.HELD_OUT)


def calibration(data: Path) -> Dict[str, Windows]:
    return parts(data, (*lg.CALIBRATION, CALIBRATION_DISCHARGE))


def training(data: Path) -> Sequence[Windows]:
    """As recorded; the drives once more as if telemetry had a gap every ten minutes."""
    recorded = parts(data, (*lg.TRAINING, *DISCHARGES))
    return [*recorded.values(), *parts(data, lg.TRAINING, RESTART_S).values()]
