"""The minutes-ahead temperature network: the lumped physics of `physics.py`, corrected by a core of experts (or a dense one).

The core answers with factors on cooling and on heating, with what is added at each of `AHEAD_S`, and with the distances of p10
and p90 from the median, which grow with each step and are positive (cumulative softplus): quantiles cannot cross.
"""
from typing import Tuple

import torch
from torch import Tensor, nn

from temperature.features import PLAN, SEGMENTS
from temperature.physics import weights

AHEAD = 5
REGIME = 4
OUTPUTS = 2 + 3 * AHEAD
CLAMP = 4.0
WARMEST_C = 24.0
"""The training files end here; beyond, the physics alone knows the temperature."""


def hears(features: Tensor, slope: float) -> Tensor:
    """[n, F] → [n, H], not yet standardised; heating in the measure of the physics' own resistance."""
    resistance = torch.exp(slope * warmth(features))
    regime = [warmth(features[:, :1].clamp(max=WARMEST_C)), features[:, 2:3], torch.exp(-10.0 * features[:, 2:3])]
    regime += [features[:, 0:1] - features[:, 1:2]]
    recent = [features[:, 4:5], features[:, 5:8] * resistance, features[:, 8:11]]
    planned = features[:, PLAN]
    return torch.cat(regime + recent + [planned[:, :SEGMENTS], planned[:, SEGMENTS:] * resistance], 1)


def warmth(features: Tensor) -> Tensor:
    """As `horizon.physics.warmth`, of the first column."""
    return 3000.0 / (features[:, 0:1] + 273.15) - 3000.0 / 270.0


class Network(nn.Module):
    """`core(heard, regime)` gives [n, OUTPUTS]."""

    def __init__(self, core: nn.Module, lumped: dict, mean: Tensor, spread: Tensor):
        super().__init__()
        self.core, self.slope, self.width = core, float(lumped["slope"]), 1.0
        counts, cooled = weights(lumped["time_s"])
        arrays = {"counts": counts, "cooled": cooled, "constants": lumped["constants"], "mean": mean, "spread": spread}
        for name, value in arrays.items():
            self.register_buffer(name, torch.as_tensor(value, dtype=torch.float32))

    def forward(self, features: Tensor) -> Tuple[Tensor, Tensor]:
        """°C [3, n, 5] as p10, p50, p90, and the loss of the router."""
        heard = ((hears(features, self.slope) - self.mean) / self.spread).clamp(-CLAMP, CLAMP)
        made, balance = self.core(heard, heard[:, :REGIME])
        factors, added, edges = made.split((2, AHEAD, 2 * AHEAD), 1)
        current = features[:, PLAN.start : PLAN.start + SEGMENTS] @ self.counts
        heat = (features[:, PLAN.start + SEGMENTS : PLAN.stop] @ self.counts) * torch.exp(self.slope * warmth(features))
        cooling = (features[:, 1:2] - features[:, 0:1]) * self.cooled
        soc, constants = features[:, 2:3], self.constants
        reversible = current * (constants[2] + soc * (constants[3] + soc * constants[4]))
        by_physics = cooling * constants[0] * torch.exp(factors[:, :1]) + heat * constants[1] * torch.exp(factors[:, 1:])
        middle = features[:, 0:1] + by_physics + reversible + 0.1 * added
        spread = 0.05 * self.width * nn.functional.softplus(edges)
        down, up = spread[:, :AHEAD].cumsum(1), spread[:, AHEAD:].cumsum(1)
        return torch.stack([middle - down, middle, middle + up]), balance
