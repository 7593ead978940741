"""Who may review, what is handed over, what an opinion answers, and until when."""

from collections.abc import Mapping
from typing import Any

from sanzhi.law.findings import Finding
from sanzhi.law.guards.review import Opinion
from sanzhi.law.guards.reviewing import (
    POINTS,
    Ending,
    objection_worked_off,
    pack_complete,
    points_answered,
    reviewed_in_time,
    settlement_followed,
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

ENDINGS = {
    "rework": Ending.REWORK,
    "round": Ending.ROUND,
    "lighter": Ending.LIGHTER,
    "end": Ending.END,
}


def pack_handed_over(deed: Deed) -> list[Finding]:
    """V5: report, draft, basis, evidence, and the record of a hearing (国办发〔2018〕118号 part 4 (14))."""
    held = bool(deed.facts.get("hearing", {}).get("held_on"))
    there = pack_parts(deed.facts)
    return pack_complete(there, hearing_held=held, region=deed.agency.region, on=deed.on)


def pack_parts(facts: Mapping[str, Any]) -> set[str]:
    """The parts of the pack that a case has: keys of ``reviewing.PACK``, and ``hearing``."""
    draft, hearing = facts.get("draft", {}), facts.get("hearing", {})
    parts = {
        "report": draft.get("facts"),
        "draft": draft.get("digest"),
        "basis": draft.get("basis"),
        "evidence": draft.get("evidence"),
        "hearing": hearing.get("summary"),
    }
    return {key for key, value in parts.items() if value}


def objection_answered(deed: Deed) -> list[Finding]:
    """V4: what was done about the objection of the round before (国办发〔2018〕118号 part 4 (13))."""
    rounds = [fact for fact in (deed.facts.get("review"), deed.facts.get("check")) if fact is not None]
    last = max(rounds, key=lambda fact: fact["round"], default=None)
    outcome = None if last is None else OPINIONS[last["outcome"]]
    told = str(deed.data.note) or str(deed.facts.get("disagreement", {}).get("opinion", ""))
    return objection_worked_off(outcome, told, on=deed.on)


def settlement_kept(deed: Deed) -> list[Finding]:
    """V4: what the head made of a disagreement is followed (国办发〔2018〕118号 part 4 (14))."""
    settled = deed.facts.get("disagreement", {})
    draft = deed.facts.get("draft")
    if draft is None or "ending" not in settled:
        return []
    failed, present = (
        lawfacts.penalty(each["penalty_items"], each["fine_fen"], each["confiscated_fen"])
        for each in (settled["failed"], draft)
    )
    return settlement_followed(ENDINGS[settled["ending"]], failed, present, on=deed.on)


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


def handlers_of(deed: Deed) -> set[str]:
    """The ids of officers and accounts of those who handle the case."""
    return {*lawfacts.team_ids(deed), str(deed.case.handler_id)}


def reviewer_apart(deed: Deed) -> list[Finding]:
    """The reviewer is none of those who handled the case (市场监督管理行政处罚程序规定 Art 49 ¶3)."""
    handlers = handlers_of(deed)
    me = {str(deed.actor.user_id), str(deed.actor.officer_id)} - {"None"}
    reviewer = next((each for each in sorted(me) if each in handlers), str(deed.actor.user_id))
    return reviewer_is_independent(reviewer, handlers, domain=deed.agency.domain, on=deed.on)


def reviewer_qualified(deed: Deed) -> list[Finding]:
    """Who reviews penalties for the first time holds the legal qualification (行政处罚法 Art 58 ¶2)."""
    qualified = lawfacts.reviewer_qualified(deed)
    return reviewer_is_qualified(first_time=True, has_legal_qualification=qualified, on=deed.on)
