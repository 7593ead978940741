"""The fields that a flow asks for at a step: filled in by an act, required before the step is left."""

from typing import Any, Final

from pydantic import Field

from sanzhi.cases.envelope import parse
from sanzhi.law.errors import FieldError, Invalid, NotOpen
from sanzhi.law.findings import Finding, Verdict
from sanzhi.procedure.acts import Act, ActData, ask_always, register
from sanzhi.procedure.conditions import look_up
from sanzhi.procedure.deed import Deed
from sanzhi.procedure.forms import form_fact, form_model
from sanzhi.procedure.interpreter import Token, step_for
from sanzhi.procedure.personal import plain
from sanzhi.procedure.shapes import FILL, Step

STAFF: Final = frozenset({"officer", "head", "reviewer", "editor", "counsel"})


class FormData(ActData):
    """The fields of the step, by their ids."""

    values: dict[str, Any] = Field(title="填写内容")


def fill_form(deed: Deed) -> None:
    """Keep what the step asks for; filled in again, it stands anew. ``Invalid`` names every wrong field."""
    step, token = _here(deed)
    values = plain(_checked(step, deed.data.values))
    # Texts have become personal values here, and so they must enter the event.
    deed.data.values = values
    deed.set(form_fact(step.id), {**values, "_": {"at": token.seq, "by": deed.actor.name, "on": deed.on}})


def _checked(step: Step, values: dict[str, Any]) -> Any:
    try:
        return parse(form_model(step.fields), values)
    except Invalid as error:
        named = [FieldError(f"values.{each.field}", each.label, each.rule) for each in error.fields]
        raise Invalid(named) from None


def _here(deed: Deed) -> tuple[Step, Token]:
    token = step_for(deed.flow, deed.marking, deed.act) if deed.flow else None
    if token is None or deed.flow is None:
        raise NotOpen("案件现在的环节没有需要填写的内容。")
    return deed.flow.steps[token.step], token


def form_filled(deed: Deed) -> list[Finding]:
    """A step is left by the way forward when what it requires was filled in since it opened."""
    token = step_for(deed.flow, deed.marking, deed.act) if deed.flow else None
    if token is None or deed.flow is None or deed.act == FILL or deed.actor.is_timer:
        return []
    step = deed.flow.steps[token.step]
    forward = any(way.to for way in step.transitions if way.act == deed.act)
    filled = look_up(f"{form_fact(step.id)}._.at", deed.facts) == token.seq
    if filled or not forward or not any(field.required for field in step.fields):
        return []
    names = "、".join(field.title for field in step.fields if field.required)
    message = f"本机关的流程要求在“{step.title}”环节填写：{names}"
    return [Finding("form.filled", 1, Verdict.REFUSE, message, (), "先填写本环节的内容", FILL)]


ask_always(form_filled)
register(Act(FILL, "填写本环节内容", FormData, fill_form, STAFF, room="cases", drawn=True))
