"""From the content of a record to the columns that lists filter, sort and search by."""

import unicodedata
from datetime import date
from typing import Any

from sanzhi.released.contents import (
    AgencyRecord,
    OfficersRecord,
    PenaltyRecord,
    Place,
    PowersRecord,
    ProgressRecord,
    Shown,
)

# What a withdrawn, replaced or expired release keeps of its content: nothing.
EMPTY: dict[str, Any] = {
    "raw": None,
    "number": "",
    "title": "",
    "agency_name": "",
    "region": "",
    "region_name": "",
    "city": "",
    "classes": "",
    "case_kind": "",
    "step": "",
    "fine_fen": None,
    "words": "",
}


# 行政处罚法 Art 9 (一) to (五), as the public is asked to choose among them.
CLASSES = {
    "warning": "警告、通报批评",
    "fine": "罚款",
    "confiscation": "没收违法所得、没收非法财物",
    "permit": "暂扣、降低资质、吊销许可证件",
    "business": "限制开展生产经营、责令停产停业、责令关闭、限制从业",
    "detention": "行政拘留",
}
_WORDS = {
    "warning": ("警告", "通报批评"),
    "permit": ("暂扣", "吊销", "降低资质"),
    "business": ("停产停业", "责令关闭", "限制从业", "限制开展生产经营"),
    "detention": ("行政拘留",),
}


def columns(record: Shown, raw: bytes, released_on: date) -> dict[str, Any]:
    """The content columns of a release from its content file ``raw``.

    ``released_on`` stands in where the content has no day to sort by.
    """
    own = {name: value for name, value in _own(record).items() if value is not None}
    return EMPTY | {"raw": raw, "shown_on": released_on} | own


def _own(record: Shown) -> dict[str, Any]:
    if isinstance(record, PenaltyRecord):
        return _penalty(record)
    if isinstance(record, OfficersRecord | PowersRecord):
        return _register(record)
    return _progress(record) if isinstance(record, ProgressRecord) else _agency(record)


def fold(text: str) -> str:
    """Text as it is searched: width and case folded, brackets, dashes and blanks left out.

    A reader who types ``[2026]12号`` finds ``〔2026〕12号``.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in folded if char.isalnum())


def penalty_classes(record: PenaltyRecord) -> list[str]:
    """The classes of 行政处罚法 Art 9 that a decision imposes, by amount and by the words of the penalty."""
    found = {
        "fine": record.fine_fen > 0,
        "confiscation": record.confiscated_fen > 0 or "没收" in record.penalty,
    }
    for name, words in _WORDS.items():
        found[name] = any(word in record.penalty for word in words)
    return [name for name in CLASSES if found[name]]


def _penalty(record: PenaltyRecord) -> dict[str, Any]:
    words = (record.number, record.title, record.agency.name, record.party.name, record.violation)
    return _place(record.agency.region) | {
        "number": record.number,
        "title": record.title,
        "agency_name": record.agency.name,
        "classes": "|".join(penalty_classes(record)),
        "fine_fen": record.fine_fen,
        "shown_on": record.decided_on,
        "words": "|".join(fold(word) for word in words),
    }


def _progress(record: ProgressRecord) -> dict[str, Any]:
    words = (record.number, record.title, record.agency.name)
    return _place(record.agency.region) | {
        "number": record.number,
        "title": record.title,
        "agency_name": record.agency.name,
        "case_kind": record.kind,
        "step": _present_step(record),
        "shown_on": _last_day(record),
        "words": "|".join(fold(word) for word in words),
    }


def _agency(record: AgencyRecord) -> dict[str, Any]:
    return _place(record.region) | {
        "title": record.name,
        "agency_name": record.name,
        "words": fold(record.name),
    }


def _register(record: OfficersRecord | PowersRecord) -> dict[str, Any]:
    what = "执法人员" if isinstance(record, OfficersRecord) else "权责清单"
    return _place(record.agency.region) | {
        "title": f"{record.agency.name}{what}",
        "agency_name": record.agency.name,
        "words": fold(record.agency.name),
    }


def _place(region: Place) -> dict[str, Any]:
    return {"region": region.code, "region_name": region.name, "city": region.code[:4]}


def _present_step(record: ProgressRecord) -> str:
    """The step that runs now, or the last one done when the case is closed."""
    running = [step.name for step in record.steps if step.state == "now"]
    done = [step.name for step in record.steps if step.state == "done"]
    return (running or done[-1:] or [record.steps[0].name])[0]


def _last_day(record: ProgressRecord) -> date | None:
    return max((step.on for step in record.steps if step.on is not None), default=None)
