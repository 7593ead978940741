"""How two wordings of one document differ, block by block and field by field, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from sanzhi.documents.forming.form import Form
from sanzhi.documents.forming.showing import said

Did = Literal["增加", "删除", "修改"]


@dataclass(frozen=True)
class Difference:
    """One block or field: what was done to it, its words before and after; empty where there are none."""

    what: str
    did: Did
    before: str = ""
    after: str = ""


def differences(old: Form, new: Form) -> list[Difference]:
    """What `new` changes of `old`, in the order of the document."""
    return [*_title(old, new), *_fields(old, new), *_blocks(old, new)]


def _title(old: Form, new: Form) -> Iterator[Difference]:
    if old.title != new.title:
        yield Difference("标题", "修改", old.title, new.title)


def _fields(old: Form, new: Form) -> Iterator[Difference]:
    before, after = ({field.id: field.label for field in form.fields} for form in (old, new))
    yield from (Difference("字段", "删除", label) for key, label in before.items() if key not in after)
    yield from (Difference("字段", "增加", "", label) for key, label in after.items() if key not in before)


def _blocks(old: Form, new: Form) -> Iterator[Difference]:
    before = [said(block, old) for block in old.blocks]
    after = [said(block, new) for block in new.blocks]
    for tag, a, b, c, d in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        left, right = before[a:b], after[c:d]
        for place in range(max(len(left), len(right))):
            was = left[place] if place < len(left) else ""
            now = right[place] if place < len(right) else ""
            yield Difference("段落", "增加" if not was else "删除" if not now else "修改", was, now)
