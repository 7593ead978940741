"""One act being filled in: what the form shows, and what the door answers to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.http import QueryDict
from pydantic import BaseModel

from sanzhi.accounts.actors import Actor
from sanzhi.cases.door import Outcome, perform
from sanzhi.desk.controls import Control
from sanzhi.desk.reading import Typed, moment, read
from sanzhi.law.errors import FieldError, Invalid
from sanzhi.procedure.acts import Act


@dataclass
class Filled:
    """A form as it was opened or sent back.

    ``key`` makes a second click harmless, ``seen`` is the number of the event that the writer had read;
    ``happened`` is what was typed, empty for now.
    """

    data: Mapping[str, Any]
    key: str = field(default_factory=lambda: str(uuid4()))
    seen: int | None = None
    happened: str = ""
    late_reason: str = ""
    more: str = ""
    problems: Sequence[FieldError] = ()


def sent(act: Act, post: QueryDict) -> Filled:
    """What a browser sent for an act."""
    return sent_as(act.data, post)


def sent_as(model: type[BaseModel], post: QueryDict) -> Filled:
    """What a browser sent for a form of this model."""
    typed: Typed = read(model, post)
    problems = list(typed.problems)
    happened = post.get("_happened", "").strip()
    if happened and moment(happened) is None:
        problems.append(FieldError("happened", "发生时间", "应为日期和时间，例如 2026-03-02 09:30"))
    seen = post.get("_seen", "")
    return Filled(
        data=typed.data,
        key=post.get("_key", "")[:120] or str(uuid4()),
        seen=int(seen) if seen.isdecimal() and len(seen) < 10 else None,
        happened=happened,
        late_reason=post.get("_late_reason", "").strip(),
        more=post.get("_more", ""),
        problems=problems,
    )


def submit(act: Act, case_id: UUID | None, actor: Actor, filled: Filled) -> Outcome:
    """Hand the act to the door; ``Invalid`` too for what could not be read at all."""
    if filled.problems:
        raise Invalid(filled.problems)
    happened: datetime | None = moment(filled.happened) if filled.happened else None
    return perform(
        act.name, case_id, actor=actor, data=filled.data, key=f"desk:{filled.key}"[:120], seen=filled.seen,
        happened=happened, late_reason=filled.late_reason,
    )  # fmt: skip


def summary(controls: Sequence[Control], errors: Sequence[FieldError]) -> list[tuple[str, str, str]]:
    """The errors for the top of the form: (label, rule, id of the control); an id only where one is shown."""
    ids = {control.name: control.id for control in _every(controls)}
    ids |= {"happened": "f-happened", "late_reason": "f-late_reason"}
    return [(error.label, error.rule, ids.get(error.field, "")) for error in errors]


def _every(controls: Sequence[Control]) -> list[Control]:
    found: list[Control] = []
    for control in controls:
        found += [control, *_every(control.parts)]
        for row in control.rows:
            found += _every(row)
    return found
