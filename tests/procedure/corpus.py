"""The corpus of flows: flawed ones with the one reason for which each is refused, and sound ones."""

import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def flows(folder: str) -> dict[str, dict[str, Any]]:
    """The flows of a folder by name: ``about``, ``flow`` and, for flawed ones, ``reason``."""
    files = sorted((HERE / folder).glob("*.json"))
    return {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in files}
