"""The versioned grammar of a procedure bundle: parsing, canonical form, digest.

A bundle is plain JSON. Grammar 1::

    {"grammar": 1, "name": "cn.samr.penalty.ordinary", "version": "1.0", "title": "…",
     "kind": "penalty", "domain": "市场监管", "start": "lead",
     "steps": [{"id": "lead", "title": "案源", "role": "officer", "clock": "O1",
                "acts": [<transition>…], "join": [...]}],
     "always": [<transition>…]}

A transition is ``{"act": name}`` (the step stays open), or with ``"to": [step…]`` (it moves on), or
with ``"back": step`` (a new round of an earlier step); ``"when"`` is a condition over facts after
the act, ``"clock"`` limits a lapse to one clock. The first transition that fits is taken.
"""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from sanzhi.ledger.canonical import dumps
from sanzhi.ledger.errors import NotCanonical
from sanzhi.procedure.grammar2 import parse_strict
from sanzhi.procedure.shapes import Bundle, BundleError, Step, Transition

__all__ = ["Bundle", "BundleError", "Step", "Transition", "parse"]

GRAMMARS = (1, 2)


def parse(document: Mapping[str, Any]) -> Bundle:
    """Read a bundle of either grammar; ``BundleError`` names the first place that breaks it."""
    if not isinstance(document, Mapping):
        raise BundleError("流程应当是一个对象")
    grammar = document.get("grammar")
    if isinstance(grammar, bool) or grammar not in GRAMMARS:
        raise BundleError(f"grammar：只认识第 1、2 版语法，收到 {grammar!r}")
    try:
        digest = hashlib.sha256(dumps(dict(document))).hexdigest()
        bundle = parse_strict(document, digest) if grammar == 2 else _parse_first(document, digest)
    except KeyError as error:
        raise BundleError(f"缺少 {error.args[0]}") from error
    except NotCanonical as error:
        raise BundleError(str(error)) from error
    _check_targets(bundle)
    return bundle


def _parse_first(document: Mapping[str, Any], digest: str) -> Bundle:
    steps = {raw["id"]: _step(raw) for raw in document["steps"]}
    if len(steps) != len(document["steps"]):
        raise BundleError("steps：环节编号重复")
    return Bundle(
        name=document["name"],
        version=document["version"],
        title=document["title"],
        kind=document["kind"],
        domain=document["domain"],
        start=document["start"],
        steps=steps,
        always=tuple(_transition(raw) for raw in document.get("always", ())),
        digest=digest,
    )


def _step(raw: Mapping[str, Any]) -> Step:
    return Step(
        id=raw["id"],
        title=raw["title"],
        role=raw.get("role", ""),
        transitions=tuple(_transition(each) for each in raw.get("acts", ())),
        join=tuple(raw.get("join", ())),
        public=raw.get("public", raw["title"]),
        clock=raw.get("clock", ""),
        final=bool(raw.get("final", False)),
        optional=bool(raw.get("optional", False)),
    )


def _transition(raw: Mapping[str, Any]) -> Transition:
    unknown = set(raw) - {"act", "to", "back", "when", "clock"}
    if unknown:
        raise BundleError(f"acts：不认识的键 {'、'.join(sorted(unknown))}")
    return Transition(
        act=raw["act"],
        to=tuple(raw.get("to", ())),
        back=raw.get("back", ""),
        when=raw.get("when"),
        clock=raw.get("clock", ""),
    )


def _check_targets(bundle: Bundle) -> None:
    if bundle.start not in bundle.steps:
        raise BundleError(f"start：没有环节 {bundle.start}")
    _known(bundle, "anywhere", bundle.anywhere)
    for step in bundle.steps.values():
        _known(bundle, f"steps.{step.id}", step.transitions, step.join)
        if bundle.grammar > 1:
            _expected(bundle, step)


def _known(bundle: Bundle, where: str, ways: Iterable[Transition], others: Iterable[str] = ()) -> None:
    for target in (*(to for way in ways for to in (*way.to, way.back) if to), *others):
        if target not in bundle.steps:
            raise BundleError(f"{where}：没有环节 {target}")


def _expected(bundle: Bundle, step: Step) -> None:
    for target in (to for way in step.transitions for to in way.to):
        join = bundle.steps[target].join
        if join and step.id not in join:
            raise BundleError(f"steps.{target}.join：有来自 {step.id} 的路，汇合名单里却没有它")
