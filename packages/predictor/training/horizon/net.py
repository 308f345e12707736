"""The short-horizon network: the linear circuit of `physics.py`, corrected by a core of experts (or a dense one).

features [n, F] → V and °C, of each p10, p50, p90. Everything that the core hears of the last seconds and of the plan is in
volts, the current times the resistance that this cell just showed, so that one core serves cold and warm cells; it answers
with factors on the circuit's coefficients, with what is added to each step in the same measure, and with the distances of
p10 and p90 from the median, which are positive (softplus): quantiles cannot cross.
"""
from typing import Tuple

import numpy as np
import torch
from torch import Tensor, nn

from horizon.features import MEAN_S, STEPS
from horizon.physics import COEFFICIENTS, PAIR_S, PLAN
from shared.lg import STEP_S

TEMPERATURE_AT = (10, 20, 30, 40, 50)
"""Steps at which the core forecasts the temperature; between them it is a straight line, for sensors resolve 0.1 K."""
REGIME = 9
"""The first columns of what the core hears, which choose the experts."""
MEASURE_VH = 0.1
"""V per 1/h; voltages over this are of order 1."""
SWAPPED = 0.5
"""Share of the training rows of which the core hears the temperature of another: at 23 °C there are full cells only, so that
without it the core would take a warm cell for a full one. The circuit hears the true one."""
OUTPUTS = COEFFICIENTS + 3 * STEPS + 3 * len(TEMPERATURE_AT)
CLAMP = 6.0
JITTER = 0.2
"""Of `warmth`, about 5 K, in training alone: there are drives at three temperatures only, and where the thermometer and the
resistance that the cell shows disagree, the network has to believe the resistance."""


def warmth(features: Tensor) -> Tensor:
    """As `physics.warmth`, of the first column, [n, 1]."""
    return 3000.0 / (features[:, 0:1] + 273.15) - 3000.0 / 270.0


def hears(features: Tensor, kelvin: Tensor, knots: Tensor, logs: Tensor) -> Tensor:
    """[n, F] and its `warmth` → [n, H]: what the core hears, not yet standardised. The temperature is held within that of the training files,
    beyond which the circuit alone knows it."""
    resistance = features[:, 9:12]
    measure = resistance[:, 2:3] / MEASURE_VH
    regime = [
        torch.minimum(torch.maximum(kelvin, knots[2]), knots[0] + 0.1),
        torch.log(resistance) - expected(kelvin, knots, logs)[:, COEFFICIENTS:],
        features[:, 2:3],
        torch.exp(-10.0 * features[:, 2:3]),
        features[:, 3:4],
        features[:, 7:9] * measure,
    ]
    heat = [features[:, 0:1] - features[:, 1:2], features[:, 12:15]]
    recent = [features[:, 4:7] * measure, features[:, 15:24], features[:, 24:33] * measure]
    plan = [(features[:, PLAN] - features[:, 4:5]) * measure]
    return torch.cat(regime + heat + recent + plan, 1)


def expected(kelvin: Tensor, knots: Tensor, logs: Tensor) -> Tensor:
    """The logarithm of `physics.coefficients`; `kelvin` [n, 1] is `warmth`."""
    cold, warm = (logs[0] - logs[1]) / (knots[0] - knots[1]), (logs[2] - logs[1]) / (knots[2] - knots[1])
    from_knot = kelvin - knots[1]
    return logs[1] + torch.relu(from_knot) * cold - torch.relu(-from_knot) * warm


def swapped(heard: Tensor) -> Tensor:
    """For a share of the rows, the temperature and the warming of others."""
    other = heard[torch.randperm(len(heard))]
    columns = torch.zeros(heard.shape[1], dtype=torch.bool)
    columns[0], columns[REGIME : REGIME + 4] = True, True
    return torch.where(columns & (torch.rand(len(heard), 1) < SWAPPED), other, heard)


def between() -> np.ndarray:
    """[5, STEPS]: what the five forecasts count at each step; now, nothing has changed yet."""
    at = np.array((0, *TEMPERATURE_AT), dtype=float)
    return np.stack([np.interp(np.arange(1, STEPS + 1), at, np.eye(6)[index + 1]) for index in range(5)])


class Network(nn.Module):
    """`core(heard, regime)` gives [n, OUTPUTS]; `steps` is STEPS, or 1 for the network that is rolled out."""

    def __init__(self, core: nn.Module, circuit: dict, mean: Tensor, spread: Tensor):
        super().__init__()
        self.core = core
        self.width = 1.0
        self.adapt = nn.Linear(3, COEFFICIENTS)
        nn.init.zeros_(self.adapt.bias)
        nn.init.constant_(self.adapt.weight, 1 / 3)
        for name, value in (("knots", circuit["knots"]), ("logs", circuit["logs"]), ("mean", mean), ("spread", spread)):
            self.register_buffer(name, torch.as_tensor(value, dtype=torch.float32))
        decays = np.exp(-STEP_S / np.array(PAIR_S))
        gaps = np.arange(STEPS)[None, :] - np.arange(STEPS)[:, None]
        kernels = [np.where(gaps >= 0, (1 - decay) * decay ** np.maximum(gaps, 0), 0) for decay in decays]
        kernels.append(np.where(gaps >= 0, STEP_S / 3600, 0))
        self.register_buffer("kernels", torch.tensor(np.stack(kernels), dtype=torch.float32))
        past = [decay ** np.arange(1, STEPS + 1) - 1 for decay in decays]
        self.register_buffer("past", torch.tensor(np.stack(past), dtype=torch.float32))

    def basis(self, features: Tensor) -> Tensor:
        """As `physics.basis`, [5, n, STEPS]."""
        planned = features[:, PLAN]
        moved = planned[None] @ self.kernels
        pairs = moved[:3] + features[:, 5:8].t()[:, :, None] * self.past[:, None, :]
        return torch.cat([(planned - features[:, 4:5])[None], pairs, moved[3:]])

    def forward(self, features: Tensor, basis: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
        """Voltage [3, n, STEPS] and temperature [3, n, 5] as p10, p50, p90, and the loss of the router."""
        kelvin = warmth(features)
        if self.training:
            kelvin = kelvin + JITTER * torch.randn_like(kelvin)
        heard = ((hears(features, kelvin, self.knots, self.logs) - self.mean) / self.spread).clamp(-CLAMP, CLAMP)
        if self.training:
            heard = swapped(heard)
        made, balance = self.core(heard, heard[:, :REGIME])
        logs = expected(kelvin, self.knots, self.logs)
        surprise = (torch.log(features[:, 9:12]) - logs[:, COEFFICIENTS:]).clamp(-1.5, 1.5)
        circuit = torch.exp(logs[:, :COEFFICIENTS] + self.adapt(surprise) + made[:, :COEFFICIENTS])
        measure = features[:, 11:12]
        added, down, up, warming = made[:, COEFFICIENTS:].split((STEPS, STEPS, STEPS, 15), 1)
        middle = features[:, 3:4] + (circuit.t()[:, :, None] * basis).sum(0) + measure * added
        spread = self.width * measure * nn.functional.softplus(torch.cat([down, up], 1) - 2.0)
        voltage = torch.stack([middle - spread[:, :STEPS], middle, middle + spread[:, STEPS:]])
        warmer, cool, hot = warming.split((5, 5, 5), 1)
        celsius = features[:, 0:1] + 0.1 * warmer
        edges = 0.1 * nn.functional.softplus(torch.cat([cool, hot], 1))
        return voltage, torch.stack([celsius - edges[:, :5], celsius, celsius + edges[:, 5:]]), balance
