"""Service of documents (O24, O25, P12)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from sanzhi.law.clocks import Due
from sanzhi.law.findings import Citation, Finding
from sanzhi.law.guards.basis import Cure, Rule
from sanzhi.law.guards.coverage import enforces
from sanzhi.law.guards.deadline import unmet
from sanzhi.law.guards.decision import seal_rule
from sanzhi.law.statutes import MARKET, SAMR45, SAMRP, apl

O24 = Rule("O24", (apl("第六十一条第一款"),))
O25 = Rule("O25", (apl("第六十一条第二款"),))
P12 = Rule("P12", (Citation(SAMR45, "第八条"),))


class ServiceWay(StrEnum):
    """Ways of service (送达方式)."""

    DIRECT = "直接送达"
    LEFT = "留置送达"
    ENTRUSTED = "委托送达"
    MAIL = "邮寄送达"
    ANNOUNCED = "公告送达"
    ELECTRONIC = "电子送达"


@dataclass(frozen=True)
class ServiceFact:
    """A service: the document's seal and issue, its date, the way, the day it took effect.

    `decided_on` is the date on the document. `confirmation` tells whether the party signed for electronic
    service; `publication_told` whether the party was told in writing that the decision will be published.
    """

    sealed: bool
    decided_on: date
    issued_on: date | None
    served_on: date
    way: ServiceWay = ServiceWay.DIRECT
    confirmation: bool = False
    publication_told: bool = True
    document: Literal["decision", "notice", "paper"] = "decision"

    @property
    def seal_act(self) -> Cure | None:
        """The act that seals this document; other papers are stamped by hand."""
        if self.document == "paper":
            return None
        return Cure.SEAL_DECISION if self.document == "decision" else Cure.SEAL_NOTICE

    @property
    def serve_act(self) -> Cure | None:
        """The act that serves this document; other papers name none."""
        if self.document == "paper":
            return None
        return Cure.SERVE_DECISION if self.document == "decision" else Cure.SERVE_NOTICE


@dataclass(frozen=True)
class Receipt:
    """What the receipt of a service says. `recorded`: the leaving was photographed or filmed."""

    way: ServiceWay
    signer: bool = False
    refusal: bool = False
    witness: bool = False
    recorded: bool = False
    post_number: bool = False
    entrusted_to: bool = False


_MARKET_RECEIPTS = {
    ServiceWay.DIRECT: Citation(SAMRP, "第八十二条第一项"),
    ServiceWay.LEFT: Citation(SAMRP, "第八十二条第二项"),
    ServiceWay.MAIL: Citation(SAMRP, "第八十二条第四项"),
    ServiceWay.ENTRUSTED: Citation(SAMRP, "第八十二条第四项"),
}


@enforces("O24")
def receipt_complete(receipt: Receipt, *, domain: str | None = None, on: date) -> list[Finding]:
    """O24: each way of service leaves its own proof (行政处罚法 Art 61 ¶1; 程序规定 Art 82(1), (2), (4)).

    Who signed; what was refused, and before whom or on which record it was left; the letter and who took it;
    who served in our place.
    """
    special = _MARKET_RECEIPTS.get(receipt.way) if domain == MARKET else None
    rule = O24.also(special) if special else O24
    if gap := rule.gap(on):
        return gap
    wanted = {
        ServiceWay.DIRECT: {"直接送达没有写明签收人": receipt.signer},
        ServiceWay.LEFT: {
            "留置送达没有载明拒收事由": receipt.refusal,
            "留置送达没有见证人，也没有拍照、录像记录送达过程": receipt.witness or receipt.recorded,
        },
        ServiceWay.MAIL: {
            "邮寄送达没有写明邮件号码": receipt.post_number,
            "邮寄送达没有写明回执上的收件人": receipt.signer,
        },
        ServiceWay.ENTRUSTED: {
            "没有写明受委托、转交送达的单位": receipt.entrusted_to,
            "委托送达没有写明签收人": receipt.signer,
        },
    }
    return unmet(rule, wanted.get(receipt.way, {}), cure="在送达回证上补充完整后登记送达")


@enforces("O23", "O24", "O25", "P12")
def service_lawful(
    service: ServiceFact, due: Due | None, *, domain: str | None = None, region: str = "", on: date
) -> list[Finding]:
    """O24: only a sealed, issued document is served, not before its date, within seven working days.

    行政处罚法 Art 59 ¶2, 61; 贵州省行政执法监督办法 Art 31(2) makes an unsealed decision void. Late service
    is a warning: it stays to be done. `due` is the O24 clock from the decision; None for documents without
    such a clock.
    """
    if gap := O24.gap(on):
        return gap
    return [
        *_document_ready(service, region),
        *_electronic_agreed(service),
        *_served_in_time(service, due),
        *_publication_told(service, domain, on),
    ]


def _document_ready(service: ServiceFact, region: str) -> list[Finding]:
    if not service.sealed or service.issued_on is None:
        return [
            seal_rule(region).refuse("文书尚未签发并加盖印章，不得送达", "签发并加盖印章", service.seal_act)
        ]
    begun = max(service.decided_on, service.issued_on)
    if service.served_on < begun:
        message = f"送达日期（{service.served_on.isoformat()}）早于作出、签发日期（{begun.isoformat()}）"
        return [O24.refuse(message, "核对送达日期", service.serve_act)]
    return []


def _electronic_agreed(service: ServiceFact) -> list[Finding]:
    if service.way is not ServiceWay.ELECTRONIC or service.confirmation:
        return []
    message = "当事人没有签订确认书，不得以电子方式送达"
    return [O25.refuse(message, "取得送达地址确认书，或者改用其他方式送达", service.serve_act)]


def _served_in_time(service: ServiceFact, due: Due | None) -> list[Finding]:
    if due is None or not due.is_over(service.served_on):
        return []
    rule = Rule("O24", (due.row.citation,), due.row.version)
    late = f"应当于{due.on.isoformat()}前送达，实际{service.served_on.isoformat()}送达"
    return [rule.warn(late, "在案卷中说明逾期送达的原因")]


def _publication_told(service: ServiceFact, domain: str | None, on: date) -> list[Finding]:
    """P12: in market regulation the party hears in writing, on service, of the publication to come."""
    if domain != MARKET or service.publication_told or P12.gap(on):
        return []
    return [P12.warn("送达时没有书面告知当事人行政处罚信息将向社会公示", "补送公示告知书", service.serve_act)]
