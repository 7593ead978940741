"""Evidence: kinds, lawfulness, rights told, tests, monitoring, help of others (O8, O40, O44, O45, O46)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sanzhi.law.clocks import Due
from sanzhi.law.findings import Citation, Finding
from sanzhi.law.guards.basis import Cure, Rule
from sanzhi.law.guards.coverage import enforces
from sanzhi.law.guards.deadline import overdue, unmet
from sanzhi.law.statutes import AGP, FARMING, HOUSING, HOUSING_RULES, MARKET, SAMRP, TRANSPORT, TRP, apl

O8 = Rule("O8", (apl("第二十六条"),))
O40 = Rule("O40", (Citation(SAMRP, "第二十一条第二款"),))
O40_ELSEWHERE = Rule("O40", (apl("第七条第一款"), apl("第四十三条第二款")))
O44 = Rule("O44", (apl("第四十一条"),))
O45 = Rule("O45", (apl("第四十六条"),))
O46 = Rule("O46", (Citation(SAMRP, "第三十二条"),))
_TESTS = {
    MARKET: O46,
    FARMING: Rule("O46", (Citation(AGP, "第四十条第二款"),)),
    HOUSING: Rule("O46", (Citation(HOUSING_RULES, "第十八条第一款"),)),
}
_RETEST = Rule("O46", (Citation(AGP, "第四十一条第二款"),))


class EvidenceKind(StrEnum):
    """The eight kinds of 行政处罚法 Art 46 ¶1."""

    DOCUMENT = "书证"
    OBJECT = "物证"
    AUDIOVISUAL = "视听资料"
    ELECTRONIC = "电子数据"
    WITNESS = "证人证言"
    PARTY = "当事人的陈述"
    EXPERT = "鉴定意见"
    RECORD = "勘验笔录、现场笔录"


class Origin(StrEnum):
    """Where a piece comes from; pre-filing and transferred evidence is usable (程序规定 Art 23 ¶2–3)."""

    CASE = "立案后收集"
    BEFORE_FILING = "立案前核查或者监督检查中取得"
    TRANSFERRED = "移送机关收集"


@dataclass(frozen=True)
class Piece:
    """A piece of evidence. `kind` is text, for it may be none of the eight."""

    name: str
    kind: str
    verified: bool
    lawful: bool = True
    origin: Origin = Origin.CASE


@dataclass(frozen=True)
class HelpRequest:
    """A letter asking for help. `told_later_on`: when the asking side heard that it takes longer."""

    received_on: date
    done_on: date | None = None
    told_later_on: date | None = None


@dataclass(frozen=True)
class MonitoringRecord:
    """A record of an electronic device and what was done about it."""

    device_reviewed: bool
    location_public: bool
    content_checked: bool
    party_told: bool
    can_look_up: bool


@dataclass(frozen=True)
class TestResult:
    """The result of a test or appraisal. `sampled`: it was made on a sample taken by the agency."""

    __test__ = False

    received_on: date
    told_on: date | None = None
    sampled: bool = False
    retest_told: bool = False


@enforces("O8")
def help_given_in_time(request: HelpRequest, due: Due | None, *, on: date) -> list[Finding]:
    """O8: help asked of another agency is completed in the row's days, later only when told before they end
    (行政处罚法 Art 26; 程序规定 Art 45 ¶2; 医保程序规定 Art 34). `due` is the O8 clock from receipt.
    """
    if gap := O8.gap(on):
        return gap
    told = request.told_later_on
    if due is None or (told is not None and not due.is_over(told)):
        return []
    cure = "尽快完成协助，并告知提出请求的机关"
    return overdue(O8, due, request.done_on, "完成协助调查，或者告知需要延期", on=on, cure=cure)


@enforces("O40")
def rights_told_at_first_contact(
    *, first: bool, told_defence: bool, told_recusal: bool, domain: str | None, on: date
) -> list[Finding]:
    """O40: at the first contact for evidence the party hears of statement, defence and recusal (程序规定 Art
    21 ¶2). Other sectors' texts set no such moment, so there it is a reminder.
    """
    rule = O40 if domain == MARKET else O40_ELSEWHERE
    if gap := rule.gap(on):
        return gap
    if not first or (told_defence and told_recusal):
        return []
    rights = [
        name
        for told, name in ((told_defence, "陈述权、申辩权"), (told_recusal, "申请回避的权利"))
        if not told
    ]
    message = f"首次向当事人收集、调取证据，没有告知其享有{'和'.join(rights)}"
    if domain == MARKET:
        return [rule.refuse(message, "告知当事人，并记入笔录", Cure.RECORD_INTERVIEW)]
    return [rule.warn(message, "告知当事人，并记入笔录", Cure.RECORD_INTERVIEW)]


@enforces("O44")
def monitoring_usable(record: MonitoringRecord, *, domain: str | None = None, on: date) -> list[Finding]:
    """O44: a device is reviewed and its place public, its record checked before use, the party told promptly
    and able to look it up and answer (行政处罚法 Art 41).
    """
    rule = O44.also(Citation(TRP, "第三十八条第五项")) if domain == TRANSPORT else O44
    if gap := rule.gap(on):
        return gap
    conditions = {
        "电子技术监控设备没有经过法制和技术审核": record.device_reviewed,
        "电子技术监控设备的设置地点没有向社会公布": record.location_public,
        "监控记录内容未经审核，不得作为行政处罚的证据": record.content_checked,
        "没有及时告知当事人监控记录的违法事实": record.party_told,
        "没有为当事人查询、陈述和申辩提供便利": record.can_look_up,
    }
    return unmet(rule, conditions, cure="补办审核、公布或者告知后再作为证据使用", act=Cure.ADD_EVIDENCE)


@enforces("O45")
def evidence_sound(pieces: Sequence[Piece], *, on: date) -> list[Finding]:
    """O45: each piece is of one of eight kinds, verified, and lawfully obtained (行政处罚法 Art 46).

    That it was gathered before filing or handed over with the case does not count against it (程序规定 Art
    23).
    """
    if gap := O45.gap(on):
        return gap
    return [finding for piece in pieces for finding in _piece_faults(piece)]


@enforces("O46")
def test_result_told(result: TestResult, *, domain: str | None, concluding: bool, on: date) -> list[Finding]:
    """O46: the party hears the result of a test; in agriculture, of a sample, also of the right to have it
    tested again (程序规定 Art 32; 农业 Art 40–41; 住建 Art 18). Untold, the investigation is not concluded.
    """
    rule = _TESTS.get(domain or "", O46)
    if rule.gap(on):
        return rule.gap(on)
    findings = []
    if result.told_on is None:
        message = "检测、检验、检疫、鉴定结果没有告知当事人"
        binding = concluding and domain in _TESTS
        findings.append(
            rule.refuse(message, "告知当事人", None) if binding else rule.warn(message, "告知当事人")
        )
    if domain == FARMING and result.sampled and not result.retest_told:
        message = "没有告知当事人有依法申请复检的权利"
        findings.append(_RETEST.refuse(message, "告知复检权利后再作认定", None))
    return findings


def _piece_faults(piece: Piece) -> list[Finding]:
    findings = []
    if piece.kind not in set(EvidenceKind):
        message = f"“{piece.name}”不属于法定的证据种类"
        findings.append(O45.refuse(message, "按八种证据种类重新归类", Cure.ADD_EVIDENCE))
    if not piece.lawful:
        message = f"“{piece.name}”以非法手段取得，不得作为认定案件事实的根据"
        findings.append(O45.refuse(message, "排除该证据，另行依法取证", Cure.ADD_EVIDENCE))
    if not piece.verified:
        message = f"“{piece.name}”尚未查证属实，不得作为认定案件事实的根据"
        findings.append(O45.refuse(message, "查证属实，或者不采用该证据", Cure.ADD_EVIDENCE))
    return findings
