"""Fits a temperature `Network` by quantile loss in K."""
from typing import Sequence

import numpy as np
import torch
from torch import Tensor, nn

from shared.experts import eight_bits
from shared.parts import say
from temperature.features import Windows
from temperature.net import Network, hears

BATCH, RATE, EIGHT_BITS_FROM = 256, 1e-3, 0.75
QUANTISED_K = 0.05
"""Half of what the sensor resolves."""


def standard(features: np.ndarray, lumped: dict) -> tuple:
    """Mean and spread of what the core hears."""
    heard = hears(torch.tensor(features), float(lumped["slope"]))
    return heard.mean(0), heard.std(0) + 0.01


def pinball(error: Tensor, share: float) -> Tensor:
    return torch.maximum(share * error, (share - 1) * error).mean()


def train_network(network: Network, parts: Sequence[Windows], turns: int) -> Network:
    """One-cycle learning rate; the last quarter with the weights as they will be stored."""
    features = torch.tensor(np.concatenate([part.features for part in parts]))
    celsius = torch.tensor(np.concatenate([part.temperature_c for part in parts]), dtype=torch.float32)
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=0.02)
    rates = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=turns + 1, pct_start=0.1)
    network.train()
    for turn in range(turns):
        if turn == int(EIGHT_BITS_FROM * turns):
            eight_bits(network.core)
        rows = torch.randint(len(features), (BATCH,))
        known = celsius[rows] + QUANTISED_K * (2 * torch.rand(BATCH, 5) - 1)
        quantiles, balance = network(features[rows])
        error = known - quantiles[1]
        still = error.detach()
        loss = 4 * pinball(error, 0.5) + nn.functional.huber_loss(error, torch.zeros_like(error), delta=0.5) * 8
        loss = loss + 2 * pinball(still + quantiles[1] - quantiles[0], 0.1) + 2 * pinball(still - quantiles[2] + quantiles[1], 0.9)
        optimiser.zero_grad()
        (loss + 0.02 * balance).backward()
        nn.utils.clip_grad_norm_(network.parameters(), 2.0)
        optimiser.step()
        rates.step()
        if turn % (turns // 4) == 0:
            say(f"  {turn}/{turns} loss {loss.item():.4f}")
    eight_bits(network.core)
    return network.eval()


def answer(network: Network, features: np.ndarray) -> np.ndarray:
    """°C [n, 5, 3] as p10, p50, p90."""
    with torch.no_grad():
        return network(torch.tensor(features))[0].permute(1, 2, 0).numpy()
