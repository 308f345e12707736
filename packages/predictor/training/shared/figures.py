"""Figures with bars, and the table and document in which `evaluate.py` prints them (the shape of `test/bench`)."""
import json
import math
import os
import platform
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Optional, Sequence


@dataclass(frozen=True)
class Figure:
    """One measured value. `bar` is as "<= 0.24", or empty where the value is only reported; `runs` are the values of
    single files or cells of which `value` is the summary that `reference` names."""

    id: str
    value: float
    unit: str
    bar: str
    reference: str
    runs: Sequence[float] = ()


def meets(value: float, bar: str) -> Optional[bool]:
    """True where the bar is met, None where there is none. What is not finite meets no bar."""
    if bar == "":
        return None
    found = re.fullmatch(r"(<=|>=|<|>) (-?\d+(?:\.\d+)?)", bar)
    if found is None:
        raise ValueError(f'bar "{bar}" is not as "<= 1.5"')
    most = float(found[2])
    return {"<=": value <= most, ">=": value >= most, "<": value < most, ">": value > most}[found[1]]


def document(figures: Sequence[Figure]) -> str:
    bars = [
        {
            "id": figure.id,
            "value": rounded(figure.value),
            "unit": figure.unit,
            "bar": figure.bar,
            "ok": meets(figure.value, figure.bar),
            "reference": figure.reference,
            "runs": [rounded(run) for run in figure.runs],
        }
        for figure in figures
    ]
    return json.dumps({"bench": "evaluate", "machine": machine(), "bars": bars})


def table(figures: Sequence[Figure]) -> str:
    marks = {True: "ok", False: "MISSED", None: ""}
    rows = [
        (
            figure.id,
            str(rounded(figure.value)),
            figure.unit,
            figure.bar,
            marks[meets(figure.value, figure.bar)],
            f"{rounded(min(figure.runs))}..{rounded(max(figure.runs))} ({len(figure.runs)})" if figure.runs else "",
            figure.reference,
        )
        for figure in figures
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(7)] if rows else []
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in rows)


def rounded(value: float) -> Optional[float]:
    """Three digits that mean something; None for what is not finite."""
    if not math.isfinite(value):
        return None
    return round(value) if abs(value) >= 100 else float(f"{value:.3g}")


def machine() -> dict:
    cpu = next((line.split(":", 1)[1].strip() for line in lines("/proc/cpuinfo") if line.startswith("model name")), "unknown")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "cpu": cpu,
        "cores": os.cpu_count(),
        "memoryGb": round(memory / 1e9),
        "python": platform.python_version(),
        "platform": f"{platform.system().lower()} {platform.machine()}",
        "load": [round(load, 2) for load in os.getloadavg()],
    }


def lines(path: str) -> Sequence[str]:
    try:
        return Path(path).read_text().splitlines()
    except OSError:
        return ()
