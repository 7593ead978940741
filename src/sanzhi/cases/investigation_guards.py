"""What the law asks where an investigation is suspended, ended or prolonged (O9, O21, O42, O43, O49, O56)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sanzhi.evidence.preserving import is_open
from sanzhi.law.clocks import compute
from sanzhi.law.findings import Finding
from sanzhi.law.guards import crime, jurisdiction
from sanzhi.law.guards import investigation as law
from sanzhi.law.running import Running
from sanzhi.procedure.deed import Deed

TERMS = {"办案期限": "O21", "核查期限": "O1"}


def suspended_on_ground(deed: Deed) -> list[Finding]:
    """O42: on a ground of the rules; the head performs the act himself (程序规定 Art 46 ¶1)."""
    return law.suspension_lawful(deed.data.ground, approved=True, domain=deed.agency.domain, on=deed.on)


def resumed_in_time(deed: Deed) -> list[Finding]:
    """O42: at once when the cause is gone (程序规定 Art 46 ¶2)."""
    return law.resumed_at_once(
        ceased_on=deed.data.ceased_on, resumed_on=deed.on, domain=deed.agency.domain, on=deed.on
    )


def not_suspended(deed: Deed) -> list[Finding]:
    """O42: what is suspended is neither concluded nor decided."""
    what = "作出决定" if deed.act == "decide" else "调查终结"
    return law.investigation_goes_on(
        suspended=is_suspended(deed.facts), what=what, domain=deed.agency.domain, on=deed.on
    )


def ended_on_ground(deed: Deed) -> list[Finding]:
    """O43: on a ground of the sector, with no measure left standing (程序规定 Art 47)."""
    return law.ending_lawful(
        deed.data.ground,
        approved=True,
        measures_standing=is_open(deed.facts),
        domain=deed.agency.domain,
        on=deed.on,
    )


def extended_lawfully(deed: Deed) -> list[Finding]:
    """O21: in turn, not longer than the row allows, before the term is over (程序规定 Art 64 ¶1)."""
    rule = TERMS[deed.data.term]
    state = deed.clocks.get(rule)
    if state is None:
        return []
    row = deed.rule(rule)
    running = Running.from_json(row, {**state, "stopped": None})
    before = [
        law.Granted(each["value"], each["by"], date.fromisoformat(each["on"]))
        for each in deed.facts.get("extensions", [])
        if each["rule"] == rule
    ]
    now = law.Granted(deed.data.value, by_whom(deed, deed.data.by), deed.on)
    return law.extension_lawful(
        row, running.start, [*before, now], deed.rules.calendar, running.pauses, on=deed.on
    )


def by_whom(deed: Deed, by: str) -> str:
    """Who decides, in the words of the row: its first extension is the head's, a later one the leaders'."""
    allowed = deed.rule(TERMS[deed.data.term]).extensions
    together = by == "负责人集体讨论"
    return next((each.by for each in allowed if ("集体" in each.by) is together), by)


def no_open_dispute(deed: Deed) -> list[Finding]:
    """O9: while it is disputed who is competent, nobody decides (行政处罚法 Art 25 ¶2)."""
    fact = deed.facts.get("jurisdiction")
    if fact is None:
        return []
    return jurisdiction.dispute_settled(_dispute(fact), None, None, decides=True, on=deed.on)


def settled_in_time(deed: Deed) -> list[Finding]:
    """O9: talks and the superior's word have their seven working days each; late is pointed out."""
    fact = deed.facts.get("jurisdiction")
    if fact is None:
        return []
    reported = fact.get("reported_on")
    rule, start = ("O9.designate", reported) if reported else ("O9.negotiate", fact["arose_on"])
    where = {"domain": deed.agency.domain, "region": deed.agency.region, "agency": deed.agency.uscc}
    row = deed.rules.find(rule, on=deed.on, **where)
    due = compute(row, date.fromisoformat(start), deed.rules.calendar) if row else None
    negotiate, designate = (None, due) if reported else (due, None)
    return jurisdiction.dispute_settled(_dispute(fact), negotiate, designate, decides=False, on=deed.on)


def first_to_file(deed: Deed) -> list[Finding]:
    """O49: the agency that filed first keeps the case (行政处罚法 Art 25 ¶1)."""
    filed = deed.facts.get("filing", {}).get("on")
    fact = deed.facts.get("jurisdiction") or {}
    other = fact.get("other_filed_on")
    others = [jurisdiction.OtherFiling(fact["other"], date.fromisoformat(other))] if other else []
    if fact.get("settled_on"):
        return []
    return jurisdiction.first_agency_keeps_case(
        date.fromisoformat(filed) if filed else None, others, on=deed.on
    )


def not_in_place_of_transfer(deed: Deed) -> list[Finding]:
    """O56: what may be a crime goes to the police and is not fined instead (行政处罚法 Art 8 ¶2, 27)."""
    fact = deed.facts.get("crime")
    if fact is None:
        return []
    sentence = crime.Sentence(fact.get("sentence_fine_fen", 0), fact.get("sentence_days", 0))
    convicted = crime.Transfer(_CRIME[fact["state"]]) is crime.Transfer.CONVICTED
    return [
        *crime.transferred_not_fined(_CRIME[fact["state"]], on=deed.on),
        *crime.no_fine_after_sentence(sentence if convicted else None, deed.data.fine_fen, on=deed.on),
    ]


def is_suspended(facts: Mapping[str, Any]) -> bool:
    """Whether the investigation stands still."""
    fact = facts.get("suspension") or {}
    return bool(fact.get("on")) and not fact.get("resumed_on")


def _dispute(fact: dict[str, Any]) -> jurisdiction.Dispute:
    days = {
        key: date.fromisoformat(fact[key]) if fact.get(key) else None
        for key in ("settled_on", "reported_on", "designated_on")
    }
    return jurisdiction.Dispute(date.fromisoformat(fact["arose_on"]), **days)


_CRIME = {
    "suspected": crime.Transfer.SUSPECTED,
    "cleared": crime.Transfer.NONE,
    "sent": crime.Transfer.SENT,
    "returned": crime.Transfer.RETURNED,
    "convicted": crime.Transfer.CONVICTED,
}
