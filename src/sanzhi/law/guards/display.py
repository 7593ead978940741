"""How long something is shown, and who may shorten it (P3, P13, P14, P16)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sanzhi.law.clocks import add_months
from sanzhi.law.findings import Citation, Finding
from sanzhi.law.guards.admission import Rank
from sanzhi.law.guards.basis import Cure, Rule
from sanzhi.law.guards.coverage import enforces
from sanzhi.law.penalty import PenaltyKind
from sanzhi.law.rules import RuleRow, RuleSet
from sanzhi.law.statutes import CREDIT_22, OPINION_118, SAMR45

P3 = Rule("P3", (Citation(OPINION_118, "第二部分（六）"),))
P13 = Rule("P13", (Citation(SAMR45, "第十三条第一款"),))
P14 = Rule("P14", (Citation(CREDIT_22, "（文本不在库中）"),))
P16 = Rule("P16", (Citation(SAMR45, "第十四条第一款"),))
P16_NEVER = Rule("P16", (Citation(SAMR45, "第十四条第三款"),))
P16_TERM = Rule("P16", (Citation(SAMR45, "第十四条第二款"),))

NEVER_EARLY = frozenset(
    {
        PenaltyKind.STOP_PRODUCTION,
        PenaltyKind.RESTRICT_BUSINESS,
        PenaltyKind.BAN_FROM_TRADE,
        PenaltyKind.DOWNGRADE,
        PenaltyKind.REVOKE_LICENCE,
    }
)


class Severity(StrEnum):
    """How grave a breach is for the credit site (国办发〔2025〕22号)."""

    SLIGHT = "轻微"
    GENERAL = "一般"
    SERIOUS = "严重"


@dataclass(frozen=True)
class EarlyStop:
    """An application to stop showing early. `term_reached` is None where the minimum time is not known."""

    kinds: frozenset[PenaltyKind]
    fulfilled: bool
    harm_removed: bool
    repeated: bool
    listed: bool
    term_reached: bool | None = None


@enforces("P3")
def other_limit_lawful(own: RuleRow, general: RuleRow, rank: Rank, *, on: date) -> list[Finding]:
    """P3: only a law or an administrative regulation gives more days than 国办发〔2018〕118号 part 2 (6).

    `own` is the row that somebody would admit, resting on a text of `rank`; `general` the row it would
    displace. Fewer days are always welcome.
    """
    if gap := P3.gap(on):
        return gap
    longer = own.unit != general.unit or own.value > general.value
    if not longer or rank <= Rank.REGULATION:
        return []
    message = f"公开期限只有法律、行政法规可以另行规定，{rank.label}不得延长为{own.value}日"
    return [P3.refuse(message, f"按{general.value}日执行，或者写明法律、行政法规依据", None)]


@enforces("P13")
def display_over(until: date | None, *, on: date) -> list[Finding]:
    """P13: after the last day of display a record is shown no more (公示规定 Art 13). None: no end is set."""
    if until is None or on <= until:
        return []
    message = f"公示期已于{until.isoformat()}届满，应当停止公示"
    return P13.gap(on) or [P13.refuse(message, "停止公示，共享接口一并停止", Cure.WITHDRAW_RELEASE)]


@enforces("P14")
def credit_display_fits(
    severity: Severity, shown_on: date, until: date | None, rules: RuleSet, *, on: date
) -> list[Finding]:
    """P14: the credit site shows a slight breach three months at most, a general one three months to a year,
    a serious one one to three years. No text is at hand, so it warns. `until` None means without end.
    """
    key = {Severity.SLIGHT: "slight", Severity.GENERAL: "general", Severity.SERIOUS: "serious"}[severity]
    longest = rules.find("P14.slight" if key == "slight" else f"P14.{key}.max", on=on)
    least = rules.find(f"P14.{key}.min", on=on)
    findings = []
    if longest and (until is None or until > add_months(shown_on, longest.value)):
        message = f"{severity}失信信息的公示期最长{longest.value}个月"
        findings.append(P14.by_row(longest, on, message, "缩短公示期", None))
    if least and until is not None and until < add_months(shown_on, least.value):
        message = f"{severity}失信信息的公示期最短{least.value}个月"
        findings.append(P14.by_row(least, on, message, "核对公示期", None))
    return findings


@enforces("P16")
def early_stop_allowed(asked: EarlyStop, *, on: date) -> list[Finding]:
    """P16: four conditions together, and five kinds of penalty never (公示规定 Art 14)."""
    if gap := P16.gap(on):
        return gap
    barred = sorted(asked.kinds & NEVER_EARLY)
    if barred:
        return [P16_NEVER.refuse(f"受到{'、'.join(barred)}的，不得提前停止公示", "公示至期满", None)]
    faults = (
        (not asked.fulfilled, "尚未履行处罚决定规定的义务"),
        (not asked.harm_removed, "尚未消除危害后果和不良影响"),
        (asked.repeated, "因同一类违法行为再次受到行政处罚"),
        (asked.listed, "仍在经营异常名录或者严重违法失信名单中"),
    )
    findings = [
        P16.refuse(f"{text}，不得提前停止公示", "条件具备后再申请", None) for fails, text in faults if fails
    ]
    if asked.term_reached is False:
        findings.append(P16_TERM.refuse("公示尚未达到规定时限", "达到规定时限后再申请", None))
    if asked.term_reached is None:
        findings.append(
            P16_TERM.warn("规定时限由国家市场监督管理总局另行规定，文本不在库中", "核对是否达到规定时限")
        )
    return findings
