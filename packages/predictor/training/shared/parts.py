"""The models that `train.py` makes and `evaluate.py` measures.

A part is a package of this folder with two modules: `train` with `train(data, models)`, which writes `NAME.onnx` and
`NAME.json` into the folder `models`, and `evaluate` with `evaluate(data, models)`, which returns figures
(`shared/figures.py`) measured on the files in `models`. `data` and `models` are `pathlib.Path`; progress goes to
standard error.
"""
import argparse
import importlib
import sys
from pathlib import Path
from types import ModuleType

PARTS = ("horizon", "temperature", "cycle_life", "fade")

MODELS = Path(__file__).resolve().parents[2] / "models"
BASELINES = Path(__file__).resolve().parents[1] / "baselines"
"""Networks that are only measured beside the models, and never shipped."""


def arguments(description: str) -> argparse.ArgumentParser:
    """The options that both commands have."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--data", type=Path, required=True, help="folder with the data sets, one folder each")
    parser.add_argument("--only", choices=PARTS, action="append", help="this part alone; may be given several times")
    parser.add_argument("--models", type=Path, default=MODELS, help="folder of the model files")
    return parser


def chosen(given: argparse.Namespace) -> tuple[str, ...]:
    """The parts to work on; ends the program where the data is missing."""
    if not given.data.is_dir():
        sys.exit(f"--data {given.data} is no folder; it has to hold the data sets that the README names")
    return tuple(part for part in PARTS if given.only is None or part in given.only)


def module(part: str, name: str) -> ModuleType:
    return importlib.import_module(f"{part}.{name}")


def say(line: str) -> None:
    """Progress, on standard error."""
    print(line, file=sys.stderr, flush=True)
