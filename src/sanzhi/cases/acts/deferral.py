"""Paying later or in parts (行政处罚法 Art 66 ¶2; 市场监督管理行政处罚程序规定 Art 74)."""

from datetime import date
from typing import Any, Literal

from pydantic import Field

from sanzhi.cases.acts.filing import HEAD, OFFICER
from sanzhi.cases.owing import owed_by
from sanzhi.cases.paying_guards import deferral_asked, deferral_granted
from sanzhi.documents.papers import paper
from sanzhi.law.errors import FieldError, Invalid
from sanzhi.procedure.acts import Act, ActData, register
from sanzhi.procedure.data import AREA, Fen, Part
from sanzhi.procedure.deed import Deed
from sanzhi.procedure.personal import Narrative


class DeferralData(ActData):
    """What the party asked for, in writing."""

    applied_on: date = Field(title="申请日期")
    wanted: Literal["延期缴纳", "分期缴纳"] = Field(title="申请事项")
    reason: Narrative = Field(title="经济困难的情况", min_length=2, max_length=2000, json_schema_extra=AREA)
    hardship: bool = Field(False, title="当事人确有经济困难，已提交证明材料")
    written: bool = Field(False, title="当事人以书面申请")


class InstalmentData(Part):
    """What is to be paid by when."""

    due_on: date = Field(title="缴纳期限")
    fen: Fen = Field(title="金额（分）", ge=1)


class DeferralDecisionData(ActData):
    """What the head decides on the request."""

    outcome: Literal["agree", "refuse"] = Field(
        title="审批结论", json_schema_extra={"choices": {"agree": "同意", "refuse": "不同意"}}
    )
    parts: list[InstalmentData] = Field(
        default_factory=list, title="各期期限和金额（同意的填写；延期的填一期）", max_length=60
    )
    opinion: Narrative = Field(title="审批意见", min_length=2, max_length=1000, json_schema_extra=AREA)


def apply_deferral(deed: Deed) -> None:
    """Keep the party's request; one that waits for its decision is not asked twice."""
    data: DeferralData = deed.data
    before = deed.facts.get("deferral") or {}
    if before and not before.get("decided_on"):
        raise Invalid([FieldError("applied_on", "申请日期", "已有一项申请等待审批")])
    if data.applied_on > deed.on:
        raise Invalid([FieldError("applied_on", "申请日期", "不能晚于登记的当日")])
    kept = {name: before[name] for name in ("parts", "granted", "until", "accrued_fen") if name in before}
    deed.set("deferral", {**kept, **data.model_dump(), "by": deed.actor.name})


def decide_deferral(deed: Deed) -> None:
    """Grant or refuse; what was granted moves the day on which the fine is due, and is told in writing."""
    data: DeferralDecisionData = deed.data
    asked = deed.facts.get("deferral") or {}
    if not asked or asked.get("decided_on"):
        raise Invalid([FieldError("outcome", "审批结论", "没有等待审批的延期、分期申请")])
    told = {"decided_on": deed.on, "decided_by": deed.actor.name, "opinion": data.opinion}
    deed.merge("deferral", **told, agreed=data.outcome == "agree")
    if data.outcome == "agree":
        _grant(deed, data)
    paper(deed, "deferral_notice")


def _grant(deed: Deed, data: DeferralDecisionData) -> None:
    owed = owed_by(deed)
    left = max(owed.fine_fen - owed.paid_fen, 0)
    _check_parts(data, left, deed.on)
    # The surcharge that has grown before stays; what was paid before is due no more.
    paid = [{"due_on": deed.on.isoformat(), "fen": owed.fine_fen - left}] if owed.fine_fen > left else []
    parts = sorted((each.model_dump(mode="json") for each in data.parts), key=_due)
    until = date.fromisoformat(parts[-1]["due_on"])
    told = {"granted": True, "until": until, "accrued_fen": owed.surcharge_fen}
    deed.merge("deferral", parts=[*paid, *parts], ahead=parts, **told)
    move_due(deed, until, f"经批准{deed.facts['deferral']['wanted']}，至 {until.isoformat()}")


def move_due(deed: Deed, until: date, words: str) -> None:
    """Let the term of payment end on another day, with the reason among its steps."""
    clock = deed.clocks.get("O27")
    if clock is None:
        return
    moved = {"due": until.isoformat(), "provisional": False, "steps": [*clock["steps"], words]}
    deed.clocks["O27"] = {**clock, **moved, "state": "running"}
    deed.clock_changes["O27"] = deed.clocks["O27"]


def _check_parts(data: DeferralDecisionData, left: int, on: date) -> None:
    faults = []
    if sum(each.fen for each in data.parts) != left:
        faults.append(f"各期金额之和应当等于尚欠的罚款{left / 100:.2f}元")
    if any(each.due_on <= on for each in data.parts):
        faults.append("各期期限应当晚于审批当日")
    if len({each.due_on for each in data.parts}) < len(data.parts):
        faults.append("各期期限不能相同")
    if faults:
        raise Invalid([FieldError("parts", "各期期限和金额", fault) for fault in faults])


def _due(part: dict[str, Any]) -> str:
    return str(part["due_on"])


_ACTS = (
    Act(
        "apply_deferral", "登记延期、分期缴纳申请", DeferralData, apply_deferral, OFFICER,
        reads=("deferral",), guards=(deferral_asked,), late_days=15, room="cases",
    ),
    Act(
        "decide_deferral", "审批延期、分期缴纳", DeferralDecisionData, decide_deferral, HEAD,
        reads=("deferral", "execution", "remedies"), guards=(deferral_granted,), room="cases",
    ),
)  # fmt: skip
for _act in _ACTS:
    register(_act)
