"""Plans that are known as power rather than current."""
import numpy as np

from horizon.features import Windows
from horizon.physics import PLAN


def with_power_known(part: Windows) -> np.ndarray:
    """The features of a file as if of each step only the power were known that the cell took. Its current is then what
    `src/features/plan.ts` makes of it, by the voltage and the resistance (over 5 s) of now."""
    features = part.features.copy()
    power = part.voltage_v * part.features[:, PLAN]
    volts, current, resistance = (part.features[:, column : column + 1].astype(float) for column in (3, 4, 11))
    open_v = volts - resistance * current
    root = np.sqrt(np.maximum(0.0, open_v**2 + 4 * resistance * power))
    features[:, PLAN] = (root - open_v) / (2 * resistance)
    return features
