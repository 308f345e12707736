"""Features that no cell ever had, with what the model answers before it is written as ONNX: `test/predictor` holds the file
against them."""
import json
from pathlib import Path
from typing import Callable, Sequence

import numpy as np

from .manifest import read_manifest

ROWS = 32
SEED = 20


def random_features(inputs: Sequence[dict]) -> np.ndarray:
    """float32 [ROWS, F], even within what the manifest allows."""
    shares = np.random.default_rng(SEED).random((ROWS, len(inputs)))
    low, high = (np.array([column[end] for column in inputs]) for end in ("min", "max"))
    return (low + shares * (high - low)).astype(np.float32)


def write_vectors(model: Path, predict: Callable[[np.ndarray], np.ndarray], **more: object) -> None:
    """Beside the models, in `vectors/NAME.json`: {features, out}, one list a row, and whatever else a test needs. The
    manifest has to be there."""
    folder = model.parent / "vectors"
    folder.mkdir(exist_ok=True)
    features = random_features(read_manifest(model.with_suffix(".json"))["inputs"])
    rows = {"features": plain(features), "out": plain(predict(features.astype(np.float64))), **more}
    (folder / f"{model.stem}.json").write_text(json.dumps(rows) + "\n")


def plain(values: np.ndarray) -> list:
    """Nested lists of numbers with the digits that float32 has."""
    return [plain(row) if isinstance(row, (np.ndarray, list)) else float(f"{row:.9g}") for row in values]

