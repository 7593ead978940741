"""Advice beside the review: its two verdicts, counsel, committees and panels (V11–V13). All of it warns."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sanzhi.law.findings import Citation, Finding
from sanzhi.law.guards.basis import Cure, Rule
from sanzhi.law.guards.coverage import enforces
from sanzhi.law.guards.major import MajorReason
from sanzhi.law.statutes import OPINION_118, apl

V11 = Rule("V11", (Citation(OPINION_118, "第四部分（十三）"),))
V12 = Rule("V12", (Citation(OPINION_118, "第四部分（十一）"),))
V13 = Rule("V13", (apl("第四十三条第一款"),))


@dataclass(frozen=True)
class Panel:
    """A committee or an expert panel on one case. Sets hold ids; `reasons` those who gave reasons with their
    vote, `dissent` those who disagreed, `dissent_kept` those whose view stands in the minutes.
    """

    members: frozenset[str]
    voted: frozenset[str]
    reasons: frozenset[str]
    quorum: int
    minutes: bool = True
    dissent: frozenset[str] = frozenset()
    dissent_kept: frozenset[str] = frozenset()


@enforces("V11")
def two_verdicts(lawful: bool | None, appropriate: bool | None) -> list[Finding]:
    """V11: the opinion says whether the draft is lawful and whether appropriate. A practice: it warns."""
    parts = ((lawful, "合法性"), (appropriate, "适当性"))
    return [V11.warn(f"审核意见没有说明{name}", "补充说明") for verdict, name in parts if verdict is None]


@enforces("V11")
def review_not_hasty(spent: timedelta, readable: timedelta) -> list[Finding]:
    """V11: a review shorter than the file can be read is a sign for supervision. `readable` is the time that
    the agency, or its supervisor, gives to reading this file.
    """
    if spent >= readable:
        return []
    minutes = int(spent.total_seconds() // 60)
    return [V11.warn(f"审核用时{minutes}分钟，短于阅卷所需时间", "由监督人员抽查审核质量")]


@enforces("V12")
def counsel_heard(reasons: Sequence[MajorReason], *, reminded: bool, on: date) -> list[Finding]:
    """V12: counsel is reminded of every major decision (国办发〔2018〕118号 part 4 (11))."""
    if gap := V12.gap(on):
        return gap
    if not reasons or reminded:
        return []
    return [V12.warn("重大执法决定没有提醒法律顾问、公职律师", "提醒法律顾问、公职律师提出意见")]


@enforces("V12")
def counsel_is_not_the_reviewer(
    author: str, reviewers: Collection[str], counsel: Collection[str]
) -> list[Finding]:
    """V12: counsel's opinion stands apart and takes the place of nobody's. Arguments are ids."""
    if author not in counsel or author in reviewers:
        return []
    return [
        V12.warn("法律顾问的意见不代替法制审核意见", "由法制审核人员另行出具审核意见", Cure.SUBMIT_FOR_REVIEW)
    ]


@enforces("V13")
def panel_sound(panel: Panel, handlers: Collection[str], *, on: date) -> list[Finding]:
    """V13: quorum, reasons, minutes and dissent of a committee or panel, on which no handler of the case sits
    (行政处罚法 Art 43 ¶1). A practice of the pilot: it warns.
    """
    if gap := V13.gap(on):
        return gap
    faults = (
        (bool(panel.members & set(handlers)), "本案办案人员不得担任委员"),
        (len(panel.voted) < panel.quorum, f"参加表决{len(panel.voted)}人，不足{panel.quorum}人"),
        (not panel.voted <= panel.members, "非委员参加了表决"),
        (not panel.voted <= panel.reasons, "有委员表决没有说明理由"),
        (not panel.minutes, "没有会议记录"),
        (not panel.dissent <= panel.dissent_kept, "不同意见没有如实记录"),
    )
    return [V13.warn(text, "更正后重新讨论，或者补充记录") for fails, text in faults if fails]
