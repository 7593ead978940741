"""Who may review, what is handed over, what an opinion answers, and until when."""

from sanzhi.law.findings import Finding
from sanzhi.law.guards.review import Opinion
from sanzhi.law.guards.reviewing import (
    POINTS,
    objection_worked_off,
    pack_complete,
    points_answered,
    reviewed_in_time,
)
from sanzhi.law.guards.separation import reviewer_is_independent, reviewer_is_qualified
from sanzhi.procedure import lawfacts
from sanzhi.procedure.deed import Deed
from sanzhi.review.points import SEVEN_POINTS

OPINIONS = {
    "agree": Opinion.AGREE,
    "correct": Opinion.CORRECT,
    "supplement": Opinion.SUPPLEMENT,
    "other": Opinion.OTHER,
}


def pack_handed_over(deed: Deed) -> list[Finding]:
    """V5: report, draft, basis, evidence, and the record of a hearing (国办发〔2018〕118号 part 4 (14))."""
    draft, hearing = deed.facts.get("draft", {}), deed.facts.get("hearing", {})
    parts = {
        "report": draft.get("facts"),
        "draft": draft.get("digest"),
        "basis": draft.get("basis"),
        "evidence": draft.get("evidence"),
        "hearing": hearing.get("summary"),
    }
    there = {key for key, value in parts.items() if value}
    held = bool(hearing.get("held_on"))
    return pack_complete(there, hearing_held=held, region=deed.agency.region, on=deed.on)


def objection_answered(deed: Deed) -> list[Finding]:
    """V4: what was done about the objection of the round before (国办发〔2018〕118号 part 4 (13))."""
    rounds = [fact for fact in (deed.facts.get("review"), deed.facts.get("check")) if fact is not None]
    last = max(rounds, key=lambda fact: fact["round"], default=None)
    outcome = None if last is None else OPINIONS[last["outcome"]]
    return objection_worked_off(outcome, deed.data.note, on=deed.on)


def seven_points_answered(deed: Deed) -> list[Finding]:
    """V3: each of the seven points, none twice in the place of another (国办发〔2018〕118号 part 4 (13))."""
    given = {point.name for point in deed.data.points}
    if not given:
        # A form that nobody has filled in yet: the act itself takes no fewer than seven.
        return []
    answers = {key: name for key, name in zip(POINTS, SEVEN_POINTS, strict=True) if name in given}
    return points_answered(answers, domain=deed.agency.domain, on=deed.on)


def in_time(deed: Deed) -> list[Finding]:
    """V6: within the days of the sector or the region; a late opinion still counts."""
    return reviewed_in_time(lawfacts.due(deed, "V6"), deed.on, on=deed.on)


def reviewer_apart(deed: Deed) -> list[Finding]:
    """The reviewer is none of those who handled the case (市场监督管理行政处罚程序规定 Art 49 ¶3)."""
    handlers = {*lawfacts.team_ids(deed), str(deed.case.handler_id)}
    me = {str(deed.actor.user_id), str(deed.actor.officer_id)} - {"None"}
    reviewer = next((each for each in sorted(me) if each in handlers), str(deed.actor.user_id))
    return reviewer_is_independent(reviewer, handlers, domain=deed.agency.domain, on=deed.on)


def reviewer_qualified(deed: Deed) -> list[Finding]:
    """Who reviews penalties for the first time holds the legal qualification (行政处罚法 Art 58 ¶2)."""
    qualified = lawfacts.reviewer_qualified(deed)
    return reviewer_is_qualified(first_time=True, has_legal_qualification=qualified, on=deed.on)
