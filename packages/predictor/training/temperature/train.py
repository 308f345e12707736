"""Trains the minutes-ahead temperature model and the dense networks that are measured beside it."""
from pathlib import Path

import numpy as np
import torch

from shared.experts import Dense, Experts, size_of
from shared.manifest import input_of, output_of, write_manifest
from shared.parts import BASELINES, say
from shared.sizes import dense_beside
from shared.series import as_drive, made_up, plain, store
from temperature import data as files
from temperature import net, physics
from temperature.export import as_columns, export, output_names
from temperature.features import AHEAD_S, STEP_S, names, windows
from temperature.fit import answer, standard, train_network

NAME = "minutes-temperature-nmc-1"
SEED, TURNS = 3, 4000
SIZE = {"count": 6, "trunk": 32, "hidden": 24, "made": 24, "chosen": 2}
COVERAGE = 0.8


def train(data: Path, models: Path) -> None:
    torch.set_num_threads(1)
    parts, calibration = files.training(data), list(files.calibration(data).values())
    lumped = physics.fit(parts)
    mean, spread = standard(np.concatenate([part.features for part in parts]), lumped)
    inputs, outputs = len(mean), net.OUTPUTS
    torch.manual_seed(SEED)
    experts = Experts(inputs, outputs, net.REGIME, SIZE)
    beside = dense_beside(*size_of(experts), lambda width: Dense(inputs, outputs, width), inputs, outputs)
    for name, core in {NAME: experts, **beside}.items():
        torch.manual_seed(SEED)
        say(f"  {name}: {size_of(core)[0]} numbers, {size_of(core)[1]} at once")
        network = train_network(net.Network(core, lumped, mean, spread), parts, TURNS)
        network.width = widened(network, calibration)
        if core is experts:
            publish(network, models / f"{name}.onnx", sum(len(part.at) for part in calibration))
        else:
            export(network, BASELINES / f"temperature-{name}.onnx")


def widened(network: net.Network, calibration: list) -> float:
    """By how much the bands have to be wider for the share `COVERAGE` of the calibration files' samples to lie in them: the
    median over files, so that a long one counts no more than a short one."""
    scores = []
    for part in calibration:
        p10, p50, p90 = np.moveaxis(answer(network, part.features), -1, 0)
        off = part.temperature_c - p50
        scores.append(np.quantile(np.where(off < 0, off / (p10 - p50), off / (p90 - p50)), COVERAGE))
    return float(max(1.0, np.median(scores)))


def publish(network: net.Network, path: Path, count: int) -> None:
    export(network, path)
    facts = {
        "id": NAME,
        "kind": "minutes-temperature",
        "chemistry": "NMC",
        "trainedOn": "LG 18650HG2, Kollmeyer et al. 2020, doi:10.17632/cp3473x7xv.3; drives and 1C discharges at -20..25 degC",
        "licence": "CC BY 4.0 (data), Apache-2.0 (model)",
        "horizon": {"stepS": AHEAD_S[0], "steps": len(AHEAD_S)},
        "box": {"temperatureC": [-21, 41], "cRate": [0, 6], "soc": [0.05, 1], "soh": [0.9, 1.02]},
        "calibration": {"coverage": COVERAGE, "count": count, "scale": round(network.width, 4)},
    }
    write_manifest(path, [input_of(*column) for column in names()], [output_of(*column) for column in output_names()], facts)
    series = []
    for ambient_c, seed in ((-12.0, 1), (18.0, 2), (34.0, 3)):
        samples, soc = made_up(460, STEP_S, ambient_c, seed)
        made = windows(as_drive(samples, soc, ambient_c, STEP_S), 31)
        rows = [
            {"at": int(at), "features": plain(row), "out": plain(out)}
            for at, row, out in zip(made.at, made.features, as_columns(network, made.features))
        ]
        series.append({"samples": samples.tolist(), "rows": rows[:3]})
    store(NAME, series)
