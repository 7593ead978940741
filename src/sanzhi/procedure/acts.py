"""The registry of acts: what a room offers at the door."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from sanzhi.law.findings import Finding
from sanzhi.procedure.deed import Deed
from sanzhi.procedure.verbs import note

Guard = Callable[[Deed], list[Finding]]


class ActData(BaseModel):
    """Base of what an actor supplies with an act: unknown fields are refused, text is trimmed."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class NoData(ActData):
    """An act that needs nothing but the decision to perform it."""


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody may do to a case.

    ``title`` is the verb on the button; ``reads`` names the facts whose change in the meantime must
    refuse the writer; ``late_days`` bounds how many days ``happened`` may lie before today. ``house`` is an
    act of the agency's own order: no flow names it, and any flow allows it while a step is open; ``drawn``
    is one for flows that agencies draw themselves.
    """

    name: str
    title: str
    data: type[BaseModel]
    apply: Callable[[Deed], None]
    roles: frozenset[str]
    reads: tuple[str, ...] = ()
    guards: tuple[Guard, ...] = ()
    late_days: int = 0
    opens_case: bool = False
    room: str = ""
    house: bool = False
    drawn: bool = False


_asked_always: list[Guard] = []
_acts: dict[str, Act] = {}
_lapses: dict[str, str] = {}


class TwoOwners(RuntimeError):
    """Two rooms registered the same act."""


def register(act: Act) -> Act:
    """Offer an act at the door; a name that is taken by another function stops the start-up."""
    known = _acts.get(act.name)
    if known is not None and known.apply is not act.apply:
        raise TwoOwners(f"动作 {act.name} 有两个归属：{known.apply.__module__}、{act.apply.__module__}")
    _acts[act.name] = act
    note(act.name, act.title, act.roles)
    return act


def lapses_by(rule_id: str, act: str) -> None:
    """Let time perform this act instead of ``lapse`` when the clock of a rule runs out."""
    _lapses[rule_id] = act


def lapse_of(rule_id: str) -> str:
    """The act by which the clock of a rule runs out; its data are ``clock`` and ``due``."""
    return _lapses.get(rule_id, "lapse")


def ask_always(guard: Guard) -> Guard:
    """Ask a guard at every act, after the act's own."""
    if guard not in _asked_always:
        _asked_always.append(guard)
    return guard


def guards_of(act: Act) -> tuple[Guard, ...]:
    """The guards of an act and those that are asked at every one."""
    return (*act.guards, *_asked_always)


def get(name: str) -> Act:
    """The act of this name; KeyError when no room registered it."""
    return _acts[name]


def registered() -> dict[str, Act]:
    """All acts by name."""
    return dict(_acts)


def without_owner(names: Iterable[str]) -> list[str]:
    """The names that no room registered."""
    return sorted(set(names) - set(_acts))
