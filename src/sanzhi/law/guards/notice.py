"""Prior notice, statement and defence (O10, O11, O12)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sanzhi.law.clocks import Due
from sanzhi.law.findings import Citation, Finding
from sanzhi.law.guards.basis import Cure, Rule
from sanzhi.law.guards.coverage import enforces
from sanzhi.law.penalty import Penalty, heavier_in
from sanzhi.law.statutes import MARKET, MEDICAL, NHSA, SAMRP, TRANSPORT, TRP, apl

O10 = Rule("O10", (apl("第六十二条"), apl("第四十四条")))
O11 = Rule("O11", (apl("第四十五条第一款"),))
O12 = Rule("O12", (apl("第四十五条第二款"),))
O12_UNNOTICED = Rule("O12", (apl("第四十四条"), apl("第六十二条")))
# Where the sector's rule protects a request for a hearing as it does the defence.
_HEARING_PROTECTED = {
    MARKET: Citation(SAMRP, "第五十八条"),
    TRANSPORT: Citation(TRP, "第八十一条"),
    MEDICAL: Citation(NHSA, "第四十一条第四款"),
}


@dataclass(frozen=True)
class Notice:
    """A prior notice (事先告知书). `draft_digest` names the draft whose content, facts and basis it told.

    The notice is complete when it told content, facts, reasons, basis and rights (行政处罚法 Art 44).
    """

    draft_digest: str
    sealed: bool
    issued_on: date | None
    served_on: date | None
    told_hearing: bool = False
    complete: bool = True


@dataclass(frozen=True)
class Waiver:
    """Rights given up expressly, in writing or on record. Silence is no waiver here: the window decides."""

    statement: bool = False
    hearing: bool = False
    on: date | None = None


@enforces("O10")
def notice_given(notice: Notice | None, draft_digest: str, *, on: date) -> list[Finding]:
    """O10: no decision without a sealed, served notice of this very draft (行政处罚法 Art 44, 62).

    A waiver gives up the statement, never the notice: one cannot waive what one was not told. So no waiver
    is asked for.
    """
    if gap := O10.gap(on):
        return gap
    fault = _notice_fault(notice, draft_digest, on)
    if fault is None:
        return []
    message, cure, act = fault
    return [O10.refuse(f"{message}，不得作出行政处罚决定", cure, act)]


@enforces("O11")
def statement_window_over(notice: Notice, waiver: Waiver, due: Due | None, *, on: date) -> list[Finding]:
    """O11: the days for statement and defence have run out, or the right was expressly waived (行政处罚法
    Art 45, 62).

    `due` is the clock of the sector's row from service of the notice; the statute sets no number of days,
    so without a row there is only a warning to leave a reasonable time.
    """
    return _window_over(O11, "陈述、申辩", notice, waived=waiver.statement, due=due, on=on)


@enforces("O11")
def defence_heard(*, received: bool, recorded_reply: bool, on: date) -> list[Finding]:
    """O11: a statement that came in is re-examined and answered before the decision (行政处罚法 Art 45 ¶1,
    62).
    """
    rule = Rule("O11", (*O11.citations, apl("第六十二条")))
    if gap := rule.gap(on):
        return gap
    if not received or recorded_reply:
        return []
    message = "当事人提出了陈述、申辩，但没有复核意见，不得作出行政处罚决定"
    return [rule.refuse(message, "复核当事人提出的事实、理由和证据，并记录复核意见", Cure.RECORD_STATEMENT)]


@enforces("O12")
def not_heavier(
    noticed: Penalty, decided: Penalty, *, defended: bool, asked_hearing: bool, domain: str | None, on: date
) -> list[Finding]:
    """O12: a decision is never heavier than the notice because of the defence (行政处罚法 Art 45 ¶2, 程序规定
    Art 58).

    For market regulation, transport and medical insurance a hearing request is protected alike. Without any
    defence a heavier penalty was not told, so it needs a new notice first (Art 44).
    """
    if gap := O12.gap(on):
        return gap
    reasons = "、".join(heavier_in(noticed, decided))
    if not reasons:
        return []
    protected = _HEARING_PROTECTED.get(domain or "")
    if defended or (asked_hearing and protected):
        rule = O12.also(protected) if protected else O12
        message = f"不得因当事人陈述、申辩或者要求听证而给予更重的处罚：{reasons}"
        return [
            rule.refuse(
                message, "按不重于告知的内容作出决定；确有新的事实的，重新审核并重新告知", Cure.ISSUE_NOTICE
            )
        ]
    message = f"拟作决定重于已告知的内容：{reasons}"
    return [O12_UNNOTICED.refuse(message, "就加重的内容重新告知当事人", Cure.ISSUE_NOTICE)]


def window_over(rule: Rule, right: str, notice: Notice, due: Due, on: date) -> list[Finding]:
    """Whether the window of a right, counted from service of the notice, has run out on the day `on`."""
    if not due.is_over(on):
        message = f"当事人{right}的期限至{due.on.isoformat()}届满，期限内不得作出决定"
        cure = f"{due.on.isoformat()}之后再作出决定，或者取得当事人明确放弃权利的记录"
        return [rule.by_row(due.row, notice.served_on or on, message, cure, Cure.WAIVE_RIGHTS)]
    if due.provisional:
        return [rule.warn(f"{right}期限涉及尚未公布放假安排的年度，请核对{due.on.isoformat()}是否为最后一日")]
    return []


def _window_over(
    rule: Rule, right: str, notice: Notice, *, waived: bool, due: Due | None, on: date
) -> list[Finding]:
    if gap := rule.gap(on):
        return gap
    if waived:
        return []
    if due is None:
        return [rule.warn(f"没有规定{right}期限的依据，请确认已给予当事人合理时间")]
    return window_over(rule, right, notice, due, on)


def _notice_fault(notice: Notice | None, digest: str, on: date) -> tuple[str, str, Cure] | None:
    if notice is None:
        return (
            "没有事先告知当事人拟作出的处罚内容及事实、理由、依据和权利",
            "制作并送达事先告知书",
            Cure.ISSUE_NOTICE,
        )
    faults: Sequence[tuple[bool, tuple[str, str, Cure]]] = (
        (not notice.complete, ("事先告知书内容不全", "补全后重新告知", Cure.ISSUE_NOTICE)),
        (
            notice.issued_on is None or not notice.sealed,
            ("事先告知书尚未签发用印", "签发并加盖印章", Cure.SEAL_NOTICE),
        ),
        (
            notice.served_on is None or notice.served_on > on,
            ("事先告知书尚未送达", "送达事先告知书", Cure.SERVE_NOTICE),
        ),
        (
            notice.draft_digest != digest,
            ("告知之后拟处罚的事实、依据或者内容有变更", "就变更后的内容重新告知", Cure.ISSUE_NOTICE),
        ),
    )
    return next((fault for fails, fault in faults if fails), None)
