"""Changing a form block by block, as plain JSON: what the page sends becomes the next text of the form."""

from collections.abc import Mapping, MutableSequence
from typing import Any, Final, Literal

from sanzhi.documents.forming.form import Form
from sanzhi.documents.forming.labels import column_names, names, to_codes
from sanzhi.documents.forming.showing import INNER

Raw = dict[str, Any]
Widget = Literal["line", "text", "field", "number", "lines", "cells", "columns"]

# What a clerk may change of each kind of block: attribute, label, how it is written.
PARTS: Final[Mapping[str, tuple[tuple[str, str, Widget], ...]]] = {
    "section": (("text", "文字", "line"),),
    "paragraph": (("lead", "黑体起首", "line"), ("text", "文字", "text")),
    "list": (("field", "列出的字段", "field"), ("item", "每项的写法", "line")),
    "party": (("label", "起首", "line"),),
    "row": (("cells", "栏名和内容", "cells"), ("blank", "留白（磅）", "number")),
    "table": (("field", "列出的字段", "field"), ("columns", "各栏", "columns"), ("spare", "空行", "number")),
    "opinion": (
        ("role", "栏名", "line"),
        ("text", "意见", "text"),
        ("name", "签名", "line"),
        ("day", "日期", "line"),
    ),
    "officers": (("label", "栏名", "line"),),
    "exchanges": (("field", "问答字段", "field"),),
    "spoken": (("text", "文字", "text"),),
    "confirmation": (("who", "谁签名", "line"), ("officers", "执法人员的称呼", "line")),
    "signatures": (("label", "栏名", "line"), ("who", "签名人（一行一个）", "lines")),
    "signoff": (("text", "份数说明", "text"),),
    "note": (("text", "文字", "text"),),
    "cover": (("text", "文字", "line"),),
    "break": (),
}
# A block as it is inserted, before anybody has worded it.
BLANKS: Final[Mapping[str, Raw]] = {
    "section": {"text": "小标题"},
    "paragraph": {"text": "在此写正文。"},
    "row": {"cells": [["栏名", ""]]},
    "opinion": {"role": "审批意见"},
    "signatures": {"who": ["签名人"]},
    "note": {"text": "说明。"},
    "break": {},
    "officers": {},
    "party": {},
    "signoff": {},
}


def insert(blocks: MutableSequence[Raw], place: int, kind: str) -> None:
    """Put a new block after the one at `place`; an unknown kind changes nothing."""
    if kind in BLANKS:
        blocks.insert(max(0, min(place + 1, len(blocks))), {"block": kind, **BLANKS[kind]})


def move(blocks: MutableSequence[Raw], place: int, by: int) -> None:
    """Move a block up (-1) or down (+1); at the end nothing changes."""
    if 0 <= place < len(blocks) and 0 <= place + by < len(blocks):
        blocks[place], blocks[place + by] = blocks[place + by], blocks[place]


def remove(blocks: MutableSequence[Raw], place: int) -> None:
    """Take a block out; the last one stays."""
    if 0 <= place < len(blocks) and len(blocks) > 1:
        del blocks[place]


def reword(form: Form, raw: Raw, sent: Mapping[str, str]) -> Raw:
    """The form with every text that was sent (`b3.text`, `b3.when.field`, `title`).

    Raises `UnknownName` for a text that names a field the form does not have.
    """
    known = names(form.known)
    raw["title"] = sent.get("title", "").strip() or raw["title"]
    for place, block in enumerate(raw["blocks"]):
        if not block.get("fixed"):
            for attribute, _, widget in PARTS[block["block"]]:
                own = known if attribute not in INNER else column_names(form.known.get(block["field"]))
                _reword(block, attribute, widget, f"b{place}.{attribute}", sent, own)
            _recondition(block, f"b{place}.when", sent)
    return raw


def _reword(
    block: Raw, attribute: str, widget: Widget, key: str, sent: Mapping[str, str], known: Mapping[str, str]
) -> None:
    if widget == "cells":
        _recell(block, key, sent, known)
    elif key in sent:
        value = _read(widget, sent[key].replace("\r\n", "\n"), known)
        if value in ("", 0, []) and attribute != "field":
            block.pop(attribute, None)
        elif value:
            block[attribute] = value


def _read(widget: Widget, text: str, known: Mapping[str, str]) -> Any:
    if widget == "number":
        return int(text) if text.isdecimal() else 0
    if widget == "field":
        return text
    if widget == "lines":
        return [to_codes(line.strip(), known) for line in text.splitlines() if line.strip()]
    if widget == "columns":
        return [_column(line, known) for line in text.splitlines() if line.strip()]
    return to_codes(text.strip() if widget == "line" else text.rstrip(), known)


def _column(line: str, known: Mapping[str, str]) -> Raw:
    """One line `栏名｜内容｜宽度`."""
    label, text, width = ([*line.split("｜"), "", ""])[:3]
    column: Raw = {"label": label.strip(), "text": to_codes(text.strip(), known)}
    return column | ({"width": int(width)} if width.strip().isdecimal() else {})


def _recell(block: Raw, key: str, sent: Mapping[str, str], known: Mapping[str, str]) -> None:
    if f"{key}.0.label" not in sent:
        return
    cells = []
    for place in (0, 1):
        label, text = sent.get(f"{key}.{place}.label", ""), sent.get(f"{key}.{place}.text", "")
        if label.strip():
            cells.append([label.strip(), to_codes(text.replace("\r\n", "\n").rstrip(), known)])
    block["cells"] = cells or block["cells"]


def _recondition(block: Raw, key: str, sent: Mapping[str, str]) -> None:
    relation, field = sent.get(f"{key}.is"), sent.get(f"{key}.field", "")
    if relation is None or relation == "keep":
        return
    if relation == "always" or not field:
        block.pop("when", None)
    elif relation == "eq":
        block["when"] = {"eq": [field, sent.get(f"{key}.value", "").strip()]}
    else:
        block["when"] = {"fact": field} if relation == "has" else {"not": {"fact": field}}


def ask_also(raw: Raw, label: str, kind: str) -> None:
    """Add a field that is typed when the document is made; a label that is there already changes nothing."""
    label = label.strip()
    if not label or any(field["label"] == label for field in raw["fields"]):
        return
    taken = {field["id"] for field in raw["fields"]}
    number = next(each for each in range(1, 1000) if f"own_{each}" not in taken)
    type_ = kind if kind in ("text", "long", "date", "time", "number") else "text"
    raw["fields"].append({"id": f"own_{number}", "label": label, "type": type_, "ask": True})
