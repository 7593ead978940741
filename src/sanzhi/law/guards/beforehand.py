"""What must be public before anything is done (P18–P20, P22, P23)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sanzhi.law.findings import Citation, Finding
from sanzhi.law.guards.basis import Rule
from sanzhi.law.guards.coverage import enforces
from sanzhi.law.statutes import ALL, DISCRETION_27, GUIZHOU, ONLINE, OPINION_118, RANDOM_58, apl

P18 = Rule("P18", (Citation(RANDOM_58, "第二部分（一）"),))
P19 = Rule("P19", (apl("第四十一条第一款"),))
P20 = Rule("P20", (apl("第三十四条"), Citation(DISCRETION_27, "第十四项")))
P22 = Rule("P22", (apl("第三十九条"), Citation(OPINION_118, "第二部分（四）")))
P22_MORE = Rule("P22", (Citation(OPINION_118, "第二部分（四）"),))
P23 = Rule("P23", (Citation(ALL, "第三十条第一款"), Citation(ALL, "第三十三条"), Citation(ONLINE, "第六条")))

# What an agency shows of itself: four things by 行政处罚法 Art 39, the rest by the opinion.
STATUTORY: Mapping[str, str] = {
    "body": "实施机关",
    "filing_basis": "立案依据",
    "procedure": "实施程序",
    "remedies": "救济渠道",
}
FURTHER: Mapping[str, str] = {
    "officers": "执法人员",
    "duty": "职责",
    "powers": "权限",
    "basis": "执法依据",
    "inspection_list": "随机抽查事项清单",
    "guide": "服务指南",
    "flow": "执法流程图",
}
LICENCE: Mapping[str, str] = {
    "name": "事项",
    "basis": "依据",
    "conditions": "条件",
    "quota": "数量",
    "procedure": "程序",
    "limit": "期限",
    "materials": "需要提交的全部材料目录",
    "sample": "申请书示范文本",
}


@dataclass(frozen=True)
class InspectionItem:
    """An item of inspection: the law, regulation or rule it rests on, and the day its list was published."""

    name: str
    basis: Citation | None
    published_on: date | None


@dataclass(frozen=True)
class Device:
    """An electronic monitoring device (电子技术监控设备) as it stands; days are None while not done."""

    name: str
    legal_reviewed_on: date | None
    technical_reviewed_on: date | None
    location_published_on: date | None
    marked: bool = True


@enforces("P18")
def inspection_item_open(item: InspectionItem, *, on: date) -> list[Finding]:
    """P18: without a basis no inspection (国办发〔2015〕58号 part 2 (1)); the list is published.

    That an unpublished item may not be carried out stands in a text that is not at hand: a warning.
    """
    if gap := P18.gap(on):
        return gap
    if item.basis is None:
        message = f"“{item.name}”没有法律、法规、规章依据，一律不得擅自开展检查"
        return [P18.refuse(message, "写明检查依据，或者取消检查", None)]
    if item.published_on is None or item.published_on > on:
        message = f"“{item.name}”没有在已公布的检查事项清单中"
        return [P18.warn(message, "先向社会公布检查事项清单")]
    return []


@enforces("P19")
def device_commissioned(device: Device, *, on: date) -> list[Finding]:
    """P19: a device gathers no facts before legal and technical review, marking, and publication of its place
    (行政处罚法 Art 41 ¶1).
    """
    if gap := P19.gap(on):
        return gap
    faults = (
        (_not_yet(device.legal_reviewed_on, on), "没有经过法制审核", "办理法制审核"),
        (_not_yet(device.technical_reviewed_on, on), "没有经过技术审核", "办理技术审核"),
        (not device.marked, "没有明显标志", "设置明显标志"),
        (_not_yet(device.location_published_on, on), "设置地点没有向社会公布", "公布设置地点"),
    )
    return [
        P19.refuse(f"电子技术监控设备“{device.name}”{text}，不得用于收集、固定违法事实", cure, None)
        for fails, text, cure in faults
        if fails
    ]


@enforces("P20")
def benchmark_public(name: str, published_on: date | None, *, region: str = "", on: date) -> list[Finding]:
    """P20: a benchmark is applied only once it is public (行政处罚法 Art 34; 监督办法 Art 18)."""
    rule = P20.also(Citation(GUIZHOU, "第十八条")) if region.startswith("52") else P20
    if gap := rule.gap(on):
        return gap
    if not _not_yet(published_on, on):
        return []
    return [rule.refuse(f"裁量基准“{name}”尚未向社会公布，不得适用", "先公布裁量基准", None)]


@enforces("P22")
def agency_open(record: Mapping[str, str], *, on: date) -> list[Finding]:
    """P22: what an agency shows of itself is complete; `record` maps the keys of `STATUTORY` and `FURTHER`.

    行政处罚法 Art 39, 国办发〔2018〕118号 part 2 (4). What is missing warns: holding back the rest would make
    it worse.
    """
    if gap := P22.gap(on):
        return gap
    parts = ((P22, STATUTORY), (P22_MORE, FURTHER))
    return [
        rule.warn(f"事前公开缺少{label}", "补充并公开")
        for rule, wanted in parts
        for key, label in wanted.items()
        if not record.get(key, "").strip()
    ]


@enforces("P23")
def licence_guide_complete(record: Mapping[str, str], *, on: date) -> list[Finding]:
    """P23: a guide to a licence tells all eight things of 行政许可法 Art 30 before it is published.

    `record` maps the keys of `LICENCE`; where a matter has no quota, say so in words.
    """
    if gap := P23.gap(on):
        return gap
    return [
        P23.refuse(f"行政许可的公示内容缺少{label}", "补全后公示", None)
        for key, label in LICENCE.items()
        if not record.get(key, "").strip()
    ]


def _not_yet(day: date | None, on: date) -> bool:
    return day is None or day > on
