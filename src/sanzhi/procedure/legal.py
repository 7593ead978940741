"""What acts do to the legal facts of a case, and what may never be: the two tables that the checker asks.

``legal_effects.json`` names the legal facts, the facts of a case that conditions may ask for them, and for
every act its outcomes: which facts it sets and clears, which values it writes. ``invariants.json`` holds one
row for each thing that the law forbids a flow to lead to, with its article. An act that has no row changes
no legal fact.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Outcome:
    """One way an act may end. ``needs`` are literals that must hold before (``!`` denies), ``values`` what a
    fact of the case may be afterwards.
    """

    words: str
    needs: tuple[str, ...]
    sets: tuple[str, ...]
    clears: tuple[str, ...]
    values: Mapping[str, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Effect:
    """What an act does: its outcomes, the facts of the case that it writes, and as what it counts (handle,
    review or decide); with ``clocks`` it is the lapse of these clocks alone. What is ``alone`` may stand
    open at one step only.
    """

    outcomes: tuple[Outcome, ...]
    writes: tuple[str, ...] = ()
    does: str = ""
    clocks: tuple[str, ...] = ("",)
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Invariant:
    """What may never be when one of ``acts`` is done, or when the case is over (``final``).

    ``did`` and ``does`` instead say that who did the one may not do the other.
    """

    rule: str
    words: str
    law: str
    article: str
    acts: frozenset[str]
    never: tuple[str, ...]
    final: bool
    domains: frozenset[str]
    does: str
    did: str


@dataclass(frozen=True, slots=True)
class LegalModel:
    """The two tables: names of the legal facts, facts of a case that stand for them, effects, invariants."""

    facts: Mapping[str, str]
    known: Mapping[str, str]
    effects: Mapping[str, Effect]
    invariants: tuple[Invariant, ...]

    def effect_of(self, act: str) -> Effect:
        """What an act does whatever its clock."""
        return self.effects.get(act, _NO_EFFECT)

    def effect(self, act: str, clock: str = "") -> Effect:
        """What an act does; nothing where the table does not name it."""
        effect = self.effect_of(act)
        return effect if clock in effect.clocks else _NO_EFFECT


_NOTHING = Outcome("", (), (), (), {})
_NO_EFFECT = Effect((_NOTHING,))


@cache
def legal_model() -> LegalModel:
    """The tables that ship with the program."""
    room = files("sanzhi.procedure")
    told = json.loads((room / "legal_effects.json").read_text(encoding="utf-8"))
    rows = json.loads((room / "invariants.json").read_text(encoding="utf-8"))
    return read_model(told, rows)


def read_model(told: Mapping[str, Any], rows: list[Mapping[str, Any]]) -> LegalModel:
    """Read the two tables; ``ValueError`` names a fact that is not declared."""
    groups = told.get("groups", {})
    effects = {name: _effect(raw, groups) for name, raw in told["acts"].items()}
    model = LegalModel(
        facts=told["facts"],
        known=told["known"],
        effects=effects,
        invariants=tuple(_invariant(row) for row in rows),
    )
    used = {word for each in model.invariants for word in each.never}
    for effect in effects.values():
        for outcome in effect.outcomes:
            used.update((*outcome.needs, *outcome.sets, *outcome.clears))
    unknown = {word.lstrip("!") for word in used} - set(model.facts)
    if unknown:
        raise ValueError(f"没有声明的法律事实：{'、'.join(sorted(unknown))}")
    return model


def _effect(raw: Mapping[str, Any], groups: Mapping[str, list[str]]) -> Effect:
    outcomes = tuple(
        Outcome(
            words=each.get("words", ""),
            needs=tuple(each.get("if", ())),
            sets=tuple(each.get("set", ())),
            clears=tuple(_spelled(each.get("clear", ()), groups)),
            values={name: tuple(values) for name, values in each.get("values", {}).items()},
        )
        for each in raw.get("outcomes", ())
    )
    clocks = tuple(raw.get("clocks", ("",)))
    return Effect(
        outcomes=outcomes or (_NOTHING,),
        writes=tuple(raw.get("writes", ())),
        does=raw.get("does", ""),
        clocks=clocks,
        alone=bool(raw.get("alone")),
    )


def _spelled(words: Iterable[str], groups: Mapping[str, list[str]]) -> Iterator[str]:
    """The facts that are named; ``@draft`` stands for those of the group of this name."""
    for word in words:
        yield from groups[word[1:]] if word.startswith("@") else [word]


def _invariant(row: Mapping[str, Any]) -> Invariant:
    return Invariant(
        rule=row["rule"],
        words=row["words"],
        law=row["law"],
        article=row["article"],
        acts=frozenset(row.get("acts", ())),
        never=tuple(row.get("never", ())),
        final=bool(row.get("final")),
        domains=frozenset(row.get("domains", ())),
        does=row.get("does", ""),
        did=row.get("did", ""),
    )
