"""Two kinds of network with one interface: [n, inputs] → [n, outputs] and a loss that keeps experts in use."""
from typing import Tuple

import torch
from torch import Tensor, nn

from shared.quantise import as_stored


class Linear(nn.Module):
    """x·W + b, the weights stored in eight bits once `eight_bits` is set; `copies` of it side by side for experts."""

    def __init__(self, inputs: int, outputs: int, copies: int = 0, gain: float = 1.0):
        super().__init__()
        lead = (copies,) if copies > 0 else ()
        self.weight = nn.Parameter(gain * torch.randn(*lead, inputs, outputs) / inputs**0.5)
        self.bias = nn.Parameter(torch.zeros(*lead, 1, outputs) if copies > 0 else torch.zeros(outputs))
        self.eight_bits = False

    def forward(self, given: Tensor) -> Tensor:
        """[n, inputs] → [n, outputs]; of copies [n, inputs] or [copies, n, inputs] → [copies, n, outputs], one product after
        the other, which is faster than a batched one where torch was built without MKL."""
        weight = as_stored(self.weight) if self.eight_bits else self.weight
        if weight.dim() == 2:
            return given @ weight + self.bias
        rows = given if given.dim() == 3 else given.expand(len(weight), *given.shape)
        return torch.stack([one @ other for one, other in zip(rows, weight)]) + self.bias


class Dense(nn.Module):
    """Two hidden layers."""

    def __init__(self, inputs: int, outputs: int, width: int):
        super().__init__()
        self.first, self.second = Linear(inputs, width), Linear(width, width)
        self.last = Linear(width, outputs, gain=0.05)

    def forward(self, given: Tensor, regime: Tensor) -> Tuple[Tensor, Tensor]:
        hidden = nn.functional.silu(self.first(given))
        return self.last(nn.functional.silu(self.second(hidden))), given.new_zeros(())


class Experts(nn.Module):
    """A shared first and last layer, and between them the two of `count` experts that the router gives the highest scores
    (top-k gating: Shazeer et al. 2017, arXiv 1701.06538; load-balancing loss: Fedus et al. 2021, arXiv 2101.03961)."""

    def __init__(self, inputs: int, outputs: int, regime: int, size: dict):
        super().__init__()
        count, trunk, hidden, made = size["count"], size["trunk"], size["hidden"], size["made"]
        self.chosen, self.noise = size["chosen"], 0.5
        self.router = Linear(regime, count)
        self.trunk = Linear(inputs, trunk)
        self.first, self.second = Linear(trunk, hidden, count), Linear(hidden, made, count)
        self.last = Linear(made, outputs, gain=0.05)

    def forward(self, given: Tensor, regime: Tensor) -> Tuple[Tensor, Tensor]:
        scores = self.router(regime)
        if self.training:
            scores = scores + self.noise * torch.randn_like(scores)
        best, which = torch.topk(scores, self.chosen)
        self.router_chose = torch.cat([which.float(), torch.softmax(best, 1)[:, :1]], 1).detach()
        weights = torch.zeros_like(scores).scatter(1, which, torch.softmax(best, 1))
        trunk = nn.functional.silu(self.trunk(given))
        made = self.second(nn.functional.silu(self.first(trunk)))
        mixed = (weights.t()[:, :, None] * made).sum(0)
        used, asked = (weights > 0).float().mean(0), torch.softmax(scores, 1).mean(0)
        return self.last(nn.functional.silu(mixed)), len(used) * (used * asked).sum() / self.chosen


def router_chose(core: nn.Module) -> list:
    """Of the last answer, as `Graph.router`."""
    return [core.router_chose.numpy()] if isinstance(core, Experts) else []


def eight_bits(network: nn.Module, on: bool = True) -> None:
    for part in network.modules():
        if isinstance(part, Linear):
            part.eight_bits = on


def size_of(network: nn.Module) -> Tuple[int, int]:
    """Numbers in the network, and of these those that one answer uses."""
    total = sum(value.numel() for value in network.parameters())
    if not isinstance(network, Experts):
        return total, total
    experts = sum(value.numel() for part in (network.first, network.second) for value in part.parameters())
    return total, total - experts + experts * network.chosen // network.router.weight.shape[-1]
