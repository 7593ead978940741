"""Legal review before the decision, and deliberation after it (V1, V7, O19, O20)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sanzhi.law.findings import Citation, Finding
from sanzhi.law.guards.basis import Cure, Rule
from sanzhi.law.guards.coverage import enforces
from sanzhi.law.guards.major import MajorReason
from sanzhi.law.statutes import AGP, FARMING, GUIZHOU, MARKET, OPINION_118, SAMRP, apl

O19 = Rule("O19", (apl("第五十八条第一款"), Citation(OPINION_118, "第四部分")))
V7 = Rule("V7", (apl("第五十八条第一款第二项"),))
# Sectors in which an ordinary case that is not major has its case review (案件审核) before the decision.
CASE_CHECKS = {
    MARKET: Rule("O19", (Citation(SAMRP, "第四十九条第一款"), Citation(SAMRP, "第五十二条第一款"))),
    FARMING: Rule("O19", (Citation(AGP, "第五十一条第二款"),)),
}
O20 = Rule("O20", (apl("第五十七条第二款"),))
_GUIZHOU_REVIEW = Citation(GUIZHOU, "第十九条第三款")


class Opinion(StrEnum):
    """What a review ends in (国办发〔2018〕118号 part 4 (13), 程序规定 Art 54). Only agreement passes."""

    AGREE = "同意"
    CORRECT = "建议纠正"
    SUPPLEMENT = "建议补充调查"
    TRANSFER = "建议移送"
    OTHER = "其他意见"


@dataclass(frozen=True)
class ReviewFact:
    """The latest review: which draft it read (`draft_digest`), what it said, when, and whether legal or
    case review.
    """

    draft_digest: str
    opinion: Opinion
    given_on: date
    legal: bool = True


@dataclass(frozen=True)
class Deliberation:
    """A collective discussion (负责人集体讨论). `opinions` and `signed` hold the ids of leaders who spoke
    and signed.
    """

    draft_digest: str
    held_on: date
    attendees: frozenset[str]
    opinions: frozenset[str]
    signed: frozenset[str]
    agreed: bool = True


@enforces("O19", V1="O19")
def review_passed(
    reasons: Sequence[MajorReason],
    review: ReviewFact | None,
    draft_digest: str,
    *,
    waiting: bool = False,
    domain: str | None = None,
    region: str = "",
    on: date,
) -> list[Finding]:
    """O19, V1: a major decision needs a passed legal review of the present draft (行政处罚法 Art 58 ¶1).

    A decision is never made over a failed review, and a review of an older draft does not count. Where
    every reason rests on an unconfirmed number it only warns; in market regulation and agriculture such a
    case, like any ordinary one, has at least its case review (程序规定 Art 49, 52; 农业 Art 51 ¶2).
    `waiting` says that the present draft was handed over and its opinion is still to come.
    """
    certain = any(reason.confirmed for reason in reasons)
    check = CASE_CHECKS.get(domain or "")
    if not certain and check is None:
        return _doubtful(reasons, review, draft_digest, on)
    rule = _review_rule(region) if certain or check is None else check
    if gap := rule.gap(on):
        return gap
    name = "法制审核" if certain else "案件审核"
    fault = _review_fault(review, draft_digest, name, must_be_legal=certain, on=on)
    if fault is None:
        return [] if certain else _doubtful(reasons, review, draft_digest, on)
    message, cure = fault
    message = f"{message}{_because(reasons)}，不得作出决定"
    if waiting:
        return [rule.refuse(message, f"现稿已经送审，待审核人员出具{name}意见", None)]
    return [rule.refuse(message, cure, Cure.SUBMIT_FOR_REVIEW)]


@enforces("V7")
def reviewed_after_hearing(
    review: ReviewFact | None, hearing_held_on: date | None, *, on: date
) -> list[Finding]:
    """V7: a case with a hearing is reviewed after it (行政处罚法 Art 58 ¶1(2), 程序规定 Art 50 ¶2)."""
    if gap := V7.gap(on):
        return gap
    if hearing_held_on is None or review is None or review.given_on >= hearing_held_on:
        return []
    days = f"{review.given_on.isoformat()}审核，{hearing_held_on.isoformat()}听证"
    message = f"应当在听证结束后进行法制审核（{days}）"
    return [V7.refuse(message, "听证结束后重新送审", Cure.SUBMIT_FOR_REVIEW)]


@enforces("O20")
def deliberated(
    reasons: Sequence[MajorReason],
    deliberation: Deliberation | None,
    draft_digest: str,
    *,
    domain: str | None = None,
    on: date,
) -> list[Finding]:
    """O20: complex or major cases are decided by the leaders together, with every opinion and signature on
    record.

    行政处罚法 Art 57 ¶2; in market regulation every case under legal review (程序规定 Art 60 ¶2). Where every
    reason rests on an unconfirmed number the finding is a warning.
    """
    if not reasons:
        return []
    rule = O20.also(Citation(SAMRP, "第六十条第二款")) if domain == MARKET else O20
    if gap := rule.gap(on):
        return gap
    fault = _deliberation_fault(deliberation, draft_digest, on)
    if fault is None:
        return []
    cure = "由行政机关负责人集体讨论决定并形成记录"
    if any(reason.confirmed for reason in reasons):
        return [rule.refuse(f"{fault}，不得作出行政处罚决定", cure, Cure.DELIBERATE)]
    return [rule.warn(f"{fault}{_because(reasons)}", cure, Cure.DELIBERATE)]


def _doubtful(
    reasons: Sequence[MajorReason], review: ReviewFact | None, draft_digest: str, on: date
) -> list[Finding]:
    """A warning where a number whose text is not confirmed asks for a legal review that has not passed."""
    if not reasons:
        return []
    if gap := O19.gap(on):
        return gap
    fault = _review_fault(review, draft_digest, "法制审核", must_be_legal=True, on=on)
    if fault is None:
        return []
    message, cure = fault
    return [O19.warn(f"{message}{_because(reasons)}，请核对是否应当法制审核", cure, Cure.SUBMIT_FOR_REVIEW)]


def _because(reasons: Sequence[MajorReason]) -> str:
    """The reasons in brackets; one whose number is not confirmed says so."""
    texts = [reason.text if reason.confirmed else f"{reason.text}，依据未确认" for reason in reasons]
    return f"（{'；'.join(texts)}）" if texts else ""


def _review_rule(region: str) -> Rule:
    return O19.also(_GUIZHOU_REVIEW) if region.startswith("52") else O19


def _review_fault(
    review: ReviewFact | None, digest: str, name: str, *, must_be_legal: bool, on: date
) -> tuple[str, str] | None:
    if review is None or (must_be_legal and not review.legal) or review.given_on > on:
        return f"未经{name}", f"提交{name}"
    if review.draft_digest != digest:
        return f"{name}之后拟作决定有变更，原审核意见不适用于现稿", f"就现稿重新提交{name}"
    if review.opinion is not Opinion.AGREE:
        return f"{name}未通过（{review.opinion.value}）", "按审核意见研究处理后再次送审"
    return None


def _deliberation_fault(deliberation: Deliberation | None, digest: str, on: date) -> str | None:
    if deliberation is None or deliberation.held_on > on:
        return "情节复杂或者重大违法行为应当由负责人集体讨论决定，尚未集体讨论"
    people = deliberation.attendees
    faults = (
        (deliberation.draft_digest != digest, "集体讨论之后拟作决定有变更"),
        (len(people) < 2, "集体讨论不得只有一人参加"),
        (not people <= deliberation.opinions, "集体讨论记录没有写明每位参加人的意见"),
        (not people <= deliberation.signed, "集体讨论记录没有全体参加人签名"),
        (not deliberation.agreed, "集体讨论没有同意给予处罚"),
    )
    return next((message for fails, message in faults if fails), None)
