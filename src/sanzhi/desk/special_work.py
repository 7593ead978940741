"""What the pages with a purpose of their own share: an act tried at the door, and what stands in its way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.http import QueryDict

from sanzhi.accounts.actors import Actor
from sanzhi.cases.door import perform
from sanzhi.cases.queries import CaseFile, foresee
from sanzhi.cases.rulebook import rules
from sanzhi.desk.findings import Shown, explain
from sanzhi.desk.offers import may_act
from sanzhi.desk.prefill import prefill
from sanzhi.desk.words import role_title
from sanzhi.jobs import clock
from sanzhi.law.errors import FieldError, Invalid, NotFound, NotOpen, Refused, SanzhiError
from sanzhi.law.findings import refusals
from sanzhi.procedure import acts
from sanzhi.procedure.deed import CaseHead, Deed
from sanzhi.procedure.interpreter import open_acts

LONGEST_KEY = 64


@dataclass(frozen=True)
class Problem:
    """Why something was not done: a title, a sentence, wrong fields, and the law's findings with articles."""

    title: str
    detail: str
    fields: Sequence[FieldError] = ()
    findings: Sequence[Shown] = ()
    cure: str = ""
    status: int = 422


def problem_of(error: SanzhiError, file: CaseFile, actor: Actor, act: str, cure: str = "") -> Problem:
    """An error of the tree for the page of this case. ``NotFound`` is raised again: it has its own page."""
    if isinstance(error, NotFound):
        raise error
    if isinstance(error, Refused):
        return Problem(error.title, "", findings=explain(file, actor, act, error.findings), status=409)
    if isinstance(error, Invalid):
        return Problem(error.title, "", fields=error.fields, cure=cure)
    return Problem(error.title, error.detail, cure=cure, status=409 if isinstance(error, NotOpen) else 422)


@dataclass(frozen=True)
class Standing:
    """How an act stands for this person: ``closed`` says why it is not theirs now, ``refusals`` the law's."""

    name: str
    title: str
    closed: str = ""
    refusals: Sequence[Shown] = ()

    @property
    def open(self) -> bool:
        """Whether the button works."""
        return not self.closed and not self.refusals


def standing(file: CaseFile, actor: Actor, name: str) -> Standing:
    """Whether the procedure offers an act to this person, and what the law would refuse whatever is typed."""
    act = acts.get(name)
    if not may_act(file, actor, act):
        who = "、".join(role_title(role) for role in sorted(act.roles))
        return Standing(name, act.title, closed=f"由{file.row.agency.name}的{who}办理。")
    if name not in open_acts(file.bundle, file.marking):
        return Standing(name, act.title, closed="案件现在的环节不办理这一事项。")
    found = refusals(foresee(file, actor, act, prefill(name, file.facts, file.row.agency, actor)))
    return Standing(name, act.title, refusals=explain(file, actor, name, found))


def insist(file: CaseFile, actor: Actor, name: str) -> None:
    """Raise what the door would raise anyway, before something is done outside that cannot be undone."""
    act = acts.get(name)
    if not may_act(file, actor, act) or name not in open_acts(file.bundle, file.marking):
        raise NotOpen(standing(file, actor, name).closed)
    found = foresee(file, actor, act, prefill(name, file.facts, file.row.agency, actor))
    if refusals(found):
        raise Refused(found)


@dataclass(frozen=True)
class Sent:
    """What every form of these pages carries: which button, the key against a second click, what was read."""

    do: str
    key: str
    seen: int | None


def sent(post: QueryDict) -> Sent:
    """Read the common part of a form."""
    seen = post.get("_seen", "")
    number = int(seen) if seen.isdecimal() and len(seen) < 10 else None
    return Sent(post.get("do", ""), post.get("_key", "")[:LONGEST_KEY] or new_key(), number)


def new_key() -> str:
    """A key for a form that is being shown."""
    return uuid4().hex


def carry_out(file: CaseFile, actor: Actor, act: str, form: Sent, data: Mapping[str, Any]) -> None:
    """Hand an act to the door under the key of the form. Raises what the door raises."""
    perform(act, file.row.id, actor=actor, data=data, key=f"{act}:{form.key}", seen=form.seen)


def dry_deed(file: CaseFile, actor: Actor, act: str, data: Any) -> Deed:
    """A deed that is never stored: for a preview, or to ask what the law would say."""
    row, now = file.row, clock.now()
    return Deed(
        act=act,
        case=CaseHead(row.id, row.number, row.title, row.kind, row.seq, row.handler_id),
        agency=row.agency,
        actor=actor,
        data=data,
        happened=now,
        recorded=now,
        rules=rules(),
        facts=dict(file.facts),
        clocks=dict(row.clocks),
        marking=file.marking,
    )
