"""From the values of a frozen source to the words on paper: one function a type, styles by name."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sanzhi.documents import view
from sanzhi.documents.forming.fields import FormField
from sanzhi.documents.forming.placing import fill
from sanzhi.law.amounts import in_capitals, in_yuan

Row = Mapping[str, Any]

# What one member of a list says when the form does not word it.
ITEMS: Mapping[str, str] = {
    "articles": "《{law}》{article}",
    "officers": "{name}[[（执法证号：{certificate}）]]",
    "evidence": "{name}[[，证明{proves}]]",
    "penalties": "{text}[[{fen}]]",
}
COLUMNS: Mapping[str, Mapping[str, str]] = {
    "articles": {"law": "text", "article": "text", "text": "text"},
    "officers": {"name": "text", "certificate": "text"},
    "evidence": {"name": "text", "proves": "text"},
    "penalties": {"text": "text", "fen": "money"},
}
_JOIN = {"articles": "、", "officers": "、", "lines": "、"}


def words(field: FormField, value: Any, style: str = "") -> str:
    """The value of a field as text; empty where there is none."""
    if value in (None, "", [], ()):
        return ""
    if field.type in ITEMS or field.type in ("rows", "lines"):
        return _listed(field, value, style)
    if field.type == "choice":
        return view.clean(field.words.get(str(value), str(value)))
    return one(field.type, value, style)


def one(type_: str, value: Any, style: str = "") -> str:
    """One plain value of a type as text."""
    if value in (None, ""):
        return ""
    say = _ONE.get(type_)
    return say(value, style) if say else view.clean(str(value))


def row_words(field: FormField, row: Any, item: str = "") -> str:
    """One member of a list in words: `item` of the block, of the field, or of the type."""
    if not isinstance(row, Mapping):
        return view.clean(str(row))
    text = item or field.item or ITEMS.get(field.type) or "　".join(f"{{{c.id}}}" for c in field.columns)
    return fill(text, lambda name, style: cell(field, row, name, style))


def cell(field: FormField, row: Row, name: str, style: str = "") -> str:
    """One column of a row in words."""
    given = {column.id: column for column in field.columns}
    value = row.get(name)
    if name in given and given[name].type == "choice":
        return view.clean(given[name].words.get(str(value), str(value or "")))
    type_ = given[name].type if name in given else COLUMNS.get(field.type, {}).get(name, "text")
    if field.type == "penalties" and name == "text":
        return _penalty(row)
    return one(type_, value, style)


def quoted(row: Row) -> str:
    """《law》article“text”, without the end mark of the text."""
    cited = f"《{row.get('law', '')}》{row.get('article', '')}"
    text = view.clean(str(row.get("text") or "")).rstrip("；。")
    return f"{cited}“{text}”" if text else cited


def _penalty(row: Row) -> str:
    text = view.clean(str(row.get("text") or ""))
    return view.without_amount(text, in_yuan(row["fen"])) if row.get("fen") else text


def _listed(field: FormField, value: Sequence[Any], style: str) -> str:
    if style == "quoted":
        return "，".join(quoted(row) for row in value)
    if style == "names":
        return "、".join(view.clean(str(row.get("name", ""))) for row in value)
    if style == "count":
        return str(len(value))
    return _JOIN.get(field.type, "；").join(row_words(field, row) for row in value)


def _date(value: Any, style: str) -> str:
    return view.chinese_date(date.fromisoformat(str(value)[:10]))


def _time(value: Any, style: str) -> str:
    moment = datetime.fromisoformat(str(value))
    return (
        view.chinese_date(moment.astimezone(view.BEIJING).date())
        if style == "day"
        else view.chinese_instant(moment)
    )


def _span(value: Any, style: str) -> str:
    began, ended = (datetime.fromisoformat(str(each)) if each else None for each in value)
    return view.span(began, ended) or (view.chinese_instant(began) if began else "")


def _money(value: Any, style: str) -> str:
    if not value:
        return ""
    if style == "yuan":
        return f"{in_yuan(value)}元"
    return (
        in_capitals(value)
        if style == "capitals"
        else f"人民币{in_yuan(value)}元（大写：人民币{in_capitals(value)}）"
    )


def _flag(value: Any, style: str) -> str:
    return "是" if value else "否"


_ONE: Mapping[str, Callable[[Any, str], str]] = {
    "date": _date,
    "time": _time,
    "span": _span,
    "money": _money,
    "flag": _flag,
}
