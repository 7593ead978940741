"""The blocks of a form as a clerk edits them: kind, parts, condition, each with the name of its input."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sanzhi.documents.forming.editing import PARTS
from sanzhi.documents.forming.fields import LISTS
from sanzhi.documents.forming.form import Form
from sanzhi.documents.forming.labels import column_names, names, to_names
from sanzhi.documents.forming.showing import INNER, KINDS, condition_words

Option = tuple[str, str]


@dataclass(frozen=True)
class Part:
    """One input of a block: `widget` chooses how it is drawn, `options` are (value, words)."""

    name: str
    label: str
    widget: str
    value: str
    options: tuple[Option, ...] = ()


@dataclass(frozen=True)
class BlockCard:
    """One block of the list; a `fixed` one stands as the law wants it (`law`) and is not changed."""

    place: int
    title: str
    parts: tuple[Part, ...]
    condition: str
    relation: str
    field: str
    value: str
    fixed: bool
    law: str
    words: str


def cards(form: Form, sent: Mapping[str, str]) -> list[BlockCard]:
    """The blocks in their order; what was sent and not saved stands in place of what is stored."""
    known = names(form.known)
    return [_card(form, place, raw, known, sent) for place, raw in enumerate(form.raw["blocks"])]


def _card(
    form: Form, place: int, raw: dict[str, Any], known: Mapping[str, str], sent: Mapping[str, str]
) -> BlockCard:
    when = raw.get("when")
    relation, field, value = _relation(when)
    key = f"b{place}.when"
    words = to_names(raw.get("text", ""), known) or "　".join(
        f"{label}：{to_names(text, known)}" for label, text in raw.get("cells", ())
    )
    return BlockCard(
        place=place,
        title=KINDS[raw["block"]],
        parts=() if raw.get("fixed") else tuple(_parts(form, place, raw, known, sent)),
        condition=condition_words(when, known),
        relation=sent.get(f"{key}.is", relation),
        field=sent.get(f"{key}.field", field),
        value=sent.get(f"{key}.value", value),
        fixed=bool(raw.get("fixed")),
        law=raw.get("law", ""),
        words=words,
    )


def _relation(when: Mapping[str, Any] | None) -> tuple[str, str, str]:
    if not when:
        return "always", "", ""
    if "fact" in when:
        return "has", str(when["fact"]), ""
    if set(when.get("not", ())) == {"fact"}:
        return "lacks", str(when["not"]["fact"]), ""
    if "eq" in when:
        return "eq", str(when["eq"][0]), str(when["eq"][1])
    return "keep", "", ""


def _parts(
    form: Form, place: int, raw: dict[str, Any], known: Mapping[str, str], sent: Mapping[str, str]
) -> list[Part]:
    found: list[Part] = []
    for attribute, label, widget in PARTS[raw["block"]]:
        key = f"b{place}.{attribute}"
        if widget == "cells":
            found += _cells(key, raw, known, sent)
            continue
        inner = known if attribute not in INNER else column_names(form.known.get(raw["field"]))
        value = sent.get(key, _written(raw.get(attribute), widget, inner))
        found.append(Part(key, label, widget, value, _lists(form) if widget == "field" else ()))
    return found


def _written(value: Any, widget: str, known: Mapping[str, str]) -> str:
    if value in (None, ""):
        return ""
    if widget == "lines":
        return "\n".join(to_names(each, known) for each in value)
    if widget == "columns":
        return "\n".join(
            f"{each['label']}｜{to_names(each.get('text', ''), known)}｜{each.get('width', 2)}"
            for each in value
        )
    return to_names(value, known) if isinstance(value, str) and widget != "field" else str(value)


def _cells(key: str, raw: dict[str, Any], known: Mapping[str, str], sent: Mapping[str, str]) -> list[Part]:
    parts = []
    for place, which in enumerate(("左栏", "右栏")):
        label, text = (*raw["cells"], ["", ""], ["", ""])[place]
        head, body = f"{key}.{place}.label", f"{key}.{place}.text"
        parts.append(Part(head, f"{which}名称", "line", sent.get(head, label)))
        parts.append(Part(body, f"{which}内容", "text", sent.get(body, to_names(text, known))))
    return parts


def _lists(form: Form) -> tuple[Option, ...]:
    known = names(form.known)
    return tuple((key, known[key]) for key, field in form.known.items() if field.type in LISTS)


def field_options(form: Form) -> list[Option]:
    """Every field for a condition."""
    known = names(form.known)
    own = [field.id for field in form.fields]
    return [(key, known[key]) for key in [*own, *(key for key in known if key not in own)]]
