"""Every flow that the program holds, by name, version and digest: those that ship, and those published here.

A bundle that was read stays in memory: what a digest names never changes. Which version of a name is in force
is asked of the database each time, so that all processes know a publication at once.
"""

import json
from copy import deepcopy
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from sanzhi.procedure.grammar import Bundle, BundleError, parse
from sanzhi.procedure.models import ProcedureVersion


@cache
def _shipped() -> dict[str, tuple[dict[str, Any], Bundle]]:
    folder = files("sanzhi.procedure") / "bundles"
    texts = [
        entry.read_text(encoding="utf-8")
        for entry in sorted(folder.iterdir(), key=lambda each: each.name)
        if entry.name.endswith(".json")
    ]
    read = [(document, parse(document)) for document in map(json.loads, texts)]
    return {bundle.digest: (document, bundle) for document, bundle in read}


def by_digest(digest: str) -> Bundle:
    """The bundle a case began under; KeyError when this program does not hold it."""
    held = _shipped().get(digest)
    return held[1] if held else _stored(digest)


def document(digest: str) -> dict[str, Any]:
    """The JSON of a bundle, as it is written for others to build on; KeyError as above."""
    held = _shipped().get(digest)
    if held:
        return deepcopy(held[0])
    body = ProcedureVersion.objects.filter(digest=digest).values_list("body", flat=True).first()
    if body is None:
        raise KeyError(f"没有摘要为 {digest} 的流程")
    found: dict[str, Any] = json.loads(body)
    return found


def latest(name: str) -> Bundle:
    """The version of a flow that is in force; KeyError when there is none."""
    shipped = [bundle for bundle in all_bundles() if bundle.name == name]
    if shipped:
        return max(shipped, key=_order)
    rows = ProcedureVersion.objects.filter(name=name, superseded_at=None)
    digest = rows.values_list("digest", flat=True).first()
    if digest is None:
        raise KeyError(f"没有流程 {name}")
    return _stored(digest)


def versions_of(name: str) -> tuple[Bundle, ...]:
    """Every version of a flow, the oldest first."""
    shipped = [bundle for bundle in all_bundles() if bundle.name == name]
    rows = ProcedureVersion.objects.filter(name=name).order_by("number").values_list("digest", flat=True)
    return (*sorted(shipped, key=_order), *map(_stored, rows))


def all_bundles() -> tuple[Bundle, ...]:
    """Every bundle that ships."""
    return tuple(bundle for _, bundle in _shipped().values())


def held_bundles() -> tuple[Bundle, ...]:
    """Every bundle that ships, and every one that was published here."""
    rows = ProcedureVersion.objects.order_by("published_at", "digest").values_list("digest", flat=True)
    return (*all_bundles(), *map(_stored, rows))


@lru_cache(maxsize=1024)
def _stored(digest: str) -> Bundle:
    bundle = parse(document(digest))
    if bundle.digest != digest:
        raise BundleError(f"流程 {bundle.name} {bundle.version} 的内容与摘要 {digest} 不符，已被改动")
    return bundle


def _order(bundle: Bundle) -> tuple[int, ...]:
    return tuple(int(part) for part in bundle.version.split("."))
