"""Runs a model file as users do: through onnxruntime-node, one thread."""
import os
import subprocess
import tempfile
from pathlib import Path

import numpy as np

RUNNER = Path(__file__).with_name("run-onnx.mjs")


def run_onnx(model: Path, features: np.ndarray) -> np.ndarray:
    """`features` float32 [n, F] in physical units → `out` float32 [n, K]."""
    with tempfile.TemporaryDirectory() as folder:
        given, made = Path(folder) / "features.f32", Path(folder) / "out.f32"
        given.write_bytes(np.ascontiguousarray(features, dtype="<f4").tobytes())
        node = os.environ.get("CHARGEPACT_NODE", "node")
        subprocess.run([node, RUNNER, model, given, str(features.shape[1]), made], check=True)
        return np.frombuffer(made.read_bytes(), dtype="<f4").reshape(len(features), -1)
