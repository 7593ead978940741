"""What the law asks before a case is filed, concluded and decided: facts handed to its guards."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from sanzhi.law.clocks import compute
from sanzhi.law.findings import Citation, Finding
from sanzhi.law.guards import collective
from sanzhi.law.guards import decision as decision_guards
from sanzhi.law.guards import hearing as hearing_guards
from sanzhi.law.guards import notice as notice_guards
from sanzhi.law.guards import review as review_guards
from sanzhi.law.guards.major import DraftFacts, MajorReason, major_reasons
from sanzhi.law.guards.officers import two_certified_officers
from sanzhi.law.guards.reviewing import three_signatures
from sanzhi.law.guards.separation import hearing_host_is_independent
from sanzhi.law.guards.threshold_tables import table_reasons
from sanzhi.law.penalty import Penalty
from sanzhi.procedure import lawfacts
from sanzhi.procedure.acts import Guard
from sanzhi.procedure.deed import Deed

Team = Callable[[Deed], Sequence[UUID | str]]

_OPINIONS = {
    "agree": review_guards.Opinion.AGREE,
    "correct": review_guards.Opinion.CORRECT,
    "supplement": review_guards.Opinion.SUPPLEMENT,
    "other": review_guards.Opinion.OTHER,
}


def officers_certified(team: Team) -> Guard:
    """H1: two officers whose certificates hold on the day (行政处罚法 Art 42)."""

    def guard(deed: Deed) -> list[Finding]:
        return two_certified_officers(lawfacts.officers(deed, team(deed)), lawfacts.ground(deed), on=deed.on)

    return guard


def proposed_team(deed: Deed) -> list[UUID]:
    """The officers that the act names."""
    return list(deed.data.officers)


def present_team(deed: Deed) -> list[str]:
    """The officers who handle the case."""
    return lawfacts.team_ids(deed)


def investigators(deed: Deed) -> set[str]:
    """The ids of all officers who have investigated the case: the team, and who handed his place over."""
    left = {str(each["leaving"]) for each in deed.facts.get("handovers", [])}
    return {*lawfacts.team_ids(deed), *left}


def conclusion_founded(deed: Deed) -> list[Finding]:
    """Facts, verified evidence and a basis stand behind the draft (行政处罚法 Art 38, 40, 57)."""
    data = deed.data
    on_file = sum(1 for name in deed.facts if name.startswith("evidence."))
    conclusion = decision_guards.Conclusion(
        facts=data.facts,
        verified_evidence=min(on_file, len(data.evidence)),
        basis=tuple(Citation(each.law, each.article) for each in data.basis),
    )
    return decision_guards.conclusion_supported(conclusion, on=deed.on)


def draft_facts(deed: Deed) -> DraftFacts | None:
    """What decides whether the present draft is major; None while there is no draft (V2)."""
    draft = deed.facts.get("draft")
    if draft is None:
        return None
    return DraftFacts(
        penalty=lawfacts.penalty(draft["penalty_items"], draft["fine_fen"], draft["confiscated_fen"]),
        party=lawfacts.party_type(deed),
        public_interest=draft["public_interest"],
        social_risk=draft.get("social_risk", False),
        major_rights=draft.get("major_rights", False),
        complex_relations=draft["complex"],
        hearing_held=bool(deed.facts.get("hearing", {}).get("held_on")),
        matter=deed.facts.get("power", {}).get("code", ""),
    )


def reasons_of_draft(deed: Deed) -> list[MajorReason]:
    """V2: every reason why the present draft is major; empty when it is not (行政处罚法 Art 58 ¶1)."""
    facts = draft_facts(deed)
    if facts is None:
        return []
    return [
        *major_reasons(facts, lawfacts.thresholds(deed), lawfacts.major_list(deed)),
        *table_reasons(facts, lawfacts.threshold_tables(deed)),
    ]


def reasons_as_json(reasons: Sequence[MajorReason]) -> list[dict[str, Any]]:
    """The reasons as they stand in the facts of the case."""
    return [
        {**asdict(reason), "citation": [reason.citation.law, reason.citation.article]} for reason in reasons
    ]


def right_to_hearing(deed: Deed) -> bool:
    """Whether the draft gives the party a right to a hearing (行政处罚法 Art 63)."""
    draft = deed.facts["draft"]
    penalty = lawfacts.penalty(draft["penalty_items"], draft["fine_fen"], draft["confiscated_fen"])
    return bool(hearing_guards.hearing_reasons(penalty, lawfacts.party_type(deed), lawfacts.thresholds(deed)))


def hearing_asked_in_time(deed: Deed) -> list[Finding]:
    """O13: a request counts within its window (行政处罚法 Art 64(1))."""
    due = lawfacts.due(deed, "O13")
    # What was posted in time is in time (民事诉讼法 Art 85 ¶4).
    asked = deed.data.posted_on or deed.on
    return [] if due is None else hearing_guards.requested_in_time(due, on=asked)


def hearing_notified(deed: Deed) -> list[Finding]:
    """O14: the parties heard of the hearing seven working days before it (行政处罚法 Art 64(2))."""
    due = compute(deed.rule("O14"), deed.on, deed.rules.calendar)
    return hearing_guards.hearing_notified_in_time(deed.data.notified_on, due, on=deed.on)


def hearing_host_apart(deed: Deed) -> list[Finding]:
    """H11: the host did not investigate (行政处罚法 Art 64(4))."""
    members = deed.facts.get("officers", [])
    known = {member["name"]: member["id"] for member in members}
    host = known.get(str(deed.data.host), str(deed.data.host))
    return hearing_host_is_independent(host, [member["id"] for member in members], on=deed.on)


def major_reviewed(deed: Deed) -> list[Finding]:
    """O19, V1, V7: a passed review of this very draft, after the hearing where there was one."""
    reasons = reasons_of_draft(deed)
    review = _review_that_counts(deed, legal=any(reason.confirmed for reason in reasons))
    held = lawfacts.hearing(deed).held_on
    return [
        *review_guards.review_passed(
            reasons,
            review,
            _digest(deed),
            waiting=deed.clock_runs("V6"),
            domain=deed.agency.domain,
            region=deed.agency.region,
            on=deed.on,
        ),
        *review_guards.reviewed_after_hearing(review, held, on=deed.on),
    ]


def responsible_apart(deed: Deed) -> list[Finding]:
    """V8: handler, reviewer and head answer each for their part (国办发〔2018〕118号 part 4 (14))."""
    rounds = [fact for fact in (deed.facts.get("review"), deed.facts.get("check")) if fact is not None]
    if not rounds:
        return []
    # The opinion on an earlier draft stays in the facts: whose opinion this decision rests on counts.
    given = next((fact for fact in rounds if fact["draft"] == _digest(deed)), rounds[0])
    head = str(deed.actor.user_id)
    return three_signatures(str(deed.case.handler_id), given["reviewer"], head, on=deed.on)


def notified(deed: Deed) -> list[Finding]:
    """O10, O17: no decision without a sealed and served notice of this draft, which tells of the right to a
    hearing where there is one (行政处罚法 Art 44, 62, 63).
    """
    notice = lawfacts.notice(deed)
    findings = notice_guards.notice_given(notice, _digest(deed), on=deed.on)
    if notice is None or notice.served_on is None:
        return findings
    party, thresholds = lawfacts.party_type(deed), lawfacts.thresholds(deed)
    return [
        *findings,
        *hearing_guards.hearing_right_told(notice, _decided(deed), party, thresholds, on=deed.on),
    ]


def window_over(deed: Deed) -> list[Finding]:
    """O11, O13: the party had its days, or gave them up expressly, and every request was answered."""
    notice = lawfacts.notice(deed)
    if notice is None or notice.served_on is None:
        return []
    waiver, hearing = lawfacts.waiver(deed), lawfacts.hearing(deed)
    findings = notice_guards.statement_window_over(notice, waiver, lawfacts.due(deed, "O11"), on=deed.on)
    due = lawfacts.due(deed, "O13")
    if due is not None:
        findings += hearing_guards.hearing_settled(notice, waiver, hearing, due, on=deed.on)
    received, reply = "statement" in deed.facts, bool(defence_reply(deed))
    return [*findings, *notice_guards.defence_heard(received=received, recorded_reply=reply, on=deed.on)]


def defence_reply(deed: Deed) -> str:
    """What is answered to the defence: typed with the decision, else the opinion of the check (复核)."""
    typed = str(getattr(deed.data, "defence_reply", "")).strip()
    return typed or str((deed.facts.get("statement") or {}).get("review", {}).get("opinion", ""))


def not_heavier(deed: Deed) -> list[Finding]:
    """O12: never heavier because of the defence (行政处罚法 Art 45 ¶2)."""
    noticed = deed.facts.get("notice")
    if noticed is None:
        return []
    return notice_guards.not_heavier(
        lawfacts.penalty(noticed["items"], noticed["fine_fen"], noticed["confiscated_fen"]),
        _decided(deed),
        defended="statement" in deed.facts,
        asked_hearing="hearing" in deed.facts,
        domain=deed.agency.domain,
        on=deed.on,
    )


def deliberated(deed: Deed) -> list[Finding]:
    """O20: what was reviewed as major is discussed by the leaders together (行政处罚法 Art 57 ¶2)."""
    fact = deed.facts.get("deliberation")
    held = None
    if fact is not None:
        people = frozenset(each["name"] for each in fact["speeches"])
        held = review_guards.Deliberation(
            draft_digest=fact["draft"],
            held_on=date.fromisoformat(fact["on"]),
            attendees=people,
            opinions=people,
            signed=people if fact["signed"] else frozenset(),
            agreed=fact["agreed"],
        )
    return review_guards.deliberated(
        reasons_of_draft(deed), held, _digest(deed), domain=deed.agency.domain, on=deed.on
    )


def listed_deliberated(deed: Deed) -> list[Finding]:
    """O20: what the sector's own list names is decided by the leaders together (交通 Art 76, 农业 Art 55,
    医保 Art 44).
    """
    draft, fact = deed.facts.get("draft", {}), deed.facts.get("deliberation") or {}
    weight = collective.Weight(
        hearing_right=bool(deed.facts.get("hearing_right")),
        hearing_asked=bool(deed.facts.get("hearing")),
        social_effect=bool(draft.get("public_interest") or draft.get("social_risk")),
        complicated=bool(draft.get("complex")),
        review_disagrees=deed.facts.get("review", {}).get("outcome", "agree") != "agree",
    )
    agreed = bool(fact.get("agreed")) and fact.get("draft") == _digest(deed)
    return collective.sector_list_deliberated(
        weight, deliberated=agreed, domain=deed.agency.domain, on=deed.on
    )


def decision_in_time(deed: Deed) -> list[Finding]:
    """O21: within the limit from the filing (行政处罚法 Art 60)."""
    due = lawfacts.due(deed, "O21")
    return [] if due is None else decision_guards.decided_in_time(due, on=deed.on)


def decision_complete(deed: Deed) -> list[Finding]:
    """O23: everything that the written decision must say is known (行政处罚法 Art 59)."""
    draft, party, agency = deed.facts.get("draft", {}), deed.facts.get("party", {}), deed.agency
    reply = "未陈述申辩" if "statement" not in deed.facts else defence_reply(deed)
    contents = {
        "party": party.get("name", ""),
        "address": party.get("address", ""),
        "facts": draft.get("facts", ""),
        "evidence": "、".join(each["name"] for each in draft.get("evidence", [])),
        "kind": "、".join(item.kind for item in deed.data.penalty_items),
        "basis": "、".join(f"《{each['law']}》{each['article']}" for each in draft.get("basis", [])),
        "performance": f"{agency.bank}{agency.bank_account}" if deed.data.fine_fen else "自收到之日起履行",
        "remedies": agency.reconsideration and agency.court,
        "agency": agency.name,
        "decided_on": deed.on.isoformat(),
        "defence_reply": reply,
    }
    return decision_guards.decision_complete(contents, domain=agency.domain, on=deed.on)


def _digest(deed: Deed) -> str:
    return str(deed.facts.get("draft", {}).get("digest", ""))


def _decided(deed: Deed) -> Penalty:
    """The penalty that the act would impose."""
    data = deed.data
    items = [item.model_dump() for item in data.penalty_items]
    return lawfacts.penalty(items, data.fine_fen, data.confiscated_fen)


def _review_that_counts(deed: Deed, *, legal: bool) -> review_guards.ReviewFact | None:
    """The legal review or, where it need not be legal, the case review: that of the present draft first."""
    given = [_review(deed, legal=True), None if legal else _review(deed, legal=False)]
    reviews = [each for each in given if each is not None]
    return next((each for each in reviews if each.draft_digest == _digest(deed)), next(iter(reviews), None))


def _review(deed: Deed, *, legal: bool) -> review_guards.ReviewFact | None:
    fact = deed.facts.get("review" if legal else "check")
    if fact is None:
        return None
    return review_guards.ReviewFact(
        fact["draft"], _OPINIONS[fact["outcome"]], date.fromisoformat(fact["on"]), legal
    )
