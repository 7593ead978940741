"""Making a document of the case by hand: the form asks only for what the case does not know yet.

What is typed is kept as a told fact, so that no later document asks for it again.
"""

from typing import Any

from pydantic import Field, ValidationError, field_validator

from sanzhi.documents import drafting
from sanzhi.documents.forming import asking
from sanzhi.documents.forming.casebook import TOLD
from sanzhi.documents.forming.form import Form
from sanzhi.documents.issuing import issue
from sanzhi.documents.papers import paper
from sanzhi.documents.sheets import FormSheet
from sanzhi.law.errors import FieldError, Invalid
from sanzhi.procedure.acts import Act, ActData, register
from sanzhi.procedure.deed import Deed
from sanzhi.procedure.personal import Personal

MAKE = "make_document"


class MadeData(ActData):
    """Which document, and what its form asks."""

    form: str = Field(title="文书种类", max_length=40)
    told: dict[str, Any] = Field(default_factory=dict, title="填写内容")

    @field_validator("told", mode="after")
    @classmethod
    def _personal(cls, told: dict[str, Any]) -> dict[str, Any]:
        """Free words may name anybody."""
        return {name: _as_personal(value) for name, value in told.items()}


def _as_personal(value: Any) -> Any:
    if isinstance(value, str):
        return Personal(value)
    if isinstance(value, list):
        return [_as_personal(each) for each in value]
    return {name: _as_personal(each) for name, each in value.items()} if isinstance(value, dict) else value


def offered(form: Form, steps: set[str]) -> bool:
    """Whether an officer may make this document by hand at one of the open steps."""
    return "*" in form.offered or bool(steps & set(form.offered))


def make_document(deed: Deed) -> None:
    """Make the document; what is served on its own waits for its service (行政处罚法 Art 61)."""
    data: MadeData = deed.data
    sheet = drafting.in_force(data.form, deed.agency, deed.on)
    steps = {token.step for token in deed.marking}
    if not isinstance(sheet, FormSheet) or not offered(sheet.form, steps):
        raise Invalid([FieldError("form", sheet.title, "现在的环节不制作这份文书")])
    try:
        told = asking.told(sheet.form, data.told)
    except ValidationError as error:
        raise Invalid([_sentence(sheet.form, each) for each in error.errors()]) from error
    if told:
        deed.merge(TOLD, **told)
    (paper if sheet.form.seal_required else issue)(deed, data.form)


def _sentence(form: Form, problem: Any) -> FieldError:
    path = ".".join(str(step) for step in problem["loc"])
    field = form.known.get(str(problem["loc"][0]))
    missing = problem["type"] in {"missing", "string_too_short", "too_short", "none_required"}
    return FieldError(path, field.label if field else path, "必须填写" if missing else "格式不正确")


register(
    Act(
        MAKE,
        "制作其他文书",
        MadeData,
        make_document,
        frozenset({"officer"}),
        reads=("officers", "party"),
        late_days=3,
        room="documents",
    )
)
