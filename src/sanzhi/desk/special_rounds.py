"""Rounds of review: the draft that each round was given, and what changed from one to the next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from sanzhi.cases.queries import CaseFile
from sanzhi.desk.words import OUTCOMES
from sanzhi.pages.formats import money
from sanzhi.procedure.deed import china_day

_OPINIONS: Final = {"give_opinion": "法制审核", "check_case": "案件审核"}

# What a reviewer compares, in the order of the report.
_FIELDS: Final[tuple[tuple[str, str], ...]] = (
    ("facts", "违法事实"),
    ("nature", "违法行为性质"),
    ("violated", "违反的条款"),
    ("basis", "处罚依据"),
    ("penalty_items", "拟处罚内容"),
    ("fine_fen", "罚款合计"),
    ("confiscated_fen", "没收合计"),
    ("discretion", "裁量理由"),
    ("evidence", "证据"),
    ("process", "调查经过"),
    ("correction", "责令改正"),
    ("public_interest", "涉及重大公共利益"),
    ("social_risk", "可能造成重大社会影响或者引发社会风险"),
    ("major_rights", "直接关系当事人或者第三人重大权益"),
    ("complex", "案件情况疑难复杂、涉及多个法律关系"),
)


@dataclass(frozen=True)
class Round:
    """One submission with its draft, and the opinion once it is given (``points`` of a legal review)."""

    number: int
    kind: str
    submitted_by: str
    submitted_on: date
    note: str
    draft: Mapping[str, Any]
    by: str = ""
    on: date | None = None
    outcome: str = ""
    opinion: str = ""
    points: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True)
class Difference:
    """One field of the draft in two rounds, paragraph by paragraph."""

    title: str
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def changed(self) -> bool:
        """Whether it is another text now."""
        return self.before != self.after


def rounds_of(file: CaseFile) -> list[Round]:
    """The rounds in their order; each with the draft as it was handed over."""
    found: list[Round] = []
    draft: Mapping[str, Any] = {}
    for sealed in file.events:
        event = file.in_clear(sealed)
        draft = event["set"].get("draft") or draft
        if event["act"] == "submit_for_review":
            kind = "法制审核" if file.facts.get("major") else "案件审核"
            note = event["data"]["note"]
            found.append(Round(len(found) + 1, kind, event["by"]["name"], _day(event), note, draft))
        elif event["act"] in _OPINIONS and found:
            found[-1] = _answered(found[-1], event)
    return found


def _answered(waiting: Round, event: Mapping[str, Any]) -> Round:
    data = event["data"]
    return replace(
        waiting,
        kind=_OPINIONS[event["act"]],
        by=event["by"]["name"],
        on=_day(event),
        outcome=OUTCOMES.get(data["outcome"], data["outcome"]),
        opinion=data["opinion"],
        points=data.get("points", ()),
    )


def differences(rounds: Sequence[Round]) -> list[Difference]:
    """What the last round changes against the one before; empty in the first round."""
    if len(rounds) < 2:
        return []
    before, after = rounds[-2].draft, rounds[-1].draft
    found = [Difference(title, _lines(before.get(name)), _lines(after.get(name))) for name, title in _FIELDS]
    money_names = {title for name, title in _FIELDS if name.endswith("_fen")}
    return [_in_yuan(each) if each.title in money_names else each for each in found if each.changed]


def draft_lines(draft: Mapping[str, Any]) -> list[Difference]:
    """The whole draft, field by field, for reading in one go."""
    found = [
        Difference(title, (), (money(draft[name]),) if name.endswith("_fen") else _lines(draft[name]))
        for name, title in _FIELDS
        if draft.get(name)
    ]
    return [each for each in found if each.after]


def _in_yuan(found: Difference) -> Difference:
    words = [tuple(money(int(text)) for text in side) for side in (found.before, found.after)]
    return Difference(found.title, words[0], words[1])


def _lines(value: Any) -> tuple[str, ...]:
    if isinstance(value, bool):
        return ("是",) if value else ("否",)
    if isinstance(value, list):
        return tuple(_row(each) for each in value)
    if value in (None, ""):
        return ()
    return tuple(line for line in str(value).splitlines() if line.strip())


def _row(row: Mapping[str, Any]) -> str:
    if "law" in row:
        return f"《{row['law']}》{row['article']}"
    if "proves" in row:
        return f"{row['name']}：{row['proves']}" if row["proves"] else str(row["name"])
    return str(row["text"])


def _day(event: Mapping[str, Any]) -> date:
    return china_day(datetime.fromisoformat(event["happened"]))
