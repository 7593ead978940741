"""Electronic service: what is kept of it, and on which day it takes effect (O25)."""

from dataclasses import dataclass
from datetime import date

from sanzhi.law.findings import Citation, Finding
from sanzhi.law.guards.basis import Cure, Rule
from sanzhi.law.guards.coverage import decides, enforces
from sanzhi.law.guards.deadline import unmet
from sanzhi.law.statutes import HOUSING, HOUSING_RULES, MARKET, SAMRP, TRANSPORT, TRP, apl

O25 = Rule("O25", (apl("第六十一条第二款"),))
_KEPT = {MARKET: Citation(SAMRP, "第八十二条第三项"), HOUSING: Citation(HOUSING_RULES, "第三十七条第二款")}
_AGREED = Citation(TRP, "第十八条第三项")


@dataclass(frozen=True)
class ElectronicService:
    """A document sent electronically. `arrived_on` is its arrival in the party's system, `sent_on` the day on
    which the agency's system shows success, `proven_on` another arrival that the party proved.
    """

    confirmation: bool
    evidence_kept: bool
    sent_on: date
    arrived_on: date | None = None
    proven_on: date | None = None


@decides("O25", otherwise=lambda service, *, domain: service.sent_on)
def served_electronically_on(service: ElectronicService, *, domain: str | None) -> date | None:
    """O25: the day of service: arrival in the party's system; in transport the day that the agency's system
    shows, unless the party proves another (程序规定 Art 82(3); 交通 Art 18(3)). None while nothing shows
    arrival.
    """
    if service.proven_on is not None:
        return service.proven_on
    return service.sent_on if domain == TRANSPORT else service.arrived_on


@enforces("O25")
def electronic_service_lawful(
    service: ElectronicService, *, domain: str | None = None, on: date
) -> list[Finding]:
    """O25: only with a signed confirmation, the sending kept on record, and arrival shown (行政处罚法 Art 61
    ¶2).

    That the sending is recorded stands in the rules of market regulation and housing; elsewhere it is
    advised.
    """
    special = _AGREED if domain == TRANSPORT else _KEPT.get(domain or "")
    rule = Rule("O25", (*O25.citations, special)) if special else O25
    if gap := rule.gap(on):
        return gap
    arrived = served_electronically_on(service, domain=domain) is not None
    conditions = {
        "当事人没有签订确认书，不得以电子方式送达": service.confirmation,
        "没有到达当事人特定系统的记录，不视为送达": arrived,
    }
    findings = unmet(
        rule, conditions, cure="取得确认书和到达记录，或者改用其他方式送达", act=Cure.SERVE_DECISION
    )
    if service.evidence_kept:
        return findings
    message, cure = "没有留存电子送达过程的记录", "以拍照、截屏、录音、录像等方式补记"
    return [*findings, rule.refuse(message, cure, None) if domain in _KEPT else rule.warn(message, cure)]
