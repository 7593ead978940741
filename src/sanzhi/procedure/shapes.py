"""What a bundle is made of once it has been read: steps, the ways between them, and what they ask for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final, Literal

# Terms of the agency itself: a shorter one harms nobody. Those of the party (O11, O13, O27 …) are not here.
OWN_TERMS = frozenset({"O1", "O3", "O21", "O24", "O33", "P1", "S6", "V6"})
FieldType = Literal["text", "long", "number", "money", "date", "boolean", "choice"]
# A step that asks for something offers this act by itself.
FILL: Final = "fill_form"
_NOTHING: Mapping[str, Any] = MappingProxyType({})


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
class Countersign:
    """Several who each give an opinion by ``act``: ``of`` are roles, or with ``fact`` the people that a
    fact lists; ``need`` of them must agree (0: all).
    """

    act: str
    of: tuple[str, ...] = ()
    fact: str = ""
    need: int = 0


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a step asks for; ``options`` belong to a choice."""

    id: str
    title: str
    type: FieldType
    required: bool = False
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentRef:
    """A kind of document by name and major version; a change of wording needs no new bundle."""

    name: str
    major: int


@dataclass(frozen=True, slots=True)
class FactRef:
    """A fact that conditions of this flow ask and the program does not know; it changes only at ``acts``."""

    name: str
    title: str
    acts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Limit:
    """The agency's own term for the clock of a rule, in the unit of the rule: it may only be shorter."""

    rule: str
    number: int


@dataclass(frozen=True, slots=True)
class Step:
    """A place in the flow; ``join`` names the steps that must all (``join_any``: of which the first) have
    arrived before it opens, ``public`` is its name to the public, ``optional`` marks one that only some
    cases meet. ``gathers`` are the steps on their way to a ``join_any``, which it closes when it opens.
    """

    id: str
    title: str
    role: str
    transitions: tuple[Transition, ...]
    join: tuple[str, ...] = ()
    public: str = ""
    clock: str = ""
    final: bool = False
    optional: bool = False
    join_any: bool = False
    countersign: Countersign | None = None
    fields: tuple[Field, ...] = ()
    documents: tuple[DocumentRef, ...] = ()
    gathers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Bundle:
    """A published flow: its steps by id, and the digest that a case keeps.

    ``always`` is offered in every state of a case, ``anywhere`` (grammar 2) while a step is open that is
    not final; ``tables`` are decision tables by name, ``limits`` the agency's own terms by rule.
    """

    name: str
    version: str
    title: str
    kind: str
    domain: str
    start: str
    steps: Mapping[str, Step]
    always: tuple[Transition, ...]
    digest: str
    grammar: int = 1
    anywhere: tuple[Transition, ...] = ()
    tables: Mapping[str, Mapping[str, Any]] = field(default_factory=lambda: _NOTHING)
    limits: Mapping[str, Limit] = field(default_factory=lambda: _NOTHING)
    facts: tuple[FactRef, ...] = ()

    def acts(self) -> frozenset[str]:
        """Every act that the flow names."""
        named = {t.act for step in self.steps.values() for t in step.transitions}
        return frozenset(named | {t.act for t in (*self.always, *self.anywhere)})
