"""Windows of the drives at 10 Hz."""
from pathlib import Path
from typing import Dict, Sequence

from horizon.features import Windows, windows
from shared import lg

STRIDE = 7
"""Steps between windows; drive cycles change their current once a second, so it shares no divisor with ten."""
RESTART, RESTART_STRIDE = 600, 21


def parts(data: Path, names: Sequence[str], stride: int = STRIDE, restart: int = 0) -> Dict[str, Windows]:
    """Windows by file."""
    return {name: windows(lg.drive(data, name), stride, restart) for name in names}


def regions(recorded: Dict[str, Windows]) -> Sequence[Sequence[Windows]]:
    """The training files by temperature: -20, -10 and 23 °C."""
    return [[part for name, part in recorded.items() if name.startswith(start)] for start in ("n20", "n10", "40")]


def restarted(data: Path) -> Sequence[Windows]:
    """The training files as if telemetry had a gap every minute."""
    return list(parts(data, lg.TRAINING, RESTART_STRIDE, RESTART).values())
