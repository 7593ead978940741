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
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sanzhi.ledger.canonical import dumps

GRAMMAR = 1


class BundleError(ValueError):
    """A bundle that does not follow the grammar; the message names the place in Chinese."""


@dataclass(frozen=True, slots=True)
class Transition:
    """One way an act may move the marking."""

    act: str
    to: tuple[str, ...] = ()
    back: str = ""
    when: Mapping[str, Any] | None = None
    clock: str = ""

    @property
    def moves(self) -> bool:
        """Whether the step closes when this transition is taken."""
        return bool(self.to or self.back)


@dataclass(frozen=True, slots=True)
class Step:
    """A place in the flow; ``join`` names the steps that must all have arrived before it opens,
    ``public`` is its name to the public, ``optional`` marks one that only some cases meet."""

    id: str
    title: str
    role: str
    transitions: tuple[Transition, ...]
    join: tuple[str, ...] = ()
    public: str = ""
    clock: str = ""
    final: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Bundle:
    """A published flow: its steps by id, and the digest that a case keeps."""

    name: str
    version: str
    title: str
    kind: str
    domain: str
    start: str
    steps: Mapping[str, Step]
    always: tuple[Transition, ...]
    digest: str

    def acts(self) -> frozenset[str]:
        """Every act that the flow names."""
        named = {t.act for step in self.steps.values() for t in step.transitions}
        return frozenset(named | {t.act for t in self.always})


def parse(document: Mapping[str, Any]) -> Bundle:
    """Read a bundle; ``BundleError`` names the first place that breaks the grammar."""
    if document.get("grammar") != GRAMMAR:
        raise BundleError(f"grammar：只认识第 {GRAMMAR} 版语法，收到 {document.get('grammar')!r}")
    steps = {raw["id"]: _step(raw) for raw in document["steps"]}
    if len(steps) != len(document["steps"]):
        raise BundleError("steps：环节编号重复")
    bundle = Bundle(
        name=document["name"],
        version=document["version"],
        title=document["title"],
        kind=document["kind"],
        domain=document["domain"],
        start=document["start"],
        steps=steps,
        always=tuple(_transition(raw) for raw in document.get("always", ())),
        digest=hashlib.sha256(dumps(dict(document))).hexdigest(),
    )
    _check_targets(bundle)
    return bundle


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
    for step in bundle.steps.values():
        targets = [target for t in step.transitions for target in (*t.to, t.back) if target]
        for target in (*targets, *step.join):
            if target not in bundle.steps:
                raise BundleError(f"steps.{step.id}：没有环节 {target}")
