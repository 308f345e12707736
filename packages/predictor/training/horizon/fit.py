"""Fits a `Network` by quantile loss on the error over what the cell's own resistance makes of 1/h."""
import time
from typing import Sequence, Tuple

import numpy as np
import torch
from torch import Tensor, nn

from horizon.features import STEPS, Windows
from horizon.net import TEMPERATURE_AT, Network, hears, warmth
from shared.experts import eight_bits
from shared.parts import say

BATCH, RATE, EIGHT_BITS_FROM = 256, 2e-3, 0.75
QUANTISED_K = 0.05
"""Half of what the temperature sensor resolves."""


def tensors(parts: Sequence[Windows]) -> Tuple[Tensor, Tensor, Tensor]:
    """Features, volts [n, STEPS] and °C at `TEMPERATURE_AT`."""
    at = np.array(TEMPERATURE_AT) - 1
    columns = [np.concatenate(values) for values in zip(*((w.features, w.voltage_v, w.temperature_c[:, at]) for w in parts))]
    return tuple(torch.tensor(column, dtype=torch.float32) for column in columns)


def standard(features: Tensor, circuit: dict) -> Tuple[Tensor, Tensor]:
    """Mean and spread of what the core hears."""
    knots, logs = (torch.as_tensor(circuit[key], dtype=torch.float32) for key in ("knots", "logs"))
    heard = hears(features, warmth(features), knots, logs)
    return heard.mean(0), heard.std(0) + 0.01


def pinball(error: Tensor, share: float) -> Tensor:
    return torch.maximum(share * error, (share - 1) * error).mean()


def loss_of(network: Network, rows: Sequence[Tensor], steps: int) -> Tensor:
    """Median by absolute and squared error; edges by quantile loss around a median that they do not move."""
    features, basis, volts, celsius = rows
    voltage, temperature, balance = network(features, basis)
    error = ((volts - voltage[1]) / features[:, 11:12])[:, :steps]
    down, up = ((voltage[1] - voltage[0]) / features[:, 11:12])[:, :steps], ((voltage[2] - voltage[1]) / features[:, 11:12])[:, :steps]
    still = error.detach()
    loss = 6 * pinball(error, 0.5) + 9 * nn.functional.huber_loss(error, torch.zeros_like(error), delta=1.0)
    loss = loss + 3 * pinball(still + down, 0.1) + 3 * pinball(still - up, 0.9) + 0.05 * balance
    kelvin = celsius + QUANTISED_K * (2 * torch.rand_like(celsius) - 1)
    return loss + sum(pinball(kelvin - temperature[index], share) for index, share in enumerate((0.1, 0.5, 0.9)))


def train_network(network: Network, parts: Sequence[Windows], turns: int, steps: int = STEPS) -> Network:
    """One-cycle learning rate; the last quarter with the weights as they will be stored."""
    features, volts, celsius = tensors(parts)
    with torch.no_grad():
        basis = network.basis(features)
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=0.03)
    rates = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=turns + 1, pct_start=0.1)
    network.train()
    start, order = time.monotonic(), torch.randperm(len(features))
    for turn in range(turns):
        place = turn * BATCH % (len(features) - BATCH)
        if place < BATCH:
            order = torch.randperm(len(features))
        if turn == int(EIGHT_BITS_FROM * turns):
            eight_bits(network.core)
        rows = order[place : place + BATCH]
        loss = loss_of(network, (features[rows], basis[:, rows], volts[rows], celsius[rows]), steps)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 2.0)
        optimiser.step()
        rates.step()
        if turn % (turns // 8) == 0:
            say(f"  {turn}/{turns} loss {loss.item():.4f} {time.monotonic() - start:.0f} s")
    eight_bits(network.core)
    return network.eval()


def answer(network: Network, features: np.ndarray) -> Tuple[np.ndarray, np.ndarray]:
    """Voltage [3, n, STEPS] and temperature [3, n, 5]."""
    with torch.no_grad():
        given = torch.tensor(features)
        voltage, temperature, _ = network(given, network.basis(given))
    return voltage.numpy(), temperature.numpy()
