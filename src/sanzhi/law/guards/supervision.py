"""Supervision of enforcement: papers and periods, outcomes, scoring of case files (G1–G6, G8, G9).

The rules of Guizhou, Sichuan and Guangdong bind there alone: elsewhere their guards say nothing. A late
report is still a report, so lateness warns; a request after its period is not admitted.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sanzhi.law.calendar import region_stem
from sanzhi.law.clocks import Due
from sanzhi.law.findings import Citation, Finding
from sanzhi.law.guards.basis import Rule
from sanzhi.law.guards.coverage import decides, enforces
from sanzhi.law.guards.deadline import overdue
from sanzhi.law.statutes import GUANGDONG_FILES, GUIZHOU, SICHUAN

G1 = Rule("G1", (Citation(GUIZHOU, "第二十三条"),))
G2 = Rule("G2", (Citation(GUIZHOU, "第二十五条第一款"),))
G2_ISSUE = Rule("G2", (Citation(GUIZHOU, "第二十四条"),))
G2_AGAIN = Rule("G2", (Citation(GUIZHOU, "第二十五条第二款"),))
G4 = Rule("G4", (Citation(GUIZHOU, "第二十六条"), Citation(GUIZHOU, "第二十七条")))
G5 = Rule("G5", (Citation(GUIZHOU, "第二十二条第一款"),))
G6 = Rule(
    "G6", (Citation(SICHUAN, "第三十二条"), Citation(SICHUAN, "第三十四条"), Citation(SICHUAN, "第三十六条"))
)
G8 = Rule("G8", (Citation(GUANGDONG_FILES, "第十六条"),))
G8_ALONE = Rule("G8", (Citation(GUANGDONG_FILES, "第十条"),))
G8_OBJECT = Rule("G8", (Citation(GUANGDONG_FILES, "第十二条第七项"),))
G9 = Rule("G9", (Citation(GUANGDONG_FILES, "第十七条"),))


class Outcome(StrEnum):
    """What becomes of an unlawful act."""

    REVOKED = "责令撤销"
    UNLAWFUL = "确认违法"
    VOID = "确认无效"


_GROUNDS = {
    Outcome.REVOKED: (
        Citation(GUIZHOU, "第二十九条"),
        {"主要事实不清、证据不足", "法律适用错误", "违反法定程序", "超越或者滥用职权", "明显不当", "其他"},
    ),
    Outcome.UNLAWFUL: (
        Citation(GUIZHOU, "第三十条"),
        {"责令履行没有意义", "不具有可撤销内容", "撤销会造成重大损害", "其他"},
    ),
    Outcome.VOID: (
        Citation(GUIZHOU, "第三十一条第一款"),
        {"没有法定依据", "未加盖有效印章", "不具有可执行内容", "受委托组织以自己的名义作出", "其他"},
    ),
}


class Grade(StrEnum):
    """How a case file is graded, from the best."""

    EXCELLENT = "优秀"
    GOOD = "良好"
    PASSED = "合格"
    FAILED = "不合格"


class Fatal(StrEnum):
    """What fails a case file whatever its score."""

    FACTS = "主要事实不清、证据不足"
    LAW = "适用法律依据错误"
    PROCEDURE = "违反法定程序"
    POWER = "超越或者滥用职权"
    BODY = "执法主体不合法、执法人员不具备资格"


@dataclass(frozen=True)
class Opinion:
    """A 监督意见书 that was received, with its two clocks; None where nothing was done."""

    correct_by: Due
    explain_by: Due
    corrected_on: date | None = None
    explained_on: date | None = None


def _within(region: str | None, province: str) -> bool:
    return region is not None and region.startswith(region_stem(province))


@enforces("G1")
def opinion_answered(opinion: Opinion, *, on: date) -> list[Finding]:
    """G1: corrected and reported in the period, or reasons given in the shorter one (贵州 Art 23)."""
    if opinion.explained_on is not None and opinion.corrected_on is None:
        return overdue(G1, opinion.explain_by, opinion.explained_on, "书面说明没有违法、不当的理由", on=on)
    return overdue(G1, opinion.correct_by, opinion.corrected_on, "自行纠正并书面报告", on=on)


@enforces("G2")
def supervision_decision_due(opinion: Opinion, *, on: date) -> list[Finding]:
    """G2: a 监督决定书 only where the period ran out with neither correction nor reasons (贵州 Art 24)."""
    answered = opinion.corrected_on is not None or opinion.explained_on is not None
    if opinion.correct_by.is_over(on) and not answered:
        return []
    message = "已经纠正或者说明理由" if answered else f"自行纠正的期限至{opinion.correct_by.on.isoformat()}"
    message = f"{message}，不得发出行政执法监督决定书"
    return G2_ISSUE.gap(on) or [G2_ISSUE.refuse(message, "审查纠正情况或者理由，或者等待期满", None)]


@enforces("G2")
def supervision_decision_executed(due: Due | None, reported: date | None, *, on: date) -> list[Finding]:
    """G2: executed and reported in the period, re-examination or not: it suspends nothing (贵州 Art 25)."""
    return overdue(G2, due, reported, "执行监督决定并书面报告", on=on)


@enforces("G2")
def reexamination_in_time(due: Due | None, asked_on: date, *, on: date) -> list[Finding]:
    """G2: re-examination is asked for within the period (贵州 Art 25 ¶2)."""
    cure = "不予受理，告知可以向监督机构书面反映"
    return overdue(G2_AGAIN, due, asked_on, "申请复查", on=on, cure=cure, binding=True)


@enforces("G3")
def outcome_grounded(
    outcome: Outcome, grounds: Collection[str], *, curable: bool, region: str | None, on: date
) -> list[Finding]:
    """G3: each outcome has a ground of its own list; curable procedure does not revoke (贵州 Art 29–31)."""
    if not _within(region, "520000"):
        return []
    citation, known = _GROUNDS[outcome]
    held = known & set(grounds)
    if outcome is Outcome.REVOKED and curable:
        held = held - {"违反法定程序"}
    if held:
        return []
    rule = Rule("G3", (citation,))
    return rule.gap(on) or [rule.refuse(f"{outcome}没有法定情形", "写明法定情形，或者责令限期改正", None)]


@enforces("G4")
def supervision_admitted(*, asked_lawfully: bool, given: bool, region: str | None, on: date) -> list[Finding]:
    """G4: what two supervisors with cards ask for in a way of Art 27 is not refused (贵州 Art 26).

    `asked_lawfully`: H4 holds and the way is one of the list.
    """
    if given or not asked_lawfully or not _within(region, "520000"):
        return []
    message = "监督人员依法查阅、调取、询问的，被监督单位不得拒绝、阻碍"
    return G4.gap(on) or [G4.refuse(message, "提供案卷、视听资料、电子数据，接受询问", None)]


@enforces("G5")
def powers_mediated_first(*, mediated: bool, region: str | None, on: date) -> list[Finding]:
    """G5: the government decides a dispute over powers only after its supervision body mediated in vain
    (贵州 Art 22 ¶1).
    """
    if mediated or not _within(region, "520000"):
        return []
    message = "执法权限争议未经行政执法监督机构协调，不得报请决定"
    return G5.gap(on) or [G5.refuse(message, "先由有管辖权的行政执法监督机构协调", None)]


@enforces("G6")
def sichuan_step_in_time(due: Due | None, done_on: date | None, what: str, *, on: date) -> list[Finding]:
    """G6: notice, answer, correction, objection, report and filing in their days (四川 Art 32, 34, 36).

    `due` is the clock of the row of the step: G6.notify, .answer, .correct, .object, .review, .report, .file.
    """
    return overdue(G6, due, done_on, what, on=on)


@decides("G8", otherwise=lambda score: Grade.PASSED)
def grade_of(score: int) -> Grade:
    """G8: the grade of a score from 0 to 100 (广东 Art 16): 60, 75 and 90 each belong to the better grade."""
    if not 0 <= score <= 100:
        raise ValueError("案卷评查实行百分制")
    for least, grade in ((90, Grade.EXCELLENT), (75, Grade.GOOD), (60, Grade.PASSED)):
        if score >= least:
            return grade
    return Grade.FAILED


@enforces("G8")
def file_graded(
    score: int, grade: Grade, fatal: Collection[Fatal], *, alone: bool, region: str | None, on: date
) -> list[Finding]:
    """G8: scored alone, and graded by the score; a fatal fault fails it anyway (广东 Art 10, 16)."""
    if not _within(region, "440000"):
        return []
    if gap := G8.gap(on):
        return gap
    findings = []
    if not alone:
        message = "评查工作人员没有分别查阅、独立评分"
        findings.append(G8_ALONE.refuse(message, "分别评分并签名", None))
    if not fatal and grade is not grade_of(score):
        message = f"{score}分应当评为{grade_of(score)}"
        findings.append(G8.refuse(message, "按得分评定等次", None))
    return findings


@enforces("G9")
def fatal_fault_fails(
    fatal: Collection[Fatal], grade: Grade, *, region: str | None, on: date
) -> list[Finding]:
    """G9: any of five faults makes the file fail, whatever its score (广东 Art 17)."""
    if not fatal or grade is Grade.FAILED or not _within(region, "440000"):
        return []
    message = f"存在{'；'.join(sorted(fatal))}，应当评为不合格"
    return G9.gap(on) or [G9.refuse(message, "评定为不合格", None)]


@enforces("G8")
def grading_objected_in_time(due: Due | None, asked_on: date, *, on: date) -> list[Finding]:
    """G8: a second look is asked for within the period of the row G8.object (广东 Art 12(7))."""
    cure = "不予受理复核申请，书面告知理由"
    return overdue(G8_OBJECT, due, asked_on, "书面申请复核", on=on, cure=cure, binding=True)


@enforces("G8")
def grading_reviewed_in_time(due: Due | None, done_on: date | None, *, on: date) -> list[Finding]:
    """G8: the second look is done within the period of the row G8.review (广东 Art 12(7))."""
    return overdue(G8_OBJECT, due, done_on, "复核并书面告知结果", on=on)
