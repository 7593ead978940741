"""Question guides (询问提纲) and inspection lists by kind of case: what not to forget."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_GENERAL = "general"


@dataclass(frozen=True)
class Guide:
    """The guide of one kind of case: `words` are the signs of it in the matter of the case."""

    name: str
    title: str
    words: tuple[str, ...]
    interview: tuple[str, ...]
    inspection: tuple[str, ...]


@cache
def shipped() -> Mapping[str, Guide]:
    """Every guide by name."""
    folder = files("sanzhi.evidence") / "guides"
    found = {}
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        name = entry.name.removesuffix(".json")
        raw = json.loads(entry.read_text(encoding="utf-8"))
        found[name] = Guide(
            name, raw["title"], tuple(raw["words"]), tuple(raw["interview"]), tuple(raw["inspection"])
        )
    return found


def fitting(facts: Mapping[str, Any], title: str = "") -> Guide:
    """The guide whose signs stand most often in the matter of a case; the general one where none fits."""
    matter = f"{title}{facts.get('power', {}).get('name', '')}{facts.get('lead', {}).get('summary', '')}"
    scores = {guide.name: sum(matter.count(word) for word in guide.words) for guide in shipped().values()}
    best = max(scores, key=lambda name: scores[name])
    return shipped()[best if scores[best] else _GENERAL]
