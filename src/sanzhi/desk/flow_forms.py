"""The forms of the designer: a step with its ways, its fields and its documents, and back to bundle JSON."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, get_args

from django import forms
from django.forms import BaseFormSet, formset_factory

from sanzhi.desk import flow_words as words
from sanzhi.procedure.conditions import ConditionError, check_condition
from sanzhi.procedure.designing import joined
from sanzhi.procedure.shapes import FieldType

_STAY, _GO, _BACK = "stay", "to", "back"
_KEPT = "kept"
_TYPES = {
    "text": "一行文字", "long": "多行文字", "number": "整数", "money": "金额", "date": "日期",
    "boolean": "是或者否", "choice": "选项",
}  # fmt: skip
_MOST_SIDE_BY_SIDE = 3


class StepForm(forms.Form):
    """What a step is; its lists stand in the formsets beside."""

    title = forms.CharField(label="环节名称", max_length=40)
    public = forms.CharField(
        label="对外名称", max_length=40, required=False, help_text="公示办理进度时使用；不填的用环节名称"
    )
    role = forms.ChoiceField(label="由谁办理", required=False)
    clock = forms.ChoiceField(label="期限", required=False, help_text="到期日在待办事项中显示")
    final = forms.BooleanField(label="终点：案件到此结束", required=False)
    optional = forms.BooleanField(label="只有部分案件经过", required=False)
    join = forms.ChoiceField(
        label="汇合", required=False,
        choices=[("", "不汇合：一到即开始"), ("all", "等所选环节全部办完"), ("any", "有一个办完即开始")],
    )  # fmt: skip
    waits = forms.MultipleChoiceField(label="等哪些环节", required=False, widget=forms.CheckboxSelectMultiple)
    signers = forms.MultipleChoiceField(
        label="会签人", required=False, widget=forms.CheckboxSelectMultiple, choices=words.role_choices()[1:],
        help_text="选择后，本环节由所选的人各自出具意见，互不覆盖",
    )  # fmt: skip
    need = forms.ChoiceField(
        label="会签通过",
        required=False,
        choices=[("all", "全部同意"), ("any", "一人同意即可"), ("2", "两人同意")],
    )

    def __init__(self, flow: Mapping[str, Any], step: Mapping[str, Any], data: Any = None) -> None:
        super().__init__(data, initial=_initial(step))
        others = [(each["id"], each["title"]) for each in flow["steps"] if each["id"] != step["id"]]
        _offer(self, "role", words.role_choices())
        _offer(self, "clock", words.clock_choices())
        _offer(self, "waits", others)
        if step.get("countersign") and isinstance(step["countersign"]["of"], dict):
            for name in ("signers", "need"):
                self.fields.pop(name)

    def clean(self) -> dict[str, Any]:
        """A join waits for two at least; an end is nobody's and has no term."""
        typed = dict(super().clean() or {})
        if typed.get("join") and len(typed.get("waits", ())) < 2:
            self.add_error("waits", "汇合至少要等两个环节")
        if typed.get("final") and (typed.get("role") or typed.get("clock") or typed.get("signers")):
            self.add_error("final", "终点没有办理人、期限和会签，请先改为“无”")
        return typed

    def values(self) -> dict[str, Any]:
        """The keys of the step in bundle JSON; empty ones are to be taken away."""
        typed = self.cleaned_data
        found = {name: typed[name] for name in ("title", "public", "role", "clock", "final", "optional")}
        found["join"] = {typed["join"]: typed["waits"]} if typed["join"] else None
        if "signers" in self.fields:
            need = typed["need"] or "all"
            found["countersign"] = {
                "act": "countersign", "of": typed["signers"], "need": int(need) if need.isdecimal() else need,
            } if typed["signers"] else None  # fmt: skip
        return found


class WayForm(forms.Form):
    """One act of a step, and where it leads."""

    act = forms.ChoiceField(label="办理动作", required=False)
    does = forms.ChoiceField(
        label="办理后", required=False, initial=_STAY,
        choices=[(_STAY, "留在本环节"), (_GO, "前往"), (_BACK, "退回（开始新一轮）")],
    )  # fmt: skip
    to_1 = forms.ChoiceField(label="环节", required=False)
    to_2 = forms.ChoiceField(label="同时前往（并行）", required=False)
    to_3 = forms.ChoiceField(label="同时前往（并行）", required=False)
    fact = forms.ChoiceField(label="条件：当", required=False)
    test = forms.ChoiceField(label="判断", required=False)
    value = forms.CharField(label="值", max_length=60, required=False)
    clock = forms.ChoiceField(label="限于期限届满", required=False)
    kept = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, flow: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        titles = words.fact_titles(flow)
        steps = [("", "请选择"), *((each["id"], each["title"]) for each in flow["steps"])]
        present = {name for name, _ in steps}
        known = {value: name for name, value in words.ids_by_title().items()}
        steps += [
            (each, f"{known.get(each, each)}（尚未加入）")
            for each in self._led(kwargs)
            if each not in present
        ]
        for name in ("to_1", "to_2", "to_3"):
            _offer(self, name, steps)
        _offer(self, "act", [("", "请选择"), *words.act_choices()])
        _offer(self, "fact", [("", "无条件"), *sorted(titles.items(), key=lambda pair: pair[1])])
        kept = condition_of(
            self.data.get(self.add_prefix(_KEPT)) if self.is_bound else self.initial.get(_KEPT)
        )
        more = [(_KEPT, words.condition_words(kept, titles))] if kept else []
        _offer(self, "test", [("", "请选择"), *words.TESTS.items(), *more])
        _offer(self, "clock", words.clock_choices())

    def _led(self, kwargs: Mapping[str, Any]) -> list[str]:
        initial = kwargs.get("initial") or {}
        sent = (
            [self.data.get(self.add_prefix(name), "") for name in ("to_1", "to_2", "to_3")]
            if self.is_bound
            else []
        )
        found = [*(initial.get(name, "") for name in ("to_1", "to_2", "to_3")), *sent]
        known = set(words.ids_by_title().values())
        return [each for each in dict.fromkeys(found) if each in known or each in initial.values()]

    def clean(self) -> dict[str, Any]:
        """An act that moves needs a target, a return exactly one; a condition needs its parts."""
        typed = dict(super().clean() or {})
        targets = self._targets(typed)
        if typed.get("act") and typed.get("does") in {_GO, _BACK} and not targets:
            self.add_error("to_1", "请选择前往或者退回的环节")
        if typed.get("does") == _BACK and len(targets) > 1:
            self.add_error("to_2", "退回只能到一个环节")
        if typed.get("fact") and not typed.get("test"):
            self.add_error("test", "请选择判断方式")
        if typed.get("test") in {"eq", "ne", *words.NUMBERS} and not typed.get("value"):
            self.add_error("value", "请填写比较的值")
        return typed

    def way(self) -> dict[str, Any] | None:
        """The way in bundle JSON; None for a row that was left empty."""
        typed = self.cleaned_data
        if not typed.get("act"):
            return None
        found: dict[str, Any] = {"act": typed["act"]}
        if typed["clock"]:
            found["clock"] = typed["clock"]
        if when := self._when(typed):
            found["when"] = when
        targets = self._targets(typed)
        if typed["does"] == _GO:
            found["to"] = targets
        elif typed["does"] == _BACK:
            found["back"] = targets[0]
        return found

    def _targets(self, typed: Mapping[str, Any]) -> list[str]:
        found = [typed.get(f"to_{number}", "") for number in range(1, _MOST_SIDE_BY_SIDE + 1)]
        return list(dict.fromkeys(each for each in found if each))

    def _when(self, typed: Mapping[str, Any]) -> dict[str, Any] | None:
        fact, test, value = typed["fact"], typed["test"], _typed_value(typed["value"])
        if test == _KEPT:
            return condition_of(typed[_KEPT])
        if not fact:
            return None
        if test in {"yes", "no"}:
            return {"fact": fact} if test == "yes" else {"not": {"fact": fact}}
        if test == "ne":
            return {"not": {"eq": [fact, value]}}
        return {test: [fact, value]}


class FieldForm(forms.Form):
    """One thing that a step asks for."""

    id = forms.CharField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(label="字段名称", max_length=60, required=False)
    type = forms.ChoiceField(
        label="类型", required=False, choices=[(each, _TYPES[each]) for each in get_args(FieldType)]
    )
    required = forms.BooleanField(label="必填", required=False)
    options = forms.CharField(
        label="选项", max_length=400, required=False, help_text="类型为“选项”的，用顿号分开"
    )

    def clean(self) -> dict[str, Any]:
        """A choice has two options at least."""
        typed = dict(super().clean() or {})
        if typed.get("title") and typed.get("type") == "choice" and len(_split(typed.get("options", ""))) < 2:
            self.add_error("options", "至少写两个选项，用顿号分开")
        return typed


class DocumentForm(forms.Form):
    """One document that a step makes."""

    name = forms.ChoiceField(label="文书", required=False)

    def __init__(self, *args: Any, flow: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = words.document_choices()
        own = (kwargs.get("initial") or {}).get("name", "")
        more = [(own, own)] if own and own not in {name for name, _ in offered} else []
        _offer(self, "name", [("", "无"), *offered, *more])


Ways = formset_factory(WayForm, extra=2, max_num=200, validate_max=True)
Fields = formset_factory(FieldForm, extra=1, max_num=30, validate_max=True)
Documents = formset_factory(DocumentForm, extra=1, max_num=12, validate_max=True)


def ways_of(forms_: Iterable[Any]) -> list[dict[str, Any]]:
    """The ways of a valid formset."""
    return [way for each in forms_ if (way := each.way())]


def fields_of(forms_: "BaseFormSet[Any]") -> list[dict[str, Any]]:
    """The fields of a valid formset; a new one gets the next number as its id."""
    typed = [each.cleaned_data for each in forms_ if each.cleaned_data.get("title")]
    taken = {each["id"] for each in typed}
    free = (f"field_{number}" for number in range(1, 99) if f"field_{number}" not in taken)
    return [
        {
            "id": each["id"] or next(free), "title": each["title"], "type": each["type"] or "text",
            **({"required": True} if each["required"] else {}),
            **({"options": _split(each["options"])} if each["type"] == "choice" else {}),
        }
        for each in typed
    ]  # fmt: skip


def documents_of(forms_: "BaseFormSet[Any]") -> list[dict[str, Any]]:
    """The documents of a valid formset."""
    named = dict.fromkeys(each.cleaned_data.get("name", "") for each in forms_)
    pairs = [name.rsplit(".v", 1) for name in named if name]
    return [{"name": name, "major": int(major)} for name, major in pairs]


def initial_way(way: Mapping[str, Any]) -> dict[str, Any]:
    """A way as its row begins."""
    targets = [*way.get("to", ()), *([way["back"]] if way.get("back") else [])]
    does = _BACK if way.get("back") else _GO if targets else _STAY
    led = {f"to_{number}": target for number, target in enumerate(targets, 1)}
    return {
        "act": way["act"],
        "does": does,
        "clock": way.get("clock", ""),
        **led,
        **_condition(way.get("when")),
    }


def initial_field(field: Mapping[str, Any]) -> dict[str, Any]:
    """A field as its row begins."""
    return {**field, "options": "、".join(field.get("options", ()))}


def initial_document(document: Mapping[str, Any]) -> dict[str, Any]:
    """A document as its row begins."""
    return {"name": f"{document['name']}.v{document['major']}"}


def condition_of(text: str | None) -> dict[str, Any] | None:
    """A condition from its JSON; None for what is none."""
    try:
        found = json.loads(text or "null")
        check_condition(found)
    except (ValueError, ConditionError):
        return None
    kept: dict[str, Any] = found
    return kept


def _condition(when: Mapping[str, Any] | None) -> dict[str, Any]:
    if when is None:
        return {}
    ((operator, operand),) = when.items()
    if operator == "fact":
        return {"fact": operand, "test": "yes"}
    if operator == "not" and "fact" in operand:
        return {"fact": operand["fact"], "test": "no"}
    if operator == "not" and "eq" in operand:
        return {"fact": operand["eq"][0], "test": "ne", "value": operand["eq"][1]}
    if operator in {"eq", *words.NUMBERS}:
        return {"fact": operand[0], "test": operator, "value": operand[1]}
    return {"test": _KEPT, _KEPT: json.dumps(when, ensure_ascii=False)}


def _initial(step: Mapping[str, Any]) -> dict[str, Any]:
    how, waits = joined(step)
    signed = step.get("countersign") or {}
    return {
        **step,
        "join": how,
        "waits": waits,
        "signers": signed.get("of", []),
        "need": str(signed.get("need", "all")),
    }


def _offer(form: forms.Form, name: str, choices: Any) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101  (tells the type checker)
    field.choices = choices


def _split(text: str) -> list[str]:
    return [each.strip() for each in text.replace("，", "、").replace(",", "、").split("、") if each.strip()]


def _typed_value(text: str) -> Any:
    return int(text) if text.isdecimal() else text
