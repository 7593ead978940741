"""What no wording of an agency may drop: the contents and the sentences that the law wants in a document."""

from collections.abc import Iterator

from sanzhi.documents.forming.blocks import Block
from sanzhi.documents.forming.fields import Condition
from sanzhi.documents.forming.form import Form
from sanzhi.documents.forming.placing import names_in
from sanzhi.law.citations import parse
from sanzhi.law.findings import Finding, Verdict

RULE = "O23"
"""The contents of a document that binds somebody (行政处罚法 Art 59)."""


def below(floor: Form, form: Form) -> list[Finding]:
    """One refusal for each content or sentence of `floor` that `form` no longer has, with its article."""
    return [*_fields(floor, form), *_sentences(floor, form), *_marks(floor, form)]


def _fields(floor: Form, form: Form) -> Iterator[Finding]:
    for field in floor.fields:
        if field.law and not _printed(field.id, floor, form):
            yield _refusal(f"《{floor.title}》必须写明{field.label}", field.law, "在正文中重新放入这个字段")
    for name in floor.wants:
        if _where(name, floor) and not _printed(name, floor, form):
            label = floor.known[name].label
            yield _refusal(f"《{floor.title}》必须写明{label}", _basis(floor), "在正文中重新放入这个字段")


def _printed(name: str, floor: Form, form: Form) -> bool:
    """Whether the field is printed at least wherever the floor prints it."""
    allowed = _where(name, floor)
    return any(when is None or when in allowed for when in _where(name, form))


def _where(name: str, form: Form) -> list[Condition | None]:
    return [block.when for block in form.blocks if name in set(names_in(_text_only(block)))]


def _text_only(block: Block) -> Block:
    return block.model_copy(update={"when": None})


def _sentences(floor: Form, form: Form) -> Iterator[Finding]:
    kept = [block.model_dump() for block in form.blocks]
    for block in floor.blocks:
        if block.fixed and block.model_dump() not in kept:
            words = getattr(block, "text", "") or "、".join(text for _, text in getattr(block, "cells", ()))
            message = f"《{floor.title}》的法定文句不能删改：{words[:40]}…"
            yield _refusal(message, block.law or _basis(floor), "恢复这一段的原文和印出条件")


def _marks(floor: Form, form: Form) -> Iterator[Finding]:
    if floor.seal_required and not _has(form, "signoff"):
        yield _refusal(f"《{floor.title}》必须有机关名称、日期和用印的位置", _basis(floor), "加回落款")
    if any(block.block == "party" for block in floor.blocks) and not any(
        b.block == "party" for b in form.blocks
    ):
        yield _refusal(f"《{floor.title}》必须写明当事人的基本情况", _basis(floor), "加回当事人一段")


def _has(form: Form, kind: str) -> bool:
    return any(block.block == kind for block in form.blocks)


def _basis(floor: Form) -> str:
    return floor.basis[0] if floor.basis else ""


def _refusal(message: str, law: str, cure: str) -> Finding:
    return Finding(RULE, 1, Verdict.REFUSE, message, tuple(parse(law)), cure)
