"""The course of the investigation: suspended and resumed, ended, prolonged; correction ordered and checked.

行政处罚法 Art 28, 60; 市场监督管理行政处罚程序规定 Art 46, 47, 64.
"""

from datetime import date
from typing import Final, Literal

from pydantic import Field

from sanzhi.cases import investigation_guards as guards
from sanzhi.cases.acts.filing import HEAD, OFFICER
from sanzhi.documents.issuing import issue
from sanzhi.documents.papers import paper
from sanzhi.law.errors import FieldError, Invalid
from sanzhi.law.guards.investigation import EndGround, SuspendGround
from sanzhi.law.rules import Extension
from sanzhi.procedure import pauses
from sanzhi.procedure.acts import Act, ActData, register
from sanzhi.procedure.data import AREA, BasisData
from sanzhi.procedure.deed import Deed
from sanzhi.procedure.personal import Narrative, Personal

_SUSPENSION: Final = "suspension"


class SuspensionData(ActData):
    """Why the investigation stands still."""

    ground: SuspendGround = Field(title="中止调查的情形")
    explained: Narrative = Field(title="理由", min_length=2, max_length=1000, json_schema_extra=AREA)
    opinion: Narrative = Field(Personal("同意中止调查。"), title="审批意见", min_length=1, max_length=1000)


class ResumptionData(ActData):
    """When the cause was gone, and how."""

    ceased_on: date = Field(title="中止原因消除的日期")
    ceased: Narrative = Field(title="原因消除的情况", min_length=2, max_length=1000, json_schema_extra=AREA)


class EndingData(ActData):
    """Why the investigation cannot go on."""

    ground: EndGround = Field(title="终止调查的情形")
    reason: Narrative = Field(title="理由", min_length=2, max_length=1000, json_schema_extra=AREA)
    opinion: Narrative = Field(Personal("同意终止调查。"), title="审批意见", min_length=1, max_length=1000)


class ExtensionData(ActData):
    """By how many days, and who decided."""

    term: Literal["办案期限", "核查期限"] = Field("办案期限", title="延长的期限")
    value: int = Field(title="延长的日数", ge=1, le=3650)
    by: Literal["负责人", "负责人集体讨论"] = Field("负责人", title="决定延长的")
    reason: Narrative = Field(title="理由", min_length=2, max_length=1000, json_schema_extra=AREA)
    minutes: Narrative = Field(
        Personal(""), title="集体讨论的情况（集体讨论的填写）", max_length=2000, json_schema_extra=AREA
    )


class OrderData(ActData):
    """What is to be put right, by when, on which basis."""

    breach: Narrative = Field(title="违法行为", min_length=2, max_length=2000, json_schema_extra=AREA)
    basis: list[BasisData] = Field(title="违反的条款", min_length=1, json_schema_extra={"widget": "basis"})
    content: Narrative = Field(
        title="改正的内容和要求", min_length=2, max_length=2000, json_schema_extra=AREA
    )
    until: date | None = Field(None, title="改正期限（立即改正的不填）")


class CheckData(ActData):
    """What the follow-up found."""

    corrected: bool = Field(title="已经改正")
    result: Narrative = Field(title="复查情况", min_length=2, max_length=2000, json_schema_extra=AREA)


def suspend_investigation(deed: Deed) -> None:
    """Suspend with the head's approval: the days are not counted where the sector says so."""
    _investigated(deed, "ground", "中止调查的情形")
    if guards.is_suspended(deed.facts):
        raise Invalid([FieldError("ground", "中止调查的情形", "案件已经中止调查")])
    data: SuspensionData = deed.data
    said = {"ground": data.ground, "explained": data.explained, "opinion": data.opinion}
    deed.set(_SUSPENSION, {**said, "on": deed.on, "by": deed.actor.name})
    pauses.hold(deed, _SUSPENSION, "中止")
    issue(deed, "suspension_approval")


def lift_suspension(deed: Deed) -> None:
    """Resume: days after the cause was gone would have been lost, so the act comes at once."""
    data: ResumptionData = deed.data
    if not guards.is_suspended(deed.facts):
        raise Invalid([FieldError("ceased_on", "中止原因消除的日期", "案件没有中止调查")])
    begun = date.fromisoformat(deed.facts[_SUSPENSION]["on"])
    if not begun <= data.ceased_on <= deed.on:
        raise Invalid([FieldError("ceased_on", "中止原因消除的日期", "应当在中止之后、今天之前")])
    resumed = {"resumed_on": deed.on, "resumed_by": deed.actor.name}
    deed.merge(_SUSPENSION, ceased_on=data.ceased_on, ceased=data.ceased, **resumed)
    pauses.release(deed, _SUSPENSION)
    issue(deed, "resumption_approval")


def end_investigation(deed: Deed) -> None:
    """End the case without a decision; every clock stops (程序规定 Art 47)."""
    _investigated(deed, "ground", "终止调查的情形")
    data: EndingData = deed.data
    said = {"ground": data.ground, "reason": data.reason, "opinion": data.opinion}
    deed.set("ending", {**said, "on": deed.on, "by": deed.actor.name})
    for rule in list(deed.clocks):
        deed.stop_clock(rule, "cancelled")
    issue(deed, "ending_approval")


def extend_term(deed: Deed) -> None:
    """Prolong a limit: first the head, then the leaders together with a term of their own (Art 64 ¶1)."""
    data: ExtensionData = deed.data
    rule = guards.TERMS[data.term]
    if not deed.clock_runs(rule):
        raise Invalid([FieldError("term", "延长的期限", f"{data.term}没有在计算")])
    if data.by == "负责人集体讨论" and not data.minutes:
        raise Invalid([FieldError("minutes", "集体讨论的情况", "集体讨论决定延长的，应当记录讨论情况")])
    allowed, before = deed.rule(rule).extensions, deed.clocks[rule]["due"]
    given = [each for each in deed.facts.get("extensions", []) if each["rule"] == rule]
    unit = allowed[min(len(given), len(allowed) - 1)].unit if allowed else "natural"
    by = guards.by_whom(deed, data.by)
    deed.extend_clock(rule, Extension(data.value, unit, by))
    entry = {
        "rule": rule, "term": data.term, "on": deed.on, "value": data.value, "by": by,
        "name": deed.actor.name, "reason": data.reason, "minutes": data.minutes, "before": before,
        "after": deed.clocks[rule]["due"],
    }  # fmt: skip
    deed.set("extensions", [*deed.facts.get("extensions", []), entry])
    issue(deed, "extension_approval")


def order_correction(deed: Deed) -> None:
    """Order the party to put it right (行政处罚法 Art 28 ¶1)."""
    data: OrderData = deed.data
    if data.until is not None and data.until < deed.on:
        raise Invalid([FieldError("until", "改正期限", "不能早于今天")])
    deed.set("correction_order", data)
    deed.merge("correction_order", on=deed.on, by=deed.actor.name)
    paper(deed, "correction_order")


def check_correction(deed: Deed) -> None:
    """Look whether it was put right: that counts for how the act is treated (行政处罚法 Art 32, 33)."""
    fact = deed.facts.get("correction_order")
    if not fact:
        raise Invalid([FieldError("corrected", "已经改正", "没有责令改正")])
    data: CheckData = deed.data
    check = {"on": deed.on, "by": deed.actor.name, "corrected": data.corrected, "result": data.result}
    deed.merge("correction_order", checks=[*fact.get("checks", []), check])
    deed.merge("correction_order", corrected_on=deed.on if data.corrected else None)


def _investigated(deed: Deed, field: str, label: str) -> None:
    if "filing" not in deed.facts:
        raise Invalid([FieldError(field, label, "案件尚未立案；不符合立案条件的，不予立案")])
    if "decision" in deed.facts:
        raise Invalid([FieldError(field, label, "已经作出决定，不再中止或者终止调查")])


_ACTS = (
    Act(
        "suspend_investigation", "中止调查", SuspensionData, suspend_investigation, HEAD,
        reads=(_SUSPENSION,), guards=(guards.suspended_on_ground,), late_days=3, room="cases",
    ),
    Act(
        "lift_suspension", "恢复调查", ResumptionData, lift_suspension, HEAD, reads=(_SUSPENSION,),
        guards=(guards.resumed_in_time,), late_days=3, room="cases",
    ),
    Act(
        "end_investigation", "终止调查", EndingData, end_investigation, HEAD,
        reads=("filing", "decision", "preservation"), guards=(guards.ended_on_ground,), room="cases",
    ),
    Act(
        "extend_term", "批准延长期限", ExtensionData, extend_term, HEAD, reads=("extensions",),
        guards=(guards.extended_lawfully,), room="cases",
    ),
    Act(
        "order_correction", "责令改正", OrderData, order_correction, OFFICER, reads=("correction_order",),
        room="cases",
    ),
    Act(
        "check_correction", "复查改正情况", CheckData, check_correction, OFFICER,
        reads=("correction_order",), late_days=5, room="cases",
    ),
)  # fmt: skip
for _act in _ACTS:
    register(_act)
