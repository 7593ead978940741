"""The bundles that ship with the product, by name, version and digest."""

import json
from functools import cache
from importlib.resources import files

from sanzhi.procedure.grammar import Bundle, parse


@cache
def _by_digest() -> dict[str, Bundle]:
    folder = files("sanzhi.procedure") / "bundles"
    bundles = [
        parse(json.loads(entry.read_text(encoding="utf-8")))
        for entry in sorted(folder.iterdir(), key=lambda each: each.name)
        if entry.name.endswith(".json")
    ]
    return {bundle.digest: bundle for bundle in bundles}


def by_digest(digest: str) -> Bundle:
    """The bundle a case began under; KeyError when this program does not hold it."""
    return _by_digest()[digest]


def latest(name: str) -> Bundle:
    """The newest version of a bundle by name."""
    versions = [bundle for bundle in _by_digest().values() if bundle.name == name]
    if not versions:
        raise KeyError(f"没有流程 {name}")
    return max(versions, key=lambda bundle: tuple(int(part) for part in bundle.version.split(".")))


def all_bundles() -> tuple[Bundle, ...]:
    """Every bundle that ships."""
    return tuple(_by_digest().values())
