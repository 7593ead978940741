"""Blocks and conditions of a form in words."""

from collections.abc import Mapping
from typing import Any, Final

from pydantic import BaseModel

from sanzhi.documents.forming.fields import Condition
from sanzhi.documents.forming.form import Form
from sanzhi.documents.forming.labels import column_names, names, to_names

KINDS: Final[Mapping[str, str]] = {
    "section": "小标题",
    "paragraph": "正文",
    "list": "逐项列出",
    "party": "当事人基本情况",
    "row": "表格行",
    "table": "表格",
    "opinion": "审批意见栏",
    "officers": "执法人员",
    "exchanges": "问答",
    "spoken": "陈述内容",
    "confirmation": "笔录核对签名",
    "signatures": "签名栏",
    "signoff": "落款和用印",
    "note": "说明文字",
    "cover": "封面大字",
    "break": "另起一页",
}


# These word a member of a list, so they name its columns.
INNER: Final = frozenset({"item", "columns"})


def said(block: BaseModel, form: Form) -> str:
    """One block in words, with its condition."""
    known = names(form.known)
    inner = column_names(form.known.get(getattr(block, "field", "")))
    raw = block.model_dump(exclude_defaults=True)
    parts = [KINDS[raw.pop("block")]]
    when = raw.pop("when", None)
    raw.pop("fixed", None)
    raw.pop("law", None)
    body = "；".join(
        filter(None, (_words(key, value, inner if key in INNER else known) for key, value in raw.items()))
    )
    condition = f"（{condition_words(when, known)}）" if when else ""
    return f"{parts[0]}{condition}" + (f"：{body}" if body else "")


def _words(key: str, value: Any, known: Mapping[str, str]) -> str:
    if key == "field":
        return f"【{known.get(value, value)}】"
    if isinstance(value, str):
        return to_names(value, known)
    if key == "cells":
        return "　".join(f"{label}：{to_names(text, known)}" for label, text in value)
    if key == "columns":
        return "｜".join(f"{each['label']}：{to_names(each.get('text', ''), known)}" for each in value)
    return "、".join(to_names(each, known) for each in value) if isinstance(value, tuple) else ""


def condition_words(when: Condition | None, known: Mapping[str, str]) -> str:
    """A condition in words."""
    if not when:
        return "总是印出"
    ((operator, operand),) = when.items()
    if operator in ("all", "any"):
        joint = "并且" if operator == "all" else "或者"
        return joint.join(condition_words(each, known) for each in operand)
    if operator == "not" and set(operand) == {"fact"}:
        return f"{known.get(operand['fact'], operand['fact'])}没有内容时"
    if operator == "not":
        return f"不是“{condition_words(operand, known)}”时"
    if operator == "fact":
        return f"{known.get(operand, operand)}有内容时"
    name = operand if isinstance(operand, str) else operand[0]
    value = "" if isinstance(operand, str) else "、".join(map(str, operand[1:]))
    relation = {"eq": "是", "lt": "小于", "le": "不超过", "gt": "大于", "ge": "不少于", "in": "属于"}
    return f"{known.get(name, name)}{relation.get(operator, operator)}{value}时"
