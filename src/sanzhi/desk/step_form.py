"""The form of a step that its flow asks for, and what stands in it already."""

from functools import lru_cache
from typing import Any

from pydantic import BaseModel, create_model
from pydantic import Field as Asked

from sanzhi.cases.queries import CaseFile
from sanzhi.procedure.data import Part
from sanzhi.procedure.forms import form_fact, form_model
from sanzhi.procedure.interpreter import step_for
from sanzhi.procedure.shapes import FILL, Field, Step


def step_form(file: CaseFile) -> type[BaseModel]:
    """The model of the step at which the case asks for something; without fields where none does."""
    step = _step(file)
    return _outer(step.fields if step else ())


def form_at(file: CaseFile, step: str) -> type[BaseModel]:
    """The model of what a step of the case's flow asks for."""
    found = file.bundle.steps.get(step)
    return _outer(found.fields if found else ())


def step_values(file: CaseFile) -> dict[str, Any]:
    """What was filled in before, to be read over and changed."""
    step = _step(file)
    before = file.facts.get(form_fact(step.id), {}) if step else {}
    return {"values": {name: value for name, value in before.items() if name != "_"}}


def _step(file: CaseFile) -> Step | None:
    token = step_for(file.bundle, file.marking, FILL)
    return file.bundle.steps[token.step] if token else None


@lru_cache(maxsize=512)
def _outer(fields: tuple[Field, ...]) -> type[BaseModel]:
    asked: Any = (form_model(fields), Asked(title="填写内容"))
    made: type[BaseModel] = create_model("FilledForm", __base__=Part, values=asked)
    return made
