"""Review and suit: what the party is told, what they stop, what follows (O30, O31, O54, O55)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sanzhi.law.calendar import Calendar
from sanzhi.law.clocks import Due, compute
from sanzhi.law.findings import Citation, Finding
from sanzhi.law.guards.basis import Cure, Rule
from sanzhi.law.guards.coverage import decides, enforces
from sanzhi.law.penalty import Penalty
from sanzhi.law.rules import RuleRow
from sanzhi.law.statutes import ALIT, ARL, apl

O30 = Rule("O30", (Citation(ARL, "第二十条第一款"), Citation(ALIT, "第四十六条第一款")))
O30_FIRST = Rule("O30", (Citation(ARL, "第二十三条第二款"), Citation(ARL, "第二十三条第一款第一项")))
O31 = Rule("O31", (Citation(ARL, "第二十条第三款"),))
O54 = Rule("O54", (apl("第七十三条第一款"), Citation(ARL, "第四十二条"), Citation(ALIT, "第五十六条")))
O54_DETENTION = Rule("O54", (apl("第七十三条第二款"),))
O55 = Rule("O55", (Citation(ARL, "第六十四条第二款"),))


@dataclass(frozen=True)
class PrintedRemedies:
    """What the decision tells on remedies: bodies as text, periods as numbers, whether review must come
    first.
    """

    review_body: str
    court: str
    review_days: int
    suit_months: int
    review_first: bool = False


class StayGround(StrEnum):
    """Why execution is stayed during review or suit (行政复议法 Art 42, 行政诉讼法 Art 56)."""

    AGENCY = "作出决定的机关认为需要停止执行"
    REVIEW_BODY = "行政复议机关决定停止执行"
    COURT = "人民法院裁定停止执行"
    BY_LAW = "法律、法规、规章规定停止执行"


@dataclass(frozen=True)
class Revocation:
    """A penalty revoked on review: its penalty, and digests of the facts and of the reasons it rested on."""

    penalty: Penalty
    facts: str
    reasons: str
    for_procedure: bool


@enforces("O30")
def remedies_printed(
    printed: PrintedRemedies, review: RuleRow, suit: RuleRow, *, summary: bool = False, on: date
) -> list[Finding]:
    """O30: a decision names where and within what time to ask for review (60 days) or to sue (6 months); one
    made on the spot says that review comes first (行政复议法 Art 20, 23; 行政诉讼法 Art 46).

    Other decisions may say so too where Art 23 ¶1(2) or another law puts review first, so that is a warning.
    """
    if gap := O30.gap(on):
        return gap
    faults = [
        (not printed.review_body.strip(), "决定书没有载明行政复议机关", O30),
        (not printed.court.strip(), "决定书没有载明提起行政诉讼的人民法院", O30),
        (printed.review_days != review.value, f"申请行政复议的期限应当写为{review.value}日", O30),
        (
            not summary and printed.suit_months != suit.value,
            f"提起行政诉讼的期限应当写为{suit.value}个月",
            O30,
        ),
        (summary and not printed.review_first, "当场处罚决定应当告知先申请行政复议", O30_FIRST),
    ]
    cure = "更正救济途径和期限"
    findings = [rule.refuse(message, cure, Cure.DECIDE) for fails, message, rule in faults if fails]
    if printed.review_first and not summary:
        message = "决定书要求先申请行政复议，请核对法律、行政法规是否规定复议前置"
        findings.append(O30_FIRST.warn(message, cure, Cure.DECIDE))
    return findings


@decides("O31", otherwise=lambda knew_on, _, review, __, calendar: compute(review, knew_on, calendar))
def review_ends(
    knew_on: date, learnt_on: date | None, review: RuleRow, longest: RuleRow, calendar: Calendar
) -> Due:
    """O31: the end of the period for review where the rights were not told: from learning of them, at most a
    year from knowing of the act (行政复议法 Art 20 ¶3).

    `knew_on` is when the party knew the act's content, `learnt_on` when it learnt of right, body and period;
    None while it has not. Raises ValueError when it learnt of the rights before the act.
    """
    cap = compute(longest, knew_on, calendar)
    if learnt_on is None:
        return cap
    if learnt_on < knew_on:
        raise ValueError("知道救济权利的日期早于知道行政行为的日期")
    due = compute(review, learnt_on, calendar)
    return due if due.on <= cap.on else cap


@enforces("O31")
def rights_told(
    *, told: bool, longest: RuleRow, served_on: date, calendar: Calendar, on: date
) -> list[Finding]:
    """O31: a decision served without remedies and periods may be challenged for up to a year (行政复议法 Art
    20 ¶3): a warning with the day, and the advice to tell them now.
    """
    if gap := O31.gap(on):
        return gap
    if told:
        return []
    last = compute(longest, served_on, calendar).on.isoformat()
    message = f"没有告知申请行政复议的权利、机关和期限，当事人最迟可至{last}申请行政复议"
    return [O31.warn(message, "书面补充告知，期限自当事人知道之日起计算")]


@enforces("O54")
def execution_goes_on(
    *, challenged: bool, stayed: bool, ground: StayGround | None, on: date
) -> list[Finding]:
    """O54: review or suit does not stop execution, save on a ground of the law (行政处罚法 Art 73 ¶1;
    行政复议法 Art 42; 行政诉讼法 Art 56).
    """
    if gap := O54.gap(on):
        return gap
    if stayed and ground is None:
        because = "仅因当事人申请复议、提起诉讼" if challenged else "没有法定情形"
        return [O54.refuse(f"{because}，不得停止执行", "继续执行，或者取得停止执行的决定、裁定", None)]
    if not stayed and ground is not None:
        return [O54.refuse(f"{ground.value}，应当停止执行", "停止执行", None)]
    return []


@enforces("O54")
def detention_may_be_stayed(
    *, detention: bool, asked: bool, conditions_met: bool, stayed: bool, on: date
) -> list[Finding]:
    """O54: a detention is stayed when the party who challenges it asks and meets the law's conditions
    (行政处罚法 Art 73 ¶2).
    """
    if gap := O54_DETENTION.gap(on):
        return gap
    if not (detention and asked and conditions_met) or stayed:
        return []
    message = "当事人申请暂缓执行限制人身自由的处罚并符合法律规定，应当暂缓执行"
    return [O54_DETENTION.refuse(message, "暂缓执行", None)]


@enforces("O55")
def not_the_same_again(
    revoked: Revocation | None, penalty: Penalty, *, facts: str, reasons: str, on: date
) -> list[Finding]:
    """O55: after revocation on review the same act is not made again on the same facts and reasons, unless it
    was revoked for procedure (行政复议法 Art 64 ¶2). "Substantially the same" is judged here by kinds.
    """
    if gap := O55.gap(on):
        return gap
    if revoked is None or revoked.for_procedure:
        return []
    same_ground = revoked.facts == facts and revoked.reasons == reasons
    if same_ground and revoked.penalty.kinds == penalty.kinds:
        message = "原决定经行政复议撤销，不得以同一事实和理由作出相同或者基本相同的决定"
        return [O55.refuse(message, "补充新的事实、证据或者改变理由，或者不予处罚", Cure.CONCLUDE)]
    if same_ground:
        return [O55.warn("与被撤销的决定事实、理由相同，请核对是否基本相同")]
    return []
