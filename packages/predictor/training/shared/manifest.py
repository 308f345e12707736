"""The manifest beside a model file: what goes in and comes out, where it is valid, and on what it was trained."""
import hashlib
import json
from pathlib import Path
from typing import Any, Mapping, Sequence


def input_of(name: str, unit: str, least: float, most: float) -> dict:
    """One column of `features`; outside `least`..`most` the model must not be asked."""
    return {"name": name, "unit": unit, "min": least, "max": most}


def output_of(name: str, unit: str) -> dict:
    """One column of `out`."""
    return {"name": name, "unit": unit}


def write_manifest(model: Path, inputs: Sequence[dict], outputs: Sequence[dict], facts: Mapping[str, Any]) -> None:
    """Writes `NAME.json` beside the finished `NAME.onnx`. `facts` holds id, kind, chemistry, trainedOn, licence, box,
    calibration and, where there is one, horizon."""
    content = model.read_bytes()
    manifest = {
        "manifest": 1,
        "id": facts["id"],
        "kind": facts["kind"],
        "file": model.name,
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": len(content),
        **{key: value for key, value in facts.items() if key not in ("id", "kind")},
        "inputs": list(inputs),
        "outputs": list(outputs),
    }
    model.with_suffix(".json").write_text(json.dumps(manifest, indent=2) + "\n")


def read_manifest(path: Path) -> dict:
    return json.loads(path.read_text())
