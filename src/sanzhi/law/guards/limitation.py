"""How long an unlawful act may be pursued (追责时效, O4)."""

from dataclasses import dataclass
from datetime import date

from sanzhi.law.calendar import Calendar
from sanzhi.law.clocks import Due, compute
from sanzhi.law.findings import Finding
from sanzhi.law.guards.basis import Rule
from sanzhi.law.guards.coverage import enforces
from sanzhi.law.rules import RuleRow, RuleSet
from sanzhi.law.statutes import APL, apl, covered

O4 = Rule("O4", (apl("第三十六条"),))


@dataclass(frozen=True)
class Misdeed:
    """An unlawful act. `ended_on` is the day it was done, or the day a continuing act ended; None while it
    goes on.

    `discovered_on` is the day the agency first learnt of it. `vital` says that the life, health or financial
    safety of citizens is concerned, `harmful` that harm came of it: five years need both. `public_order`
    marks a breach of public order pursued by the police; `reported_in_time` that its victim had reported it
    within the period.
    """

    discovered_on: date
    ended_on: date | None
    vital: bool = False
    harmful: bool = False
    public_order: bool = False
    reported_in_time: bool = False

    @property
    def row_id(self) -> str:
        """The row that sets its period: O4 two years, O4.vital five, O4.order six months."""
        if self.public_order:
            return "O4.order"
        return "O4.vital" if self.vital and self.harmful else "O4"


def limitation_row(misdeed: Misdeed, rules: RuleSet, *, domain: str | None, on: date) -> RuleRow | None:
    """The row that governs the pursuit of this act on the day `on`."""
    return rules.find(misdeed.row_id, domain=domain, on=on)


def limitation_end(misdeed: Misdeed, row: RuleRow, calendar: Calendar) -> Due | None:
    """The last day on which discovery still allows a penalty; None while the act goes on (行政处罚法 Art 36
    ¶2). Never moved over rest days, for it binds the State.
    """
    return None if misdeed.ended_on is None else compute(row, misdeed.ended_on, calendar)


@enforces("O4")
def within_limitation(
    misdeed: Misdeed, row: RuleRow | None, calendar: Calendar, *, on: date
) -> list[Finding]:
    """O4: an act not discovered in its period is not punished (行政处罚法 Art 36).

    On the last day itself there is a warning: whoever counts the day of the act, as the words
    从违法行为发生之日起 allow, would say that it was over. Five years for an act that ended before the law
    brought them is a question for people.
    """
    if gap := O4.gap(on):
        return gap
    if row is None:
        return [O4.warn("没有追究时效的依据，请人工核对")]
    due = limitation_end(misdeed, row, calendar)
    if due is None or misdeed.reported_in_time:
        return []
    if misdeed.discovered_on > due.on:
        message = f"违法行为于{due.start.isoformat()}终了，至{due.on.isoformat()}未被发现，不再给予行政处罚"
        return [O4.by_row(row, on, message, "不予立案；已经立案的，终止调查", None)]
    return [*_on_the_edge(misdeed, due), *_before_the_law(misdeed, due)]


def _on_the_edge(misdeed: Misdeed, due: Due) -> list[Finding]:
    if misdeed.discovered_on != due.on:
        return []
    return [O4.warn("发现之日为追究时效的最后一日；起算当日计入的，时效已经届满，请核对")]


def _before_the_law(misdeed: Misdeed, due: Due) -> list[Finding]:
    if misdeed.row_id != "O4.vital" or covered(APL, due.start):
        return []
    return O4.gap(due.start)
