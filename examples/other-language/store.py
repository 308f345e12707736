"""Facts that outlive the process: one file, replaced as a whole (CP-STORE-1, CP-STORE-8)."""

import hashlib
import json
import os
from pathlib import Path
from typing import Any


class Store:
    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.file = folder / "facts.json"
        self.facts: dict[str, Any] = {}
        if self.file.exists():
            digest, _, text = self.file.read_text(errors="replace").partition("\n")
            # What cannot be believed is lost, and nothing older takes its place: no fallback, no lease, epoch 1.
            if hashlib.sha256(text.encode()).hexdigest() == digest:
                self.facts = json.loads(text)

    def save(self, **facts: Any) -> None:
        """On disk when this returns. Raises OSError: nothing of the decision may leave then (CP-STORE-2)."""
        self.facts |= facts
        text = json.dumps(self.facts)
        new = self.file.with_suffix(".new")
        with new.open("w") as out:
            out.write(f"{hashlib.sha256(text.encode()).hexdigest()}\n{text}")
            out.flush()
            os.fsync(out.fileno())
        new.rename(self.file)
        folder = os.open(self.file.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)
