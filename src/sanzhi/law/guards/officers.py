"""Who may act: two certified officers, who show their certificates (H1, H2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sanzhi.law.calendar import region_stem
from sanzhi.law.findings import Citation, Finding
from sanzhi.law.guards.basis import Cure, Rule
from sanzhi.law.guards.coverage import enforces
from sanzhi.law.statutes import MARKET, OPINION_118, SAMRP, apl

H1 = Rule("H1", (apl("第四十二条第一款"),))
H2 = Rule("H2", (apl("第五十五条第一款"), Citation(OPINION_118, "第二部分（五）")))
_MARKET_ARTICLE = Citation(SAMRP, "第二十二条")


class CertificateState(StrEnum):
    """Standing of a certificate (动态管理: 贵州省行政执法监督办法 Art 14, 34)."""

    VALID = "有效"
    SUSPENDED = "暂扣"
    REVOKED = "吊销"


@dataclass(frozen=True)
class Certificate:
    """A 执法证. `valid_to` is the last valid day; `classes` are 执法类别 and `regions` GB/T 2260 codes;
    empty = any.

    `state` is its standing on the day of the act.
    """

    number: str
    agency: str
    valid_from: date
    valid_to: date
    classes: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    state: CertificateState = CertificateState.VALID


@dataclass(frozen=True)
class OfficerFact:
    """An officer acting: `id` tells people apart, `name` is shown, `certificate` is None when there is
    none.
    """

    id: str
    name: str
    certificate: Certificate | None = None


@dataclass(frozen=True)
class Ground:
    """Where an act is done: the agency, its region code, the class of enforcement (market regulation, …).

    `bodies` act in its name on a published letter of delegation (行政处罚法 Art 20 ¶4): their certificates
    count.
    """

    agency: str
    region: str
    domain: str
    bodies: frozenset[str] = frozenset()


@enforces("H1")
def two_certified_officers(officers: Sequence[OfficerFact], ground: Ground, *, on: date) -> list[Finding]:
    """H1: at least two officers, each with a certificate that holds on the day, for this agency, area and
    class.

    行政处罚法 Art 42 ¶1, for market regulation also 程序规定 Art 22. Each unusable certificate is named
    with its holder, even when two others suffice: then the unqualified person may not take part, which is a
    refusal too.
    """
    if gap := H1.gap(on):
        return gap
    rule = H1.also(_MARKET_ARTICLE) if ground.domain == MARKET else H1
    people = {officer.id: officer for officer in officers}
    findings = []
    if len(people) < 2:
        message = f"执法人员不得少于两人，现只有{len(people)}人"
        findings.append(rule.refuse(message, "增加具有执法资格的执法人员", Cure.ASSIGN_OFFICERS))
    for officer in people.values():
        fault = certificate_fault(officer.certificate, ground, on=on)
        if fault:
            message = f"{officer.name}{fault}，不得参与执法"
            findings.append(
                rule.refuse(message, f"更换{officer.name}，或者办妥其执法证件后再办理", Cure.ASSIGN_OFFICERS)
            )
    return findings


def certificate_fault(certificate: Certificate | None, ground: Ground, *, on: date) -> str | None:
    """Why a certificate does not hold on the day `on` for this agency, area and class, as a Chinese phrase,
    or None.
    """
    if certificate is None:
        return "没有执法证件"
    number = f"的执法证件（{certificate.number}）"
    checks = (
        (certificate.state is not CertificateState.VALID, f"{number}已被{certificate.state.value}"),
        (on < certificate.valid_from, f"{number}自{certificate.valid_from.isoformat()}起方才有效"),
        (on > certificate.valid_to, f"{number}已于{certificate.valid_to.isoformat()}到期"),
        (certificate.agency not in {ground.agency, *ground.bodies}, f"{number}不属于本机关"),
        (not _covers_region(certificate, ground.region), f"{number}的执法区域不包括本地"),
        (
            bool(certificate.classes) and ground.domain not in certificate.classes,
            f"{number}的执法类别不包括“{ground.domain}”",
        ),
    )
    return next((reason for fails, reason in checks if fails), None)


@enforces("H2")
def certificates_shown(
    officers: Sequence[OfficerFact], shown_by: frozenset[str], *, on: date
) -> list[Finding]:
    """H2: at each contact every officer shows the certificate, and the record says so (行政处罚法 Art 55 ¶1).

    `shown_by` holds the ids of officers whose showing is recorded.
    """
    if gap := H2.gap(on):
        return gap
    return [
        H2.refuse(
            f"没有记录{officer.name}已主动出示执法证件，当事人有权拒绝接受调查或者检查",
            "出示执法证件，并在笔录中记录出示情况",
            Cure.RECORD_INTERVIEW,
        )
        for officer in officers
        if officer.id not in shown_by
    ]


@enforces("H1")
def two_signatures(signed_by: Sequence[str], *, on: date, act: Cure | None = None) -> list[Finding]:
    """H1: before the seal is put, two officers of the case have signed (行政处罚法 Art 42 ¶1).

    `signed_by` holds the ids of those who signed; `act` is the act by which the missing one signs this
    document.
    """
    if gap := H1.gap(on):
        return gap
    count = len(set(signed_by))
    if count >= 2:
        return []
    return [H1.refuse(f"应当由两名以上执法人员签名，现有{count}人", "由另一名办案人员签署", act)]


def _covers_region(certificate: Certificate, region: str) -> bool:
    return not certificate.regions or any(
        region.startswith(region_stem(code)) for code in certificate.regions
    )
