"""An investigation that is suspended or ended (O42, O43), and the term that grows longer (O21, O22)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sanzhi.law.calendar import Calendar
from sanzhi.law.clocks import Pause, compute, not_counted
from sanzhi.law.findings import Citation, Finding
from sanzhi.law.guards.basis import Rule
from sanzhi.law.guards.coverage import enforces
from sanzhi.law.guards.deadline import resting_on
from sanzhi.law.rules import UNITS, Extension, RuleRow
from sanzhi.law.statutes import (
    AGP,
    FARMING,
    HOUSING,
    HOUSING_RULES,
    MARKET,
    MEDICAL,
    NHSA,
    SAMRP,
    TRANSPORT,
    TRP,
    apl,
)

O21 = Rule("O21", (apl("第六十条"),))
O22 = Rule("O22", (apl("第六十条"),))
O42 = Rule("O42", (Citation(SAMRP, "第四十六条"),))
O43 = Rule("O43", (Citation(SAMRP, "第四十七条"),))
_SUSPENSION = {
    MARKET: O42,
    FARMING: Rule("O42", (Citation(AGP, "第四十八条"),)),
    HOUSING: Rule("O42", (Citation(HOUSING_RULES, "第三十条"),)),
    MEDICAL: Rule("O42", (Citation(NHSA, "第四十二条"),)),
}
_ENDING = {
    MARKET: O43,
    TRANSPORT: Rule("O43", (Citation(TRP, "第一百二十三条"),)),
    MEDICAL: Rule("O43", (Citation(NHSA, "第四十七条"),)),
}


class SuspendGround(StrEnum):
    """Why an investigation is suspended (市场监督管理行政处罚程序规定 Art 46 ¶1)."""

    PENDING_JUDGMENT = "以相关案件的裁判结果或者其他行政决定为依据，尚未作出"
    INTERPRETATION = "法律适用问题送请有权机关解释或者确认"
    FORCE_MAJEURE = "因不可抗力暂时无法调查"
    PARTY_MISSING = "当事人下落不明暂时无法调查"
    OTHER = "其他应当中止调查的情形"


class EndGround(StrEnum):
    """Why an investigation ends without a decision, with the sectors whose text names the ground."""

    NO_SUCCESSOR = "当事人死亡或者终止且无权利义务承受人"
    NO_BREACH = "没有违法事实"
    TIME_BARRED = "违法行为已过追究时效"
    TRANSFERRED = "移送司法机关追究刑事责任"
    OTHER = "其他应当终止调查的情形"


_ENDS = {
    MARKET: frozenset({EndGround.NO_SUCCESSOR}),
    TRANSPORT: frozenset({EndGround.NO_BREACH, EndGround.TIME_BARRED, EndGround.OTHER}),
    MEDICAL: frozenset({EndGround.NO_SUCCESSOR, EndGround.TRANSFERRED, EndGround.OTHER}),
}


@dataclass(frozen=True)
class Granted:
    """An extension granted in a case: how long, by whom, on which day."""

    value: int
    by: str
    on: date


@enforces("O42")
def suspension_lawful(
    ground: SuspendGround | None, *, approved: bool, domain: str | None, on: date
) -> list[Finding]:
    """O42: an investigation is suspended on a named ground with the head's approval (程序规定 Art 46 ¶1).

    A sector whose rule knows no suspension is warned: its time runs on.
    """
    rule = _SUSPENSION.get(domain or "")
    if rule is None:
        return [O42.warn("本行业没有中止调查的规定，办案期限继续计算")]
    if gap := rule.gap(on):
        return gap
    findings = []
    if ground is None:
        findings.append(rule.refuse("没有写明中止调查的法定情形", "选择法定情形并说明理由", None))
    if not approved:
        findings.append(rule.refuse("中止调查没有经负责人批准", "报负责人批准", None))
    return findings


@enforces("O42")
def investigation_goes_on(*, suspended: bool, what: str, domain: str | None, on: date) -> list[Finding]:
    """O42: while the investigation is suspended it is neither concluded nor decided (程序规定 Art 46).

    `what` is the verb of the act, in Chinese.
    """
    rule = _SUSPENSION.get(domain or "", O42)
    if gap := rule.gap(on):
        return gap
    if not suspended:
        return []
    return [rule.refuse(f"案件已经中止调查，恢复调查之前不得{what}", "中止的原因消除后，先恢复调查", None)]


@enforces("O42")
def resumed_at_once(
    *, ceased_on: date | None, resumed_on: date | None, domain: str | None, on: date
) -> list[Finding]:
    """O42: when the cause is gone the investigation goes on at once; days lost after that are warned of."""
    rule = _SUSPENSION.get(domain or "", O42)
    if gap := rule.gap(on):
        return gap
    if ceased_on is None or (resumed_on or on) <= ceased_on:
        return []
    late = ((resumed_on or on) - ceased_on).days
    message = f"中止调查的原因已于{ceased_on.isoformat()}消除，应当立即恢复调查，已过{late}日"
    return [rule.warn(message, "立即恢复调查；原因消除之后的时间计入办案期限")]


@enforces("O43")
def ending_lawful(
    ground: EndGround, *, approved: bool, measures_standing: bool, domain: str | None, on: date
) -> list[Finding]:
    """O43: an investigation ends on a ground of the sector's rule, approved by the head, with all measures
    lifted at once (程序规定 Art 47; 交通 Art 123; 医保 Art 47).
    """
    rule = _ENDING.get(domain or "")
    if rule is None:
        return [O43.warn("本行业没有终止调查的规定，请依法作出处理决定")]
    if gap := rule.gap(on):
        return gap
    faults = (
        (ground not in _ENDS[domain or ""], f"“{ground.value}”不是本行业规定的终止调查情形"),
        (not approved, "终止调查没有经负责人批准"),
        (measures_standing, "终止调查的，应当立即解除已经采取的强制措施"),
    )
    cure = "改按其他处理决定办理，报负责人批准，或者解除措施"
    return [rule.refuse(message, cure, None) for fails, message in faults if fails]


@enforces("O22")
def pauses_counted(row: RuleRow, pauses: Sequence[Pause], *, on: date) -> list[Finding]:
    """O22: only what the sector's rule names is left uncounted (程序规定 Art 64 ¶2 …); other pauses are
    warned of, for the days run on. Transport, telecom, natural resources and health name none.
    """
    rule = resting_on(O22, row)
    if gap := rule.gap(on):
        return gap
    kept = not_counted(row, pauses)
    return [
        rule.warn(
            f"“{pause.cause}”的时间不属于依法不计入的时间，办案期限继续计算", "核对期限，必要时报批延长"
        )
        for pause in pauses
        if pause not in kept
    ]


@enforces("O21")
def extension_lawful(
    row: RuleRow,
    start: date,
    granted: Sequence[Granted],
    calendar: Calendar,
    pauses: Sequence[Pause] = (),
    *,
    on: date,
) -> list[Finding]:
    """O21: each extension is one the row knows, not longer than it allows, granted in turn and before the
    term ends (行政处罚法 Art 60; 程序规定 Art 64 ¶1). `start` is the filing; `granted` stand in their order.
    """
    rule = resting_on(O21, row)
    if gap := rule.gap(on):
        return gap
    if len(granted) > len(row.extensions):
        message = f"最多可以延长{len(row.extensions)}次，不得再次延长"
        return [rule.by_row(row, on, message, "在期限内作出处理决定", None)]
    findings: list[Finding] = []
    before: list[Extension] = []
    for each, allowed in zip(granted, row.extensions, strict=False):
        due = compute(row, start, calendar, not_counted(row, pauses), extensions=before, today=on)
        if due.is_over(each.on):
            message = f"期限已于{due.on.isoformat()}届满，届满后不得再批准延长"
            findings.append(rule.by_row(row, on, message, "说明超期原因，尽快作出处理决定", None))
        findings += _within_allowance(rule, row, each, allowed, on)
        before.append(Extension(each.value, allowed.unit, each.by))
    return findings


def _within_allowance(
    rule: Rule, row: RuleRow, granted: Granted, allowed: Extension, on: date
) -> list[Finding]:
    findings = []
    if allowed.value is not None and granted.value > allowed.value:
        message = f"本次延长不得超过{allowed.value}{UNITS[allowed.unit]}"
        findings.append(rule.by_row(row, on, message, "缩短延长的期限", None))
    if granted.by != allowed.by:
        findings.append(rule.by_row(row, on, f"本次延长应当由{allowed.by}决定", f"报{allowed.by}决定", None))
    return findings
