"""Weights in eight bits: symmetric, one scale for each column of outputs, as DequantizeLinear and a multiplication undo."""
import torch


def scales(weight: torch.Tensor) -> torch.Tensor:
    """[…, inputs, outputs] → […, 1, outputs]: what one step of the integer stands for."""
    return weight.abs().amax(-2, keepdim=True).clamp_min(1e-8) / 127.0


def integers(weight: torch.Tensor) -> torch.Tensor:
    return (weight / scales(weight)).round().clamp(-127, 127)


def as_stored(weight: torch.Tensor) -> torch.Tensor:
    """The weight as it comes back; gradients pass as if nothing had been rounded (straight-through)."""
    return weight + (integers(weight) * scales(weight) - weight).detach()
