"""Who may not be the same person (H4, H5, H9, H10, H11, and the second pair of eyes before a release)."""

from collections.abc import Collection
from datetime import date

from sanzhi.law.findings import Citation, Finding
from sanzhi.law.guards.basis import Cure, Rule
from sanzhi.law.guards.coverage import enforces
from sanzhi.law.guards.officers import CertificateState, OfficerFact
from sanzhi.law.statutes import (
    AGP,
    APL,
    FARMING,
    GUIZHOU,
    MARKET,
    OGI,
    SAMR45,
    SAMRP,
    TRANSPORT,
    TRP,
    apl,
)

H4 = Rule("H4", (Citation(GUIZHOU, "第二十六条"),))
H4_CARD = Rule("H4", (Citation(GUIZHOU, "第二十六条"), Citation(GUIZHOU, "第十一条第四项")))
H5 = Rule("H5", (Citation(GUIZHOU, "第十三条第一款"),))
H9 = Rule("H9", (apl("第五十八条第二款"),))
H10 = Rule("H10", (apl("第五十八条第一款"),))
H11 = Rule("H11", (Citation(APL, "第六十四条第四项"),))
_RECORDER = {TRANSPORT: Citation(TRP, "第八十四条第三款"), FARMING: Citation(AGP, "第六十三条第二款")}
P24 = Rule("P24", (Citation(OGI, "第十七条第一款"),))


@enforces("H10")
def reviewer_is_independent(
    reviewer: str, handlers: Collection[str], *, domain: str | None = None, on: date
) -> list[Finding]:
    """H10: the reviewer is none of the handlers; `handlers` holds the ids of all who handled the case, both
    officers included.

    程序规定 Art 49 ¶3 for market regulation; 行政处罚法 Art 58 ¶1 reserves review to those who do review.
    """
    rule = Rule("H10", (Citation(SAMRP, "第四十九条第三款"), *H10.citations)) if domain == MARKET else H10
    if gap := rule.gap(on):
        return gap
    if reviewer not in handlers:
        return []
    return [rule.refuse("办案人员不得作为本案的审核人员", "改由其他审核人员审核", Cure.SUBMIT_FOR_REVIEW)]


@enforces("H9")
def reviewer_is_qualified(*, first_time: bool, has_legal_qualification: bool, on: date) -> list[Finding]:
    """H9: whoever reviews penalties for the first time holds the national legal qualification (行政处罚法
    Art 58 ¶2).
    """
    if gap := H9.gap(on):
        return gap
    if not first_time or has_legal_qualification:
        return []
    message = "初次从事行政处罚决定法制审核的人员，应当取得法律职业资格"
    return [H9.refuse(message, "改由具备资格的审核人员审核", Cure.SUBMIT_FOR_REVIEW)]


@enforces("H11")
def hearing_host_is_independent(host: str, investigators: Collection[str], *, on: date) -> list[Finding]:
    """H11: the host of a hearing did not investigate the case (行政处罚法 Art 64(4))."""
    if gap := H11.gap(on):
        return gap
    if host not in investigators:
        return []
    return [H11.refuse("听证主持人应当由非本案调查人员担任", "另行指定听证主持人", Cure.HOLD_HEARING)]


@enforces("H11")
def hearing_is_hosted(*, named: bool, on: date) -> list[Finding]:
    """H11: no hearing goes on without a host whom the agency named (行政处罚法 Art 64(4))."""
    if gap := H11.gap(on):
        return gap
    if named:
        return []
    return [H11.refuse("尚未指定听证主持人", "由行政机关负责人指定非本案调查人员主持", Cure.HOLD_HEARING)]


@enforces("H11")
def hearing_recorder_is_independent(
    recorder: str, investigators: Collection[str], *, domain: str | None = None, on: date
) -> list[Finding]:
    """H11: in transport and agriculture the recorder did not investigate either (交通程序规定 Art 84 ¶3, 农业
    程序规定 Art 63 ¶2). Elsewhere no text at hand says so: it warns.
    """
    rule = Rule("H11", (_RECORDER[domain], *H11.citations)) if domain in _RECORDER else H11
    if gap := rule.gap(on):
        return gap
    if recorder not in investigators:
        return []
    if rule is H11:
        return [H11.warn("听证记录人员是本案调查人员", "另行指定记录人员", Cure.HOLD_HEARING)]
    return [rule.refuse("本案调查人员不得担任听证记录员", "另行指定记录员", Cure.HOLD_HEARING)]


@enforces("P24")
def releaser_is_second_person(
    preparer: str, releaser: str, *, domain: str | None = None, on: date
) -> list[Finding]:
    """P24: what goes out is checked by somebody other than who prepared it.

    政府信息公开条例 Art 17 demands a review before release, 公示规定 Art 16 an inner check; that the
    reviewer is a second person is how this system carries both out.
    """
    rule = P24.also(Citation(SAMR45, "第十六条第一款")) if domain == MARKET else P24
    if gap := rule.gap(on):
        return gap
    if preparer != releaser:
        return []
    return [rule.refuse("公示稿的制作人不得自行审核发布", "由另一名工作人员审核发布", Cure.PUBLISH_RELEASE)]


@enforces("H5")
def supervisor_is_no_officer(supervisor: str, officers: Collection[str], *, on: date) -> list[Finding]:
    """H5: a supervisor does no enforcement, an officer no supervision (贵州省行政执法监督办法 Art 13)."""
    if gap := H5.gap(on):
        return gap
    if supervisor not in officers:
        return []
    return [H5.refuse("行政执法人员不得从事行政执法监督工作", "改由行政执法监督人员办理", None)]


@enforces("H4")
def two_supervisors(supervisors: Collection[str], *, on: date) -> list[Finding]:
    """H4: at least two supervisors carry out an act of supervision (贵州省行政执法监督办法 Art 26)."""
    if gap := H4.gap(on):
        return gap
    count = len(set(supervisors))
    if count >= 2:
        return []
    return [H4.refuse(f"执行监督公务不得少于两人，现只有{count}人", "增加行政执法监督人员", None)]


@enforces("H4")
def supervisors_show_cards(
    supervisors: Collection[OfficerFact], shown_by: Collection[str], *, on: date
) -> list[Finding]:
    """H4: each supervisor holds a valid supervision card and shows it (贵州省行政执法监督办法 Art 11, 26).

    The certificate of each fact is the 监督证; `shown_by` holds the ids of those whose showing is recorded.
    """
    if gap := H4_CARD.gap(on):
        return gap
    findings = []
    for each in supervisors:
        card = each.certificate
        held = card is not None and card.state is CertificateState.VALID
        if card is None or not held or not card.valid_from <= on <= card.valid_to:
            message = f"{each.name}没有当日有效的行政执法监督证件"
            findings.append(H4_CARD.refuse(message, "改由持证的监督人员执行", None))
        elif each.id not in shown_by:
            message = f"没有记录{each.name}已主动出示行政执法监督证件"
            findings.append(H4_CARD.refuse(message, "出示监督证件并记录", None))
    return findings


@enforces("H5")
def offices_apart(*, supervises: bool, enforces_law: bool, on: date) -> list[Finding]:
    """H5: one account is not given supervision and enforcement both (贵州省行政执法监督办法 Art 13 ¶1).

    `enforces_law` is true for the role of an officer and for whoever holds a 执法证, whatever the role.
    """
    if gap := H5.gap(on):
        return gap
    if not (supervises and enforces_law):
        return []
    message = "行政执法监督人员不得从事行政执法工作，执法人员不得从事监督工作，两种角色不得授予同一人"
    return [H5.refuse(message, "收回其中一种角色", None)]
