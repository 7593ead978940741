"""How a legal review is done: pack, points, objections, time, signatures (V3–V6, V8), and that a lower layer
only tightens (V10).
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from enum import StrEnum

from sanzhi.law.clocks import Due
from sanzhi.law.findings import Citation, Finding
from sanzhi.law.guards.basis import Cure, Rule
from sanzhi.law.guards.coverage import enforces
from sanzhi.law.guards.deadline import overdue, resting_on
from sanzhi.law.guards.major import ListEntry
from sanzhi.law.guards.review import Opinion
from sanzhi.law.penalty import Penalty, PenaltyKind, heavier_in
from sanzhi.law.rules import UNITS, RuleRow
from sanzhi.law.statutes import INNER_MONGOLIA, MARKET, MEDICAL, NHSA, OPINION_118, SAMRP

V3 = Rule("V3", (Citation(OPINION_118, "第四部分（十三）"),))
V3_MARKET = Rule("V3", (Citation(SAMRP, "第五十三条"), *V3.citations))
V4 = Rule("V4", (Citation(OPINION_118, "第四部分（十三）"),))
V4_APART = Rule("V4", (Citation(OPINION_118, "第四部分（十四）"),))
V4_MONGOLIA = Rule("V4", (Citation(INNER_MONGOLIA, "第三十二条"),))
V4_MEDICAL = Rule("V4", (Citation(NHSA, "第四十条第二款"),))
V5 = Rule("V5", (Citation(OPINION_118, "第四部分（十四）"),))
V6 = Rule("V6", (Citation(OPINION_118, "第四部分（十四）"),))
V8 = Rule("V8", (Citation(OPINION_118, "第四部分（十四）"),))
V10 = Rule("V10", (Citation(OPINION_118, "第四部分（十二）"),))

POINTS: Mapping[str, str] = {
    "body": "执法主体是否合法，执法人员是否具备执法资格",
    "procedure": "执法程序是否合法",
    "facts": "案件事实是否清楚，证据是否合法充分",
    "law": "适用法律、法规、规章是否准确，裁量基准运用是否适当",
    "powers": "执法是否超越执法机关法定权限",
    "documents": "执法文书是否完备、规范",
    "crime": "违法行为是否涉嫌犯罪、需要移送司法机关",
}
MARKET_POINTS: Mapping[str, str] = {
    "jurisdiction": "是否具有管辖权",
    "party": "当事人的基本情况是否清楚",
    "facts": "案件事实是否清楚、证据是否充分",
    "nature": "定性是否准确",
    "law": "适用依据是否正确",
    "procedure": "程序是否合法",
    "handling": "处理是否适当",
}
PACK: Mapping[str, str] = {
    "report": "调查终结报告或者有关审查情况报告",
    "draft": "执法决定代拟稿",
    "basis": "作出执法决定的相关依据",
    "evidence": "作出执法决定的证据材料",
}


class Ending(StrEnum):
    """What becomes of the case when handler and reviewer disagree; never a decision over a failed review."""

    REWORK = "按审核意见重新办理"
    ROUND = "就现稿再次审核"
    LIGHTER = "减轻拟作处罚后再次送审"
    END = "结束本案，不作处罚决定"


class Settled(StrEnum):
    """How handler and reviewer ended a disagreement."""

    TALKED = "协商一致"
    HEAD = "报请负责人决定"
    COLLECTIVE = "专家论证后负责人集体讨论决定"


@enforces("V3")
def points_answered(answers: Mapping[str, str], *, domain: str | None = None, on: date) -> list[Finding]:
    """V3: the opinion answers each point of review (国办发〔2018〕118号 part 4 (13)).

    `answers` maps the keys of `POINTS`, in market regulation either these or those of `MARKET_POINTS`
    (程序规定 Art 53), to text.
    """
    own = domain == MARKET and any(key in answers for key in MARKET_POINTS.keys() - POINTS.keys())
    rule, points = (V3_MARKET, MARKET_POINTS) if own else (V3, POINTS)
    if gap := rule.gap(on):
        return gap
    return [
        rule.refuse(f"审核意见没有回答“{label}”", "逐项写明审核情况", Cure.SUBMIT_FOR_REVIEW)
        for key, label in points.items()
        if not answers.get(key, "").strip()
    ]


@enforces("V4")
def objection_worked_off(last: Opinion | None, handling: str, *, on: date) -> list[Finding]:
    """V4: after an objection the handler deals with it and only then resubmits (118号 part 4 (13)).

    `last` is the opinion of the round before, None in the first; `handling` what was done about it, in words.
    """
    if gap := V4.gap(on):
        return gap
    if last is None or last is Opinion.AGREE or handling.strip():
        return []
    message = f"上一轮审核意见为“{last.value}”，没有写明研究处理的情况，不得再次送审"
    return [V4.refuse(message, "写明对审核意见的研究处理情况后再次送审", Cure.SUBMIT_FOR_REVIEW)]


@enforces("V4")
def disagreement_settled(
    settled: Settled | None, *, domain: str | None = None, region: str = "", on: date
) -> list[Finding]:
    """V4: who settles a disagreement between handler and reviewer.

    In Inner Mongolia they talk, then the head decides (办法 Art 32); in medical insurance experts are heard
    and the leaders decide together (程序规定 Art 40 ¶2); elsewhere the agency's own way, so it warns.
    """
    if domain == MEDICAL:
        lawful = settled in (Settled.TALKED, Settled.COLLECTIVE)
        return V4_MEDICAL.gap(on) or ([] if lawful else [_unsettled(V4_MEDICAL, Settled.COLLECTIVE)])
    if region.startswith("15"):
        lawful = settled is not None
        return V4_MONGOLIA.gap(on) or ([] if lawful else [_unsettled(V4_MONGOLIA, Settled.HEAD)])
    if settled is not None:
        return []
    return V4_APART.gap(on) or [V4_APART.warn("承办机构与审核机构意见不一致，没有协调的记录", "协调并记录")]


@enforces("V4")
def settlement_followed(ending: Ending | None, failed: Penalty, draft: Penalty, *, on: date) -> list[Finding]:
    """V4: what the head or the leaders made of a disagreement is followed before the next submission
    (118 part 4 (14): the head answers for the decision). `failed` is the draft that did not pass, `draft` the
    present one.
    """
    if gap := V4_APART.gap(on):
        return gap
    if ending is Ending.END:
        message = "对审核分歧已经决定结束本案，不得就本案再次送审"
        return [V4_APART.refuse(message, "按决定办理不予处罚、撤销立案或者移送", None)]
    if ending is not Ending.LIGHTER:
        return []
    heavier = heavier_in(failed, draft)
    if not heavier and draft != failed:
        return []
    told = "、".join(heavier) or "处罚内容没有减轻"
    message = f"对审核分歧已经决定减轻拟作处罚，现稿不符合：{told}"
    return [V4_APART.refuse(message, "减轻拟作处罚后再次送审", Cure.CONCLUDE)]


def _unsettled(rule: Rule, way: Settled) -> Finding:
    return rule.refuse(f"承办机构与审核机构意见不一致，应当{way.value}", way.value, Cure.SUBMIT_FOR_REVIEW)


@enforces("V5")
def pack_complete(
    pack: Collection[str], *, hearing_held: bool = False, region: str = "", on: date
) -> list[Finding]:
    """V5: what is handed over for review is complete (国办发〔2018〕118号 part 4 (14); 内蒙古办法 Art 29).

    `pack` holds the keys of `PACK` that are there, and `hearing` for the record of a hearing.
    """
    rule = V5.also(Citation(INNER_MONGOLIA, "第二十九条第一款")) if region.startswith("15") else V5
    if gap := rule.gap(on):
        return gap
    wanted = {**PACK, "hearing": "听证笔录"} if hearing_held else PACK
    return [
        rule.refuse(f"送审材料缺少{label}", "补齐材料后送审", Cure.SUBMIT_FOR_REVIEW)
        for key, label in wanted.items()
        if key not in pack
    ]


@enforces("V6")
def reviewed_in_time(due: Due | None, given_on: date | None, *, on: date) -> list[Finding]:
    """V6: the review is done in the days of the sector's or region's row; a late opinion still counts."""
    return overdue(V6, due, given_on, "完成法制审核", on=on, cure="完成审核，并说明逾期原因")


@enforces("V6")
def review_extension_lawful(
    row: RuleRow, due: Due | None, *, before: int, value: int, on: date
) -> list[Finding]:
    """V6: the review is extended only where the row knows it, as often and as long as it says, and before its
    last day is over (程序规定 Art 55; 农业 Art 53; 医保 Art 40; 内蒙古办法 Art 31). `before` counts the
    extensions already granted; `value` is in the unit of the row's extension.
    """
    rule = resting_on(V6, row)
    if gap := rule.gap(on):
        return gap
    if before >= len(row.extensions):
        message = "审核期限已经延长过，不得再次延长" if row.extensions else "审核期限没有可以延长的规定"
        return [rule.by_row(row, on, message, "在期限内出具审核意见", None)]
    allowed = row.extensions[before]
    findings = []
    if due is not None and due.is_over(on):
        message = f"审核期限已于{due.on.isoformat()}届满，届满后不得延长"
        findings.append(rule.by_row(row, on, message, "尽快出具审核意见，并说明逾期原因", None))
    if allowed.value is not None and value > allowed.value:
        message = f"本次延长不得超过{allowed.value}{UNITS[allowed.unit]}"
        findings.append(rule.by_row(row, on, message, "缩短延长的期限", None))
    return findings


@enforces("V8")
def three_signatures(handler: str, reviewer: str, head: str, *, on: date) -> list[Finding]:
    """V8: handler, reviewer and head each sign for their part (国办发〔2018〕118号 part 4 (14)).

    Ids, empty when not signed. That handler and head are one person is for the agency to explain: it warns.
    """
    if gap := V8.gap(on):
        return gap
    parts = ((handler, "承办人员"), (reviewer, "法制审核人员"), (head, "审批的负责人"))
    findings = [
        V8.refuse(f"没有{title}的签名", f"由{title}签名", None) for person, title in parts if not person
    ]
    if reviewer and reviewer in (handler, head):
        findings.append(V8.refuse("审核人员不得同时是承办人员或者审批的负责人", "改由他人签署", None))
    if head and head == handler:
        findings.append(V8.warn("承办人员与审批的负责人是同一人，责任不能区分", "改由其他负责人审批"))
    return findings


@enforces("V10")
def list_only_tightens(own: Sequence[ListEntry], above: Sequence[ListEntry], *, on: date) -> list[Finding]:
    """V10: an agency's list of major decisions sets no higher amount for what the layer above lists.

    国办发〔2018〕118号 part 4 (12): the layer above says what is major. Compared by kinds and matters.
    """
    if gap := V10.gap(on):
        return gap
    # Several layers may stand above: the strictest of them counts.
    least: dict[tuple[frozenset[PenaltyKind], frozenset[str]], int] = {}
    for entry in above:
        named = entry.kinds, entry.matters
        least[named] = min(entry.at_least_fen, least.get(named, entry.at_least_fen))
    return [
        V10.refuse(
            f"“{entry.title}”的标准{entry.at_least_fen // 100}元高于上级清单的"
            f"{least[entry.kinds, entry.matters] // 100}元",
            "不高于上级清单的标准",
            None,
        )
        for entry in own
        if entry.at_least_fen > least.get((entry.kinds, entry.matters), entry.at_least_fen)
    ]
