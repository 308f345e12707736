"""Trains the short-horizon model and the networks that are measured beside it."""
from pathlib import Path
from typing import Sequence

import numpy as np
import torch

from horizon import data as files
from horizon import net, physics
from horizon.export import as_columns, export, output_names
from horizon.features import STEPS, Windows, names, windows
from horizon.fit import answer, standard, tensors, train_network
from shared import lg
from shared.experts import Dense, Experts, size_of
from shared.manifest import input_of, output_of, write_manifest
from shared.parts import BASELINES, say
from shared.sizes import dense_beside
from shared.series import as_drive, made_up, plain, store

NAME = "short-horizon-nmc-1"
SEED, TURNS = 1, 1496
SIZE = {"count": 8, "trunk": 64, "hidden": 48, "made": 48, "chosen": 2}
COVERAGE = 0.8
UNSEEN = "n10"
"""Left out of training once, to see how wide the band has to be at a temperature that was not trained on."""
NETWORKS = (NAME, "dense-active", "dense-total", "one-step")


def train(data: Path, models: Path) -> None:
    for name in NETWORKS:
        train_one(name, data, models)


def train_one(name: str, data: Path, models: Path) -> None:
    torch.set_num_threads(1)
    steps, turns = (1, 2 * TURNS) if name == "one-step" else (STEPS, TURNS)
    network = trained(name, data, lg.TRAINING, (turns, steps))
    if name != NAME:
        export(network, BASELINES / f"horizon-{name}.onnx")
        return
    calibration = list(files.parts(data, lg.CALIBRATION).values())
    # As far from what seen temperatures need as from what unseen ones do: a battery's own scale goes either way from there.
    network.width = float(np.sqrt(widened(network, calibration) * widened_unseen(data)))
    publish(network, models / f"{name}.onnx", sum(len(part.at) for part in calibration))


def trained(name: str, data: Path, training: Sequence[str], length: tuple) -> net.Network:
    """On these files, so many turns, for so many steps ahead."""
    recorded = files.parts(data, training)
    parts = [*recorded.values(), *files.restarted(data, training)]
    circuit = physics.fit(files.regions(recorded))
    parts = [one_step(part) for part in parts] if length[1] == 1 else parts
    mean, spread = standard(tensors(parts)[0], circuit)
    torch.manual_seed(SEED)
    core = core_of(name, len(mean))
    say(f"  {name}: {size_of(core)[0]} numbers, {size_of(core)[1]} at once")
    return train_network(net.Network(core, circuit, mean, spread), parts, *length)


def widened_unseen(data: Path) -> float:
    """The same for a temperature that was not trained on: by a network that is trained without the drives at −10 °C, on these."""
    seen = [name for name in lg.TRAINING if not name.startswith(UNSEEN)]
    unseen = [name for name in lg.TRAINING if name.startswith(UNSEEN)]
    return widened(trained(NAME, data, seen, (TURNS // 2, STEPS)), list(files.parts(data, unseen).values()))


def core_of(name: str, inputs: int) -> torch.nn.Module:
    experts = Experts(inputs, net.OUTPUTS, net.REGIME, SIZE)
    if name in (NAME, "one-step"):
        return experts
    return dense_beside(*size_of(experts), lambda width: Dense(inputs, net.OUTPUTS, width), inputs, net.OUTPUTS)[name]


def one_step(part: Windows) -> Windows:
    """The same moments, the plan known for 0.1 s alone."""
    features = part.features.copy()
    features[:, physics.PLAN] = features[:, physics.PLAN.start : physics.PLAN.start + 1]
    return Windows(features, part.voltage_v, part.temperature_c, part.at)


def widened(network: net.Network, calibration: Sequence[Windows]) -> float:
    """By how much the bands have to be wider for the share `COVERAGE` of these files' samples to lie in them: the median over
    files, so that a long one counts no more than a short one."""
    scores = []
    for part in calibration:
        p10, p50, p90 = answer(network, part.features)[0]
        error = part.voltage_v - p50
        scores.append(np.quantile(np.where(error < 0, error / (p10 - p50), error / (p90 - p50)), COVERAGE))
    return float(max(1.0, np.median(scores)))


def publish(network: net.Network, path: Path, count: int) -> None:
    export(network, path)
    facts = {
        "id": NAME,
        "kind": "short-horizon",
        "chemistry": "NMC",
        "trainedOn": "LG 18650HG2, Kollmeyer et al. 2020, doi:10.17632/cp3473x7xv.3; ten drives at -20, -10 and 23 degC",
        "licence": "CC BY 4.0 (data), Apache-2.0 (model)",
        "horizon": {"stepS": lg.STEP_S, "steps": STEPS},
        "box": {"temperatureC": [-21, 41], "cRate": [0, 6.1], "soc": [0.05, 1], "soh": [0.9, 1.02]},
        "calibration": {"coverage": COVERAGE, "count": count, "scale": round(network.width, 4)},
    }
    write_manifest(path, [input_of(*column) for column in names()], [output_of(*column) for column in output_names()], facts)
    series = []
    for ambient_c, seed in ((-12.0, 1), (18.0, 2), (34.0, 3)):
        samples, soc = made_up(24, lg.STEP_S, ambient_c, seed)
        made = windows(as_drive(samples, soc, ambient_c, lg.STEP_S), 29)
        rows = [
            {"at": int(at), "features": plain(row), "out": plain(out)}
            for at, row, out in zip(made.at, made.features, as_columns(network, made.features))
        ]
        series.append({"samples": samples.tolist(), "rows": rows[:2]})
    store(NAME, series)
