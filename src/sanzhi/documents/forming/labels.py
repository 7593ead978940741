"""The text of a form as a clerk reads it: fields by their names, `【违法事实】`, not by their codes."""

import re
from collections import Counter
from collections.abc import Mapping

from sanzhi.documents.errors import DocumentError
from sanzhi.documents.forming.fields import FormField

_SLOT = re.compile(r"\{(#|[a-z][a-z0-9_.]*)(?::([a-z]+))?\}")
_NAMED = re.compile(r"【([^【】]+)】")
_STYLES = {
    "quoted": "附条文",
    "yuan": "元",
    "capitals": "大写",
    "names": "姓名",
    "count": "项数",
    "day": "日期",
}
_CODES = {words: style for style, words in _STYLES.items()}
NUMBER = "序号"


class UnknownName(DocumentError):
    """A text names a field that the form does not have."""

    code = "form"
    title = "没有这个字段"


def names(fields: Mapping[str, FormField]) -> dict[str, str]:
    """The name of each field as clerks see it; where two share a label, the code follows."""
    often = Counter(field.label for field in fields.values())
    return {
        key: field.label if often[field.label] == 1 else f"{field.label}（{key}）"
        for key, field in fields.items()
    }


def to_names(text: str, known: Mapping[str, str]) -> str:
    """Text with the names of its fields."""

    def one(found: re.Match[str]) -> str:
        name = NUMBER if found[1] == "#" else known.get(found[1], found[1])
        return f"【{name}：{_STYLES.get(found[2], found[2])}】" if found[2] else f"【{name}】"

    return _SLOT.sub(one, text)


def to_codes(text: str, known: Mapping[str, str]) -> str:
    """Text with the codes of its fields; raises `UnknownName` for a name that no field has."""
    codes = {name: code for code, name in known.items()} | {NUMBER: "#"}

    def one(found: re.Match[str]) -> str:
        name, _, style = found[1].partition("：")
        if name not in codes or (style and style not in _CODES):
            raise UnknownName(f"没有名为“{found[1]}”的字段，请从字段表中选用。")
        return f"{{{codes[name]}:{_CODES[style]}}}" if style else f"{{{codes[name]}}}"

    return _NAMED.sub(one, text.replace("{", "｛").replace("}", "｝"))


# What the members of a list of these types are made of.
_MEMBERS: Mapping[str, Mapping[str, str]] = {
    "articles": {"law": "法律名称", "article": "条款", "text": "条文"},
    "officers": {"name": "姓名", "certificate": "执法证号"},
    "evidence": {"name": "证据名称", "proves": "证明事项"},
    "penalties": {"text": "处罚内容", "fen": "金额"},
}


def column_names(field: FormField | None) -> dict[str, str]:
    """The names of the columns of a list; empty for what is none."""
    if field is None:
        return {}
    return {**_MEMBERS.get(field.type, {}), **{column.id: column.label for column in field.columns}}
