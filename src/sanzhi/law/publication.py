"""What must be published, where, until when, and what may not be (P1–P5, P13; 行政处罚法 Art 48)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sanzhi.law.clocks import Due, add_months, compute
from sanzhi.law.findings import Citation, Finding
from sanzhi.law.guards.basis import Rule
from sanzhi.law.guards.coverage import decides, enforces, rests_on
from sanzhi.law.penalty import Penalty, PenaltyKind
from sanzhi.law.rules import RuleSet
from sanzhi.law.statutes import MARKET, MINORS, OGI, OPINION_118, SAMR45, apl

MINOR = Rule("X8", (Citation(MINORS, "第一百零三条"),))
SECRET = Rule("P24", (Citation(OGI, "第十四条"), apl("第五十条")))
PRIVATE = Rule("P24", (Citation(OGI, "第十五条"), apl("第五十条")))
PENDING = Rule("P24", (Citation(OGI, "第十七条第三款"),))

_LEAST = ("执法机关", "执法对象", "执法类别", "执法结论")
_SUMMARY = (
    "行政处罚决定书文号",
    "当事人基本情况",
    "违法行为类型",
    "行政处罚内容",
    "作出行政处罚决定的行政机关名称和日期",
    "行政处罚决定书",
)


class Channel(StrEnum):
    """Where something is published; each has its own due date, text and end of display."""

    PORTAL = "portal"
    ENTERPRISE = "enterprise"

    @property
    def label(self) -> str:
        """The name of the channel for a person."""
        return "行政执法信息公示平台" if self is Channel.PORTAL else "国家企业信用信息公示系统"


class DecisionKind(StrEnum):
    """Which clock of 国办发〔2018〕118号 part 2 (6) runs: seven days for licences and penalties, twenty for
    the rest.
    """

    PENALTY = "行政处罚"
    LICENCE = "行政许可"
    OTHER = "其他行政执法决定"


@dataclass(frozen=True)
class DecisionFact:
    """A decision as publication sees it. `penalty` is None unless it is one; `summary` means made on the
    spot.

    The rest are judgements of the review before release: a party under eighteen, a state secret, a trade
    secret or privacy that cannot be processed away, harm to public, economic or social safety, a suspected
    crime being transferred.
    """

    kind: DecisionKind
    decided_on: date
    domain: str | None = None
    region: str | None = None
    penalty: Penalty | None = None
    summary: bool = False
    minor: bool = False
    state_secret: bool = False
    private: bool = False
    harmful: bool = False
    crime_pending: bool = False


@dataclass(frozen=True)
class Duty:
    """A duty to publish: channel, what at least, until when, by which articles."""

    channel: Channel
    what: tuple[str, ...]
    due: Due
    citations: tuple[Citation, ...]


@rests_on("P1", "P2", "P4")
def duties(decision: DecisionFact, rules: RuleSet) -> list[Duty]:
    """P1, P2, P4: where and by when a decision is to be published. Withheld decisions have none: see
    `withheld`.

    The clock of the portal runs from the decision, not from service, though nothing goes out before
    service: a decision not yet served on the due day is late for a lawful reason.
    """
    found = [_portal_duty(decision, rules)]
    if (
        decision.kind is DecisionKind.PENALTY
        and decision.domain == MARKET
        and _on_enterprise_system(decision)
    ):
        row = rules.pick("P4", domain=MARKET, region=decision.region, on=decision.decided_on)
        due = compute(row, decision.decided_on, rules.calendar)
        found.append(Duty(Channel.ENTERPRISE, _SUMMARY, due, (row.citation, Citation(SAMR45, "第四条"))))
    return found


@enforces("P24", "X8")
def withheld(decision: DecisionFact, *, on: date) -> list[Finding]:
    """Why a decision may not go out at all: one refusal a ground.

    未成年人保护法 Art 103; 政府信息公开条例 Art 14, 15, 17; 行政处罚法 Art 50. A transfer to the police is
    a ground to ask the competent authority first (条例 Art 17 ¶3).
    """
    process = "不予公开；可以作区分处理的，处理后重新提交"
    grounds = (
        (decision.minor, MINOR, "当事人是未成年人，不得披露可能识别其身份的信息", "不予公开"),
        (decision.state_secret, SECRET, "涉及国家秘密，不予公开", "不予公开"),
        (
            decision.harmful,
            SECRET,
            "公开后可能危及国家安全、公共安全、经济安全、社会稳定，不予公开",
            "不予公开",
        ),
        (decision.private, PRIVATE, "涉及商业秘密、个人隐私，不得公开", process),
        (decision.crime_pending, PENDING, "案件涉嫌犯罪正在移送，不能确定是否可以公开", "报有关主管部门确定"),
    )
    findings = []
    for holds, rule, message, cure in grounds:
        if holds:
            # A text of that day not at hand is no licence to publish, so the refusal stands beside the
            # unknown.
            findings += [*rule.gap(on), rule.refuse(message, cure, None)]
    return findings


@rests_on("P13")
def display_until(
    decision: DecisionFact, shown_on: date, rules: RuleSet, *, light_fine: bool = False
) -> date | None:
    """P13: the last day of display on the enterprise system, or None for other sectors (公示规定 Art 13).

    Three months for 通报批评 or a lower fine alone (`light_fine`: below the province's figure), three years
    otherwise; a restriction that lasts longer is shown as long as it lasts (in days from `shown_on`).
    """
    penalty = decision.penalty
    if decision.domain != MARKET or penalty is None:
        return None
    light = penalty.kinds == {PenaltyKind.CIRCULAR} or (light_fine and penalty.kinds == {PenaltyKind.FINE})
    row = rules.pick("P13.light" if light else "P13", domain=MARKET, on=shown_on)
    end = add_months(shown_on, row.value)
    lasting = (PenaltyKind.RESTRICT_BUSINESS, PenaltyKind.BAN_FROM_TRADE)
    ends = [date.fromordinal(shown_on.toordinal() + penalty.terms[k]) for k in lasting if k in penalty.terms]
    return max([end, *ends])


def _portal_duty(decision: DecisionFact, rules: RuleSet) -> Duty:
    rule = "P2" if decision.kind is DecisionKind.OTHER else "P1"
    row = rules.pick(rule, domain=decision.domain, region=decision.region, on=decision.decided_on)
    citations = [row.citation]
    if decision.kind is DecisionKind.PENALTY:
        citations.append(apl("第四十八条第一款"))
    citations.append(Citation(OPINION_118, "第二部分（六）"))
    due = compute(row, decision.decided_on, rules.calendar)
    return Duty(Channel.PORTAL, _LEAST, due, tuple(dict.fromkeys(citations)))


@decides("P13", otherwise=lambda decision: True)
def _on_enterprise_system(decision: DecisionFact) -> bool:
    """公示规定 Art 2: ordinary procedure, and not a warning alone."""
    warning_only = decision.penalty is not None and decision.penalty.kinds == {PenaltyKind.WARNING}
    return not decision.summary and not warning_only
