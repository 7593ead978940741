"""Evidence registered and kept, urgent measures, goods handed over (O5, O6, O7)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sanzhi.law.clocks import Due
from sanzhi.law.findings import Citation, Finding
from sanzhi.law.guards.basis import Rule
from sanzhi.law.guards.coverage import enforces
from sanzhi.law.guards.deadline import overdue, overdue_hours, resting_on
from sanzhi.law.rules import RuleRow
from sanzhi.law.statutes import ACL, HOUSING, MARKET, MEDICAL, TRANSPORT, TRP, apl

O5 = Rule("O5", (apl("第五十六条"),))
O6 = Rule("O6", (Citation(ACL, "第十九条"),))
O7 = Rule("O7", (Citation(TRP, "第一百二十七条"),))
# Rules under which an unhandled registration ends by itself. The environment's of 2010 is not confirmed.
_LAPSES = frozenset({MARKET, TRANSPORT, HOUSING, MEDICAL})


class Handling(StrEnum):
    """What may become of registered evidence (市场监督管理行政处罚程序规定 Art 35)."""

    COPIED = "采取证据保全措施"
    TESTED = "送交检测、检验、检疫、鉴定"
    SEIZED = "决定采取行政强制措施"
    CONFISCATED = "作出行政处罚决定予以没收"
    PASSED_ON = "移交有关部门"
    DESTROYED = "依法销毁或者无害化处理"
    RELEASED = "解除先行登记保存措施"


@dataclass(frozen=True)
class Preservation:
    """Evidence registered in advance (先行登记保存). `urgent`: on the spot, approved afterwards."""

    approved_on: date | None
    urgent: bool = False
    list_given: bool = True
    handled_on: date | None = None
    handling: Handling | None = None


@dataclass(frozen=True)
class UrgentMeasure:
    """A measure taken on the spot. Instants are aware; `refused_at` is when the head said no, `lifted_at`
    when it was lifted.
    """

    taken_at: datetime
    approved_at: datetime | None = None
    refused_at: datetime | None = None
    lifted_at: datetime | None = None


@dataclass(frozen=True)
class Handover:
    """Goods on their way to the keeper. `returned_at` counts where they were taken far away, `tested_at`
    where an urgent test was approved; instants are aware.
    """

    taken_at: datetime
    handed_at: datetime | None = None
    returned_at: datetime | None = None
    tested_at: datetime | None = None

    @property
    def counts_from(self) -> datetime:
        """The minute from which the hours run."""
        return self.tested_at or self.returned_at or self.taken_at


@enforces("O5")
def preservation_lawful(preservation: Preservation, *, on: date) -> list[Finding]:
    """O5: evidence is registered and kept with the head's approval and a list for the party (行政处罚法 Art
    56; 程序规定 Art 33, 34).
    """
    if gap := O5.gap(on):
        return gap
    findings = []
    if preservation.approved_on is None and not preservation.urgent:
        message = "先行登记保存没有经行政机关负责人批准"
        findings.append(O5.refuse(message, "报负责人批准；情况紧急的，在二十四小时内补办批准手续", None))
    if not preservation.list_given:
        findings.append(O5.refuse("没有当场清点、开具清单交当事人", "补开清单并交当事人一份", None))
    return findings


@enforces("O5")
def preservation_handled(
    preservation: Preservation, due: Due, *, domain: str | None, on: date
) -> list[Finding]:
    """O5: within seven working days something lawful becomes of it, else it ends by itself (行政处罚法 Art
    56; 程序规定 Art 35). `due` is the O5 clock from registration.

    Where the sector's rule ends it (market, transport, housing, medical), later handling is refused;
    elsewhere lateness warns.
    """
    if gap := O5.gap(on):
        return gap
    handled = preservation.handled_on
    if handled is not None and preservation.handling is None:
        return [O5.refuse("没有写明对先行登记保存证据的处理措施", "选择法定的处理措施", None)]
    if domain in _LAPSES and due.is_over(handled or on) and preservation.handling is not Handling.RELEASED:
        message = f"先行登记保存至{due.on.isoformat()}未处理，已自动解除"
        return [O5.by_row(due.row, on, message, "退还物品；确有必要的，依法另行采取措施", None)]
    return overdue(O5, due, handled, "对先行登记保存的证据作出处理决定", on=on, cure="立即作出处理决定")


@enforces("O6")
def urgent_measure_approved(
    measure: UrgentMeasure, row: RuleRow, *, now: datetime, on: date
) -> list[Finding]:
    """O6: a measure taken on the spot is reported and approved within 24 hours of the minute; refused, it is
    lifted at once (行政强制法 Art 19; 程序规定 Art 33 ¶2, 36 ¶2).
    """
    if gap := O6.gap(on):
        return gap
    if measure.lifted_at is not None:
        return []
    if measure.refused_at is not None:
        rule = resting_on(O6, row)
        return [rule.refuse("负责人认为不应当采取措施，应当立即解除", "立即解除措施并退还财物", None)]
    return overdue_hours(
        O6,
        row,
        measure.taken_at,
        measure.approved_at,
        "向负责人报告并补办批准手续",
        now=now,
        on=on,
        cure="解除措施，或者立即报负责人决定",
    )


@enforces("O7")
def goods_handed_over(
    handover: Handover, row: RuleRow | None, *, domain: str | None, now: datetime, on: date
) -> list[Finding]:
    """O7: in transport, goods taken reach the property keeper within 24 hours, from the return when taken far
    away, from the end of an approved urgent test (交通运输行政执法程序规定 Art 127).
    """
    if domain != TRANSPORT or row is None:
        return []
    if gap := O7.gap(on):
        return gap
    return overdue_hours(
        O7,
        row,
        handover.counts_from,
        handover.handed_at,
        "将涉案财物移交管理人员",
        now=now,
        on=on,
        cure="立即移交，并说明逾期原因",
    )
