"""A form: one kind of document as data, read and checked with errors that name the place in Chinese."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, Literal

from pydantic import Field, PrivateAttr, ValidationError

from sanzhi.documents.errors import DocumentError
from sanzhi.documents.forming.blocks import AnyBlock
from sanzhi.documents.forming.fields import STANDARD, Condition, FormField, FormPart
from sanzhi.documents.forming.placing import names_in
from sanzhi.documents.typesetting import TEMPLATES, file_digest
from sanzhi.ledger.canonical import dumps
from sanzhi.procedure.conditions import holds

LAYOUT = TEMPLATES / "form.v1.typ"
_BASE = TEMPLATES / "base.typ"

Group = Literal[
    "案源",
    "立案",
    "调查取证",
    "审核",
    "告知",
    "听证",
    "决定",
    "送达",
    "执行",
    "结案",
    "归档",
    "公示",
    "简易程序",
]


class FormError(DocumentError):
    """A form is not of the format; `faults` are Chinese sentences that name the place."""

    code = "form"
    title = "文书模板有误"

    def __init__(self, name: str, faults: list[str]) -> None:
        self.faults = tuple(faults)
        super().__init__(f"模板“{name}”：{'；'.join(faults)}。")


class TitleVariant(FormPart):
    """Another title, where its condition holds."""

    when: Condition
    title: str = Field(min_length=1)


class Form(FormPart):
    """One kind of document in one version.

    `number_word` stands between agency and year (黔西市监罚〔2026〕12号), empty for a kind without number;
    `volume` inner is never shown to the party; `page_signature` names who signs every page; `wants` are
    the standard fields that must be there; `offered` are the steps of the case at which an officer may
    make it by himself (`*` for any). `basis` are the articles that want the document.
    """

    name: str = Field(pattern="^[a-z][a-z0-9_]{1,39}$")
    version: int = Field(1, ge=1)
    title: str = Field(min_length=2, max_length=60)
    titles: tuple[TitleVariant, ...] = ()
    group: Group
    order: int = 0
    layout: Literal["letter", "form", "record"] = "form"
    volume: Literal["main", "inner"] = "inner"
    number_word: str = Field("", max_length=8)
    officers_sign: bool = False
    seal_required: bool = False
    page_signature: str = ""
    basis: tuple[str, ...] = ()
    wants: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    fields: tuple[FormField, ...] = ()
    blocks: tuple[AnyBlock, ...] = Field(min_length=1)
    _raw: dict[str, Any] = PrivateAttr(default_factory=dict)

    @property
    def template_name(self) -> str:
        """Name and version, for example `decision.v2`."""
        return f"{self.name}.v{self.version}"

    @cached_property
    def known(self) -> dict[str, FormField]:
        """Every field that the text may name: the form's own and the standard ones."""
        return {**STANDARD, **{field.id: field for field in self.fields}}

    @cached_property
    def digest(self) -> str:
        """SHA-256 (hex) over the page layout and the canonical JSON of the form."""
        return hashlib.sha256(file_digest(_BASE, LAYOUT).encode() + self.canonical).hexdigest()

    @cached_property
    def canonical(self) -> bytes:
        """The canonical JSON of the form as it was written."""
        return dumps(self._raw)

    @property
    def raw(self) -> dict[str, Any]:
        """The form as plain JSON, a copy that may be changed."""
        copied: dict[str, Any] = json.loads(self.canonical)
        return copied

    def title_for(self, source: Mapping[str, Any]) -> str:
        """The title to print over this source."""
        fitting = (each.title for each in self.titles if holds(each.when, source))
        return next(fitting, self.title)

    def wanted(self) -> Iterator[FormField]:
        """The fields that must be there, in the order of the form, each with its condition in `when`."""
        yield from (STANDARD[name] for name in self.wants)
        yield from (field for field in self.fields if field.required)


def read(raw: Mapping[str, Any]) -> Form:
    """Read a form from JSON; raises `FormError` with every fault that was found."""
    name = str(raw.get("name", "未命名"))
    try:
        form = Form.model_validate(raw)
    except ValidationError as error:
        raise FormError(name, [_sentence(problem) for problem in error.errors()]) from error
    form._raw.update(raw)
    faults = [*_field_faults(form), *_name_faults(form)]
    if faults:
        raise FormError(name, faults)
    return form


_PARTS = {"fields": "字段", "blocks": "段落", "titles": "标题", "columns": "栏", "cells": "格"}
_RULES = {
    "missing": "没有填写",
    "extra_forbidden": "是不认识的项目",
    "literal_error": "不在允许的取值之内",
    "union_tag_invalid": "种类不认识",
    "union_tag_not_found": "没有写明种类",
    "string_pattern_mismatch": "写法不合格式（小写字母、数字、下划线）",
    "string_too_short": "不能为空",
    "too_short": "不能为空",
    "value_error": "",
}


def _sentence(problem: Mapping[str, Any]) -> str:
    place = ""
    for step in problem["loc"]:
        place += f"第{step + 1}个" if isinstance(step, int) else f"{_PARTS.get(step, f'“{step}”')}"
    rule = _RULES.get(problem["type"], "格式不正确")
    return f"{place}{rule or str(problem['ctx']['error'])}"


def _field_faults(form: Form) -> Iterator[str]:
    seen: set[str] = set()
    for number, field in enumerate(form.fields, 1):
        if field.id in seen or field.id in STANDARD:
            yield f"第{number}个字段“{field.label}”的代号 {field.id} 已经用过"
        seen.add(field.id)
    for name in form.wants:
        if name not in STANDARD:
            yield f"必备项 {name} 不是通用字段"


def _name_faults(form: Form) -> Iterator[str]:
    for number, block in enumerate(form.blocks, 1):
        for name in names_in(block):
            if name not in form.known:
                yield f"第{number}个段落用了没有定义的字段“{name}”"
    for field in form.fields:
        for name in names_in(field.when):
            if name not in form.known:
                yield f"字段“{field.label}”的条件用了没有定义的字段“{name}”"
