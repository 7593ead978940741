"""What becomes of the record: how long it is kept, what may replace paper, and the closed file (R9–R19)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sanzhi.law.clocks import add_months
from sanzhi.law.findings import Citation, Finding
from sanzhi.law.guards.basis import Cure, Rule
from sanzhi.law.guards.coverage import enforces
from sanzhi.law.rules import RuleRow
from sanzhi.law.statutes import AGP, FARMING, MARKET, ONLINE, OPINION_118, SAMRP, TRANSPORT, TRP, apl

POLICE = "公安"
POLICE_RULES = "公安机关办理行政案件程序规定"
R9 = Rule("R9", (Citation("公安机关现场执法视音频记录工作规定", "第十三条"),))
R11 = Rule("R11", (Citation(OPINION_118, "第三部分（八）"),))
R13 = Rule("R13", (apl("第五十五条第二款"),))
R13_TRANSPORT = Rule("R13", (Citation(TRP, "第五十条"), *R13.citations))
R13_POLICE = Rule(
    "R13", (Citation(POLICE_RULES, "第五十五条第三款"), Citation(POLICE_RULES, "第八十六条第二款"))
)
R14 = Rule("R14", (Citation(SAMRP, "第四十三条"),))
R14_ONLINE = Rule("R14", (Citation(SAMRP, "第三十一条第二款"),))
R15 = Rule("R15", (Citation(ONLINE, "第十二条第一款"),))
R16 = Rule("R16", (Citation(SAMRP, "第二十六条第一款"),))
R16_TRANSPORT = Rule("R16", (Citation(TRP, "第三十八条"),))
R17 = Rule("R17", (Citation(TRP, "第三十五条第二项"),))
R18 = Rule("R18", (Citation(AGP, "第八十六条"),))
R19 = Rule("R19", (Citation(OPINION_118, "第三部分（九）"), Citation(OPINION_118, "第三部分（十）")))
LIST_COLUMNS = ("类别", "事项", "环节", "方式", "地点", "开始", "内容", "结束", "保存期限", "责任单位、人员")


class Absence(StrEnum):
    """Why the party's signature is not under a record."""

    NOT_REACHED = "无法通知当事人"
    ABSENT = "当事人不到场或者拒绝接受调查"
    UNSIGNED = "当事人拒绝签名、盖章"
    ONLINE_SAMPLE = "通过网络、电话购买抽样"


@dataclass(frozen=True)
class DataCopy:
    """Electronic data taken as evidence. A copy says why not the original, and how, when and by whom."""

    original: bool
    reason: str = ""
    method: str = ""
    made_at: str = ""
    maker: str = ""


@enforces("R9")
def police_video_kept(
    row: RuleRow | None, taken: date, kept_until: date | None, *, for_ever: bool, on: date
) -> list[Finding]:
    """R9: police recordings are kept for the months of the row, for ever where they are evidence and the like
    (`for_ever`). The text is not at hand: a warning. `kept_until` None means for ever.
    """
    if row is None or kept_until is None:
        return []
    if for_ever:
        return [R9.by_row(row, on, "作为证据等情形的音像资料应当永久保存", "改为永久保存", None)]
    if kept_until >= add_months(taken, row.value):
        return []
    return [R9.by_row(row, on, f"音像资料的保存期限不少于{row.value}个月", "延长保存期限", None)]


@enforces("R11")
def video_list_complete(item: Mapping[str, str], *, on: date) -> list[Finding]:
    """R11: an item of the list of what is filmed has the columns usual in the lists of several agencies.

    The opinion wants the management of recordings settled, not this form: a warning (118号 part 3 (8)).
    """
    missing = [name for name in LIST_COLUMNS if not item.get(name, "").strip()]
    if not missing:
        return []
    return R11.gap(on) or [R11.warn(f"音像记录事项清单缺少{'、'.join(missing)}", "补充清单")]


@enforces("R13")
def video_replaces_record(
    *, uncontested: bool, sufficient: bool, spans_noted: bool, domain: str | None, on: date
) -> list[Finding]:
    """R13: in transport a recording replaces the written record when the facts are not contested and it
    suffices (交通 Art 50); with the police when it has the elements and its time spans are noted (Art 55,
    86). Elsewhere inquiry and inspection have a written record (行政处罚法 Art 55 ¶2).
    """
    if domain == POLICE:
        if sufficient and spans_noted:
            return []
        message = "音像要素不全或者没有注明关键内容和时间段，不能替代笔录"
        return R13_POLICE.gap(on) or [R13_POLICE.refuse(message, "补充文字说明，或者制作笔录", None)]
    rule = R13_TRANSPORT if domain == TRANSPORT else R13
    if domain == TRANSPORT and uncontested and sufficient:
        return []
    message = "当事人有异议或者音像不足以认定事实，不能替代笔录"
    if domain != TRANSPORT:
        message = "询问、检查应当制作笔录，规则库中没有本行业以音像替代的规定"
    return rule.gap(on) or [rule.refuse(message, "制作笔录", Cure.RECORD_INTERVIEW)]


@enforces("R14")
def absence_noted(
    why: Absence, *, noted: bool, filmed: bool, domain: str | None = None, on: date
) -> list[Finding]:
    """R14: absence and refusal are noted and filmed, an online sample is filmed (市场监管 Art 31 ¶2, 43).

    The note can be written afterwards and refuses in market regulation; the film cannot, so it warns.
    """
    sample = why is Absence.ONLINE_SAMPLE
    rule = R14_ONLINE if sample else R14
    if filmed and (noted or sample):
        return []
    if gap := rule.gap(on):
        return gap
    findings = []
    if not noted and not sample:
        message, cure = f"{why}，没有在笔录或者其他材料上注明", "注明情况，必要时邀请见证人"
        findings.append(rule.refuse(message, cure, None) if domain == MARKET else rule.warn(message, cure))
    if not filmed:
        findings.append(rule.warn(f"{why}，没有以录音、录像等方式记录", "说明没有记录的原因"))
    return findings


@enforces("R15")
def archived_as_electronic(*, paper_demanded: bool, statute: str, service: bool, on: date) -> list[Finding]:
    """R15: what arose as an electronic file is archived as such (在线政务 Art 12 ¶1), unless a law or an
    administrative regulation (`statute`) wants paper. Refuses for a government `service`, warns elsewhere.
    """
    if not paper_demanded or statute.strip():
        return []
    message, cure = "电子文件不再以纸质形式归档和移交", "以电子形式归档，或者写明法律、行政法规依据"
    return R15.gap(on) or [R15.refuse(message, cure, None) if service else R15.warn(message, cure)]


@enforces("R16")
def electronic_data_sound(data: DataCopy, *, domain: str | None, on: date) -> list[Finding]:
    """R16: the original carrier, or a copy that says why, how, when and by whom.

    交通 Art 38(1); 市场监管 Art 26 ¶1. The reason is a condition in transport. In
    sectors without such a text it warns.
    """
    said = {"制作方法": data.method, "制作时间": data.made_at, "制作人": data.maker}
    if domain == TRANSPORT:
        said = {"不能提取原始介质的原因": data.reason, **said}
    missing = [name for name, text in said.items() if not text.strip()]
    if data.original or not missing:
        return []
    rule = R16_TRANSPORT if domain == TRANSPORT else R16
    message, cure = f"电子数据复制件没有注明{'、'.join(missing)}", "补充注明，或者收集原始载体"
    binding = domain in (TRANSPORT, MARKET)
    return rule.gap(on) or [
        rule.refuse(message, cure, Cure.ADD_EVIDENCE) if binding else rule.warn(message, cure)
    ]


@enforces("R17")
def copy_certified(
    *, marked: bool, dated: bool, source: bool, signed: bool, domain: str | None, on: date
) -> list[Finding]:
    """R17: a copy of a document is marked, dated, says its source and is signed (交通 Art 35(2))."""
    faults = {"“经核对与原件一致”": marked, "出具日期": dated, "证据来源": source, "签名或者盖章": signed}
    missing = [name for name, holds in faults.items() if not holds]
    if not missing:
        return []
    message, cure = f"书证复制件缺少{'、'.join(missing)}", "由被调查对象或者证据提供人补充注明、签名"
    said = R17.refuse(message, cure, Cure.ADD_EVIDENCE) if domain == TRANSPORT else R17.warn(message, cure)
    return R17.gap(on) or [said]


@enforces("R18")
def closed_file_untouched(filed_on: date | None, *, domain: str | None, on: date) -> list[Finding]:
    """R18: from filing on nothing is altered, added or taken out (农业 Art 86); elsewhere advised.

    Asked before a change of the file on the day `on`; `filed_on` None while it is open.
    """
    if filed_on is None or on < filed_on:
        return []
    message, cure = "案卷已经立卷归档，不得修改、增加、抽取", "另立补充卷，并注明原卷号"
    return R18.gap(on) or [R18.refuse(message, cure, None) if domain == FARMING else R18.warn(message, cure)]


@enforces("R19")
def stored_soundly(*, unalterable: bool, together: bool, at_call: bool, on: date) -> list[Finding]:
    """R19: the store resists change, keeps text and film of one object together, and answers at once
    (118号 part 3 (9), (10)). The opinion asks to explore and build, so it warns.
    """
    faults = {
        "记录的储存不能防止删改": unalterable,
        "同一执法对象的文字、音像没有集中储存": together,
        "记录不能实时调阅": at_call,
    }
    found = [message for message, holds in faults.items() if not holds]
    return (R19.gap(on) if found else []) or [R19.warn(message, "由管理员改进储存") for message in found]
