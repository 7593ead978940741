"""Duties to show and to report by a day (P2, P4, P6–P10, P15, P17, P25). Late, the duty stays: so these warn.

`due` is the clock of the rule's row; None where no row holds for the place. `shown_on` is None while nothing
was done.
"""

from collections.abc import Collection
from datetime import date

from sanzhi.law.calendar import Calendar
from sanzhi.law.clocks import Due, compute
from sanzhi.law.findings import Citation, Finding
from sanzhi.law.guards.basis import Cure, Rule
from sanzhi.law.guards.coverage import enforces, rests_on
from sanzhi.law.guards.deadline import overdue
from sanzhi.law.rules import RuleRow
from sanzhi.law.statutes import CREDIT_22, HOUSING_RULES, OGI, OPINION_118, RANDOM_58, SAMR45

P2 = Rule("P2", (Citation(OPINION_118, "第二部分（六）"),))
P4 = Rule("P4", (Citation(SAMR45, "第九条"), Citation(SAMR45, "第十条")))
P6 = Rule("P6", (Citation(OPINION_118, "第二部分（六）"),))
P7 = Rule("P7", (Citation(OPINION_118, "第二部分"),))
P8 = Rule("P8", (Citation(OGI, "第二十六条"),))
P9 = Rule("P9", (Citation(OPINION_118, "第二部分（六）"),))
P10 = Rule("P10", (Citation(OGI, "第四十九条"),))
P15 = Rule("P15", (Citation(CREDIT_22, "（文本不在库中）"),))
P17 = Rule("P17", (Citation(RANDOM_58, "第二部分（四）"), Citation(OGI, "第二十六条")))
P25 = Rule("P25", (Citation(HOUSING_RULES, "第十条第二款"),))
_AT_ONCE = "立即办理，并说明逾期原因"


@enforces("P2")
def other_decision_shown(due: Due | None, shown_on: date | None, *, on: date) -> list[Finding]:
    """P2: coercion, inspection, levy and the like are shown in twenty working days (118号 part 2 (6))."""
    return overdue(P2, due, shown_on, "公开执法决定信息", on=on, cure=_AT_ONCE, act=Cure.PUBLISH_RELEASE)


@enforces("P4")
def on_enterprise_system(due: Due | None, shown_on: date | None, *, on: date) -> list[Finding]:
    """P4: on the enterprise system in twenty working days, or pushed home in ten (公示规定 Art 9, 10).

    For a party of another province `due` is the clock of the row P4.push and `shown_on` the day of the push.
    """
    what = "在国家企业信用信息公示系统公示，或者推送至当事人登记地"
    return overdue(P4, due, shown_on, what, on=on, cure=_AT_ONCE)


@enforces("P6")
def other_decision_taken_down(due: Due | None, taken_down: date | None, *, on: date) -> list[Finding]:
    """P6: a decision revoked, held unlawful or ordered remade is taken down promptly (118号 part 2 (6))."""
    return overdue(P6, due, taken_down, "撤下原执法决定信息", on=on, cure=_AT_ONCE, act=Cure.WITHDRAW_RELEASE)


@enforces("P7")
def error_corrected(due: Due | None, corrected_on: date | None, *, on: date) -> list[Finding]:
    """P7: wrong published data are corrected promptly (118号 part 2; 公示规定 Art 12)."""
    return overdue(P7, due, corrected_on, "更正不准确的公示信息", on=on, cure=_AT_ONCE)


@enforces("P8")
def information_shown(due: Due | None, shown_on: date | None, *, on: date) -> list[Finding]:
    """P8: what is made or changed is shown in twenty working days (政府信息公开条例 Art 26)."""
    return overdue(P8, due, shown_on, "公开形成或者变更的政府信息", on=on, cure=_AT_ONCE)


@enforces("P9")
def yearly_figures_shown(due: Due | None, shown_on: date | None, *, on: date) -> list[Finding]:
    """P9: last year's figures are shown and reported by 31 January (118号 part 2 (6)); in Guizhou a written
    report each December besides (监督办法 Art 20 ¶2), whose clock is the row P9.report.
    """
    return overdue(P9, due, shown_on, "公开、报告年度执法情况", on=on, cure=_AT_ONCE)


@enforces("P10")
def openness_report_shown(due: Due | None, shown_on: date | None, *, on: date) -> list[Finding]:
    """P10: the report on open government by 31 January, the government's by 31 March (条例 Art 49)."""
    return overdue(P10, due, shown_on, "提交并公布政府信息公开年度报告", on=on, cure=_AT_ONCE)


@enforces("P15")
def repair_notice_served(*, with_decision: bool, on_credit_site: bool) -> list[Finding]:
    """P15: the notice on credit repair is served with the decision. Its text is not at hand: a warning."""
    if with_decision or not on_credit_site:
        return []
    message = "送达处罚决定书时没有一并送达信用修复告知书（依据未确认，仅提示）"
    return [P15.warn(message, "补送信用修复告知书", Cure.SERVE_DECISION)]


@enforces("P17")
def random_inspection_shown(due: Due | None, shown_on: date | None, *, on: date) -> list[Finding]:
    """P17: course and results of random inspections are open promptly (国办发〔2015〕58号 part 2 (4))."""
    return overdue(P17, due, shown_on, "公布随机抽查情况及查处结果", on=on, cure=_AT_ONCE)


@enforces("P25")
def recalled_everywhere(pushed: Collection[str], recalled: Collection[str], *, on: date) -> list[Finding]:
    """P25: a withdrawn decision is dealt with wherever it was pushed (住建程序规定 Art 10 ¶2).

    `pushed` and `recalled` hold names of platforms; a receipt of the platform counts as recalled.
    """
    if gap := P25.gap(on):
        return gap
    return [
        P25.warn(
            f"处罚决定已推送至{name}，尚未收到撤回的回执", "通知该平台处理并取得回执", Cure.WITHDRAW_RELEASE
        )
        for name in sorted(set(pushed) - set(recalled))
    ]


@rests_on("P9", "P10")
def yearly_due(row: RuleRow, year: int, calendar: Calendar) -> Due:
    """The last day of a duty about `year`: its row counts months from 31 December of `year`.

    For the December report of a year give the year before: its row counts twelve months.
    """
    return compute(row, date(year, 12, 31), calendar)
