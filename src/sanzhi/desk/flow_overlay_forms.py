"""The forms of an adaptation: one for each thing that an overlay may do, and each change in words."""

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from django import forms

from sanzhi.desk import flow_words as words
from sanzhi.desk.words import CLOCKS
from sanzhi.procedure.designing import Document, titles
from sanzhi.procedure.overlay import NEXT
from sanzhi.procedure.shapes import OWN_TERMS

_TYPES: Final = {
    "text": "一行文字", "long": "多行文字", "number": "整数", "money": "金额", "date": "日期",
    "boolean": "是或者否",
}  # fmt: skip
_STAFF: Final = frozenset({"officer", "head", "reviewer", "editor"})
_TERMS: Final = [(each, f"{CLOCKS.get(each, '期限')}（{each}）") for each in sorted(OWN_TERMS)]
Choices = list[tuple[str, str]]


class ChangeForm(forms.Form):
    """Base: ``do`` is the change that it makes, ``place`` which change of the overlay it would be."""

    do: ClassVar[str]
    place = 1
    button: ClassVar[str]

    def __init__(self, base: Document, now: Document, data: Any = None) -> None:
        super().__init__(data, prefix=self.do)
        self.base = base
        self._choose("step", list(titles(now).items()))
        self._choose("mark", [(each["id"], each["title"]) for each in base.get("marks", ())])
        self._choose("order", [(each["id"], each["title"]) for each in base.get("orders", ())])

    @property
    def possible(self) -> bool:
        """Whether there is anything to choose."""
        offered = (field for name, field in self.fields.items() if name in {"step", "mark", "order"})
        return all(list(getattr(field, "choices", ())) for field in offered)

    def change(self) -> dict[str, Any]:
        """The change as the overlay has it."""
        return {"do": self.do, **{name: value for name, value in self.cleaned_data.items() if value}}

    def _choose(self, name: str, choices: Choices) -> None:
        field = self.fields.get(name)
        if isinstance(field, forms.ChoiceField):
            field.choices = choices


class RenameForm(ChangeForm):
    """Another name for a step."""

    do, button = "rename", "改名称"
    step = forms.ChoiceField(label="环节")
    title = forms.CharField(label="本机关的名称", max_length=40)
    public = forms.CharField(label="对外名称", max_length=40, required=False, help_text="不填的不变")


class TightenForm(ChangeForm):
    """A shorter term of the agency's own."""

    do, button = "tighten", "缩短本机关的期限"
    rule = forms.ChoiceField(label="期限", choices=_TERMS)
    number = forms.IntegerField(
        label="缩短为", min_value=1, max_value=365, help_text="单位与法定期限相同；当事人的期限不能缩短"
    )


class FieldForm(ChangeForm):
    """One more thing that a step asks for."""

    do, button = "add_field", "增加填写项"
    step = forms.ChoiceField(label="环节")
    name = forms.CharField(label="填写项名称", max_length=40)
    type = forms.ChoiceField(label="类型", choices=list(_TYPES.items()))
    required = forms.BooleanField(label="必填", required=False)

    def change(self) -> dict[str, Any]:
        """The change as the overlay has it; the id is the next free number of the step."""
        typed = self.cleaned_data
        field = {"id": self._free(), "title": typed["name"], "type": typed["type"]}
        needed = {"required": True} if typed["required"] else {}
        return {"do": self.do, "step": typed["step"], "field": {**field, **needed}}

    def _free(self) -> str:
        taken = {each["id"] for step in self.base["steps"] for each in step.get("fields", ())}
        return next(name for name in map("local_{}".format, range(self.place, 999)) if name not in taken)


class StepForm(ChangeForm):
    """A step at a marked place at which others give their agreement."""

    do, button = "add_step", "在标明的位置增加会签环节"
    mark = forms.ChoiceField(label="位置")
    name = forms.CharField(label="环节名称", max_length=40)
    signers = forms.MultipleChoiceField(
        label="会签人", choices=[each for each in words.role_choices() if each[0] in _STAFF],
        widget=forms.CheckboxSelectMultiple, help_text="各自出具意见，互不覆盖；不同意的退回上一环节",
    )  # fmt: skip
    need = forms.ChoiceField(label="通过", choices=[("all", "全部同意"), ("any", "一人同意即可")])

    def change(self) -> dict[str, Any]:
        """The change as the overlay has it."""
        typed = self.cleaned_data
        mark = next(each for each in self.base["marks"] if each["id"] == typed["mark"])
        ways = [{"act": "countersign", "to": [NEXT]}, {"act": "countersign", "back": mark["from"]}]
        asked = {"act": "countersign", "of": typed["signers"], "need": typed["need"]}
        step = {"id": f"local_{self.place}", "title": typed["name"], "role": typed["signers"][0]}
        return {"do": self.do, "mark": typed["mark"], "step": {**step, "countersign": asked, "acts": ways}}


class OrderForm(ChangeForm):
    """One of the orders that the base offers."""

    do, button = "order", "选择顺序"
    order = forms.ChoiceField(label="顺序")


FORMS: Final[Mapping[str, type[ChangeForm]]] = {
    each.do: each for each in (RenameForm, TightenForm, FieldForm, StepForm, OrderForm)
}


def change_words(change: Mapping[str, Any], base: Document) -> str:
    """One change as a sentence."""
    names = titles(base)
    marks = {each["id"]: each["title"] for each in (*base.get("marks", ()), *base.get("orders", ()))}
    step = names.get(change.get("step", "") if isinstance(change.get("step"), str) else "", "")
    match change["do"]:
        case "rename":
            return f"“{step}”改称“{change['title']}”"
        case "tighten":
            return f"{CLOCKS.get(change['rule'], change['rule'])}缩短为 {change['number']}"
        case "add_field":
            return f"“{step}”增加填写项“{change['field']['title']}”"
        case "add_step":
            return f"{marks.get(change['mark'], change['mark'])}，增加“{change['step']['title']}”"
        case _:
            return f"采用“{marks.get(change['order'], change['order'])}”"
