"""Who takes part, and as what: dress, group for a transfer, helpers, training, the number of reviewers
(H3, H8, H12, H13, H15, H19).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sanzhi.law.clocks import add_months
from sanzhi.law.findings import Citation, Finding
from sanzhi.law.guards.basis import Cure, Rule
from sanzhi.law.guards.coverage import enforces
from sanzhi.law.guards.deadline import resting_on
from sanzhi.law.guards.decision import reviewers_needed
from sanzhi.law.guards.officers import Ground, OfficerFact, certificate_fault
from sanzhi.law.rules import RuleRow
from sanzhi.law.statutes import (
    ACL,
    AGP,
    FARMING,
    GUIZHOU,
    OPINION_118,
    TRANSFER,
    TRANSPORT,
    TRP,
    ZHEJIANG,
    apl,
)

H3 = Rule("H3", (Citation(OPINION_118, "第二部分（五）"),))
H8 = Rule("H8", (Citation(OPINION_118, "第四部分（十一）"),))
H12 = Rule("H12", (Citation(TRANSFER, "第五条第一款"),))
H13_COERCION = Rule("H13", (Citation(ACL, "第十七条第三款"),))
H13_PENALTY = Rule("H13", (apl("第四十二条第一款"),))
H13_HELP = Rule("H13", (Citation(ZHEJIANG, "第四十条第二款"),))
H15 = Rule("H15", ())
H19 = Rule("H19", (Citation(OPINION_118, "第六部分（二十三）"),))
H19_GUIZHOU = Rule("H19", (Citation(GUIZHOU, "第十四条第三款"), *H19.citations))
_DRESS = {TRANSPORT: Citation(TRP, "第二十二条"), FARMING: Citation(AGP, "第六条第二款")}


class Task(StrEnum):
    """What somebody without a certificate did; seven are lawful help (浙江省行政程序办法 Art 40 ¶2)."""

    PUBLICITY = "宣传教育"
    COLLECT = "信息采集"
    RECEIVE = "接收或者受理申请"
    ASSIST = "参与调查"
    DISSUADE = "劝阻违法行为"
    SERVE = "送达文书"
    LOGISTICS = "后勤保障"
    COERCE = "实施行政强制措施"
    INVESTIGATE = "独立调查、检查"
    DECIDE = "作出执法决定"


@dataclass(frozen=True)
class AssistantFact:
    """An assistant (辅助人员) in one act: what he did, and whether an officer directed it on the spot."""

    name: str
    tasks: frozenset[Task]
    directed: bool = True


@dataclass(frozen=True)
class ListedPerson:
    """An officer or a reviewer as the library knows him on the day of the act.

    `listed_from` is the day of admission, None when not admitted; `trained_before` the training before the
    post; `trained_this_year` the training in it, None before the year is over.
    """

    name: str
    listed_from: date | None
    trained_before: bool = True
    trained_this_year: bool | None = None


@enforces("H3")
def dressed_as_prescribed(
    officers: Sequence[OfficerFact], recorded: frozenset[str], *, domain: str | None = None, on: date
) -> list[Finding]:
    """H3: where the State prescribes dress and badge they are worn (国办发〔2018〕118号 part 2 (5)).

    `recorded` holds the ids of officers whose dress is on record. Asked only where it is prescribed; a
    missing record warns, since what was worn makes no act void.
    """
    rule = H3.also(_DRESS[domain]) if domain in _DRESS else H3
    if gap := rule.gap(on):
        return gap
    return [
        rule.warn(f"没有记录{officer.name}按规定着装、佩戴标识", "核实后在笔录或者音像记录说明中补记")
        for officer in officers
        if officer.id not in recorded
    ]


@enforces("H8")
def enough_reviewers(officers: int, reviewers: int, share: RuleRow, *, on: date) -> list[Finding]:
    """H8: reviewers are in principle five in a hundred officers (国办发〔2018〕118号 part 4 (11))."""
    if gap := H8.gap(on):
        return gap
    needed = reviewers_needed(officers, share)
    if reviewers >= needed:
        return []
    message = f"执法人员{officers}人，法制审核人员原则上不少于{needed}人，现有{reviewers}人"
    return [resting_on(H8, share).warn(message, "增配审核人员，或者统筹调用法律顾问、公职律师")]


@enforces("H12")
def transfer_group_formed(members: Sequence[OfficerFact], ground: Ground, *, on: date) -> list[Finding]:
    """H12: two or more officers form a group for a suspected crime (移送涉嫌犯罪案件的规定 Art 5 ¶1)."""
    if gap := H12.gap(on):
        return gap
    fit = {each.id for each in members if certificate_fault(each.certificate, ground, on=on) is None}
    if len(fit) >= 2:
        return []
    message = f"应当指定两名以上行政执法人员组成专案组，现有{len(fit)}名"
    return [H12.refuse(message, "指定专案组成员后再提出移送报告", Cure.ASSIGN_OFFICERS)]


@enforces("H13")
def assistants_only_help(assistants: Sequence[AssistantFact], *, region: str = "", on: date) -> list[Finding]:
    """H13: who has no certificate never coerces (行政强制法 Art 17 ¶3), investigates alone or decides
    (行政处罚法 Art 42 ¶1), and helps under an officer only (浙江办法 Art 40 ¶2; elsewhere it warns).
    """
    return [found for each in assistants for found in _assistant_faults(each, region, on)]


def _assistant_faults(assistant: AssistantFact, region: str, on: date) -> list[Finding]:
    cure, act = "由具有执法资格的执法人员实施", Cure.ASSIGN_OFFICERS
    findings = []
    for rule, tasks in ((H13_COERCION, {Task.COERCE}), (H13_PENALTY, {Task.INVESTIGATE, Task.DECIDE})):
        done = sorted(assistant.tasks & tasks)
        if done:
            message = f"辅助人员{assistant.name}不得{'、'.join(done)}"
            findings += rule.gap(on) or [rule.refuse(message, cure, act)]
    if not assistant.directed and assistant.tasks:
        message = f"辅助人员{assistant.name}应当在执法人员的指挥和监督下协助"
        binding = region.startswith("33") and not H13_HELP.gap(on)
        say = H13_HELP.refuse if binding else H13_HELP.warn
        findings.append(say(message, "由执法人员到场指挥", act))
    return findings


@enforces("H15")
def exam_still_counts(passed_on: date, certified_on: date | None, row: RuleRow, *, on: date) -> list[Finding]:
    """H15: a passed examination without a certificate keeps for the months of the row (Zhejiang).

    The text is not at hand, so it warns. With a certificate (`certified_on`) nothing is asked.
    """
    last = add_months(passed_on, row.value)
    if certified_on is not None or on <= last:
        return []
    message = f"{passed_on.isoformat()}的考试合格成绩至{last.isoformat()}有效，现已过期"
    return [resting_on(H15, row).by_row(row, on, message, "重新参加执法资格考试", None)]


@enforces("H19")
def listed_and_trained(people: Sequence[ListedPerson], *, region: str = "", on: date) -> list[Finding]:
    """H19: officers and reviewers stand in the library, trained before the post and in it.

    国办发〔2018〕118号 part 6 (23); in Guizhou training and examination come before the certificate
    (监督办法 Art 14 ¶3), so there a missing training refuses and elsewhere it warns.
    """
    rule = H19_GUIZHOU if region.startswith("52") else H19
    if gap := rule.gap(on):
        return gap
    findings = []
    for person in people:
        if person.listed_from is None or person.listed_from > on:
            message = f"{person.name}在当日没有入执法人员和法制审核人员库"
            findings.append(rule.refuse(message, "先办理入库", Cure.ASSIGN_OFFICERS))
        if not person.trained_before:
            message = f"没有{person.name}岗前培训的记录"
            say = rule.refuse if rule is H19_GUIZHOU else rule.warn
            findings.append(say(message, "登记岗前培训及考试情况", None))
        if person.trained_this_year is False:
            findings.append(rule.warn(f"没有{person.name}本年度岗位培训的记录", "安排并登记岗位培训"))
    return findings
