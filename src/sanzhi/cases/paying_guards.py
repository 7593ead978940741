"""What the law asks of payment, deferral, demand, the court and the end of a case."""

from dataclasses import replace
from datetime import date
from typing import Any

from sanzhi.cases.owing import owed_by
from sanzhi.cases.property_guards import still_kept
from sanzhi.documents.papers import waiting
from sanzhi.evidence.preserving import is_open
from sanzhi.law.clocks import Due
from sanzhi.law.findings import Finding
from sanzhi.law.guards import closing, collection, court, remedies
from sanzhi.law.guards.closing import CloseGround, Settled, closable, closed_in_time
from sanzhi.law.guards.collection import Deferral, collection_separated, deferral_lawful, surcharge_lawful
from sanzhi.law.guards.court import CourtRows, Remedies, court_application_lawful, court_window
from sanzhi.procedure import lawfacts
from sanzhi.procedure.deed import Deed

# Clocks that a closed case need not have ended: rights of the party that simply run out.
_RUN_OUT = frozenset({"O11", "O13", "O33"})
_BINDING = frozenset({"no_penalty_decision", "transfer_letter", "crime_transfer"})


def payment_due(deed: Deed) -> Due | None:
    """When the fine is due, after a deferral on its last day; None before the decision was served."""
    due, clock = lawfacts.due(deed, "O27"), deed.clocks.get("O27")
    return replace(due, on=date.fromisoformat(clock["due"])) if due and clock else None


def payment_in_time(deed: Deed) -> list[Finding]:
    """O27: paid within fifteen days of receipt; later is pointed out (行政处罚法 Art 67 ¶3)."""
    due = payment_due(deed)
    return [] if due is None else collection.paid_in_time(due, deed.on, on=deed.on)


def collected_apart(deed: Deed) -> list[Finding]:
    """O39: the officers who fined do not take the money themselves (行政处罚法 Art 67 ¶1, 2)."""
    by_agency = deed.data.way == "执法人员收缴"
    return collection_separated(by_agency=by_agency, on_the_spot_lawful=False, on=deed.on)


def surcharge_claimed_lawfully(deed: Deed) -> list[Finding]:
    """O28: no more surcharge is taken than has grown by the day."""
    owed = owed_by(deed)
    if not owed.surcharge_fen:
        return []
    claimed = max(deed.data.amount_fen - owed.base_left_fen, 0)
    allowed = owed.surcharge_left_fen
    # Every written decision says so: its template has the sentence, and O48 asks for it.
    return surcharge_lawful(claimed, allowed, told_in_decision=True, stayed=bool(owed.stays), on=deed.on)


def deferral_asked(deed: Deed) -> list[Finding]:
    """O29: the request is the party's, in writing, for hardship (行政处罚法 Art 66 ¶2)."""
    data = deed.data
    asked = Deferral(data.applied_on, written=data.written, hardship=data.hardship)
    return deferral_lawful(asked, payment_due(deed), domain=deed.agency.domain, on=deed.on)


def deferral_granted(deed: Deed) -> list[Finding]:
    """O29: granted by the head for hardship that the party showed; told in writing by the notice."""
    asked, parts = deed.facts.get("deferral"), deed.data.parts
    if not asked or deed.data.outcome != "agree" or not parts:
        return []
    applied_on = date.fromisoformat(asked["applied_on"])
    until = max(each.due_on for each in parts)
    granted = Deferral(applied_on, asked["written"], asked["hardship"], True, True, until)
    return deferral_lawful(granted, payment_due(deed), domain=deed.agency.domain, on=deed.on)


def demand_due(deed: Deed) -> list[Finding]:
    """O32: a demand goes to who did not perform within the term of the decision (行政强制法 Art 53, 54)."""
    return court.demand_lawful(payment_due(deed), fulfilled=_fulfilled(deed), on=deed.on)


def court_lawful(deed: Deed) -> list[Finding]:
    """O32: both remedies lapsed unused, within three months, ten working days after the demand."""
    found = remedies_of(deed)
    if found is None:
        return []
    demand = deed.facts.get("demand") or {}
    served = demand.get("served_on")
    return court_application_lawful(
        found,
        CourtRows.of(deed.rules, deed.on),
        deed.rules.calendar,
        demand_served_on=date.fromisoformat(served) if served else None,
        fulfilled=_fulfilled(deed),
        on=deed.on,
    )


def remedies_of(deed: Deed) -> Remedies | None:
    """What the party did about the decision; None before it was served."""
    return remedies_in(deed.facts)


def remedies_in(facts: Any) -> Remedies | None:
    """What the party did about the decision, from the facts of the case; None before it was served."""
    served = (facts.get("decision") or {}).get("served_on")
    if not served:
        return None
    told = facts.get("remedies", ())
    reviewed = [each["ended_on"] for each in told if each["kind"] == "行政复议" and each.get("ended_on")]
    deferral = facts.get("deferral") or {}
    return Remedies(
        date.fromisoformat(served),
        reviewed_on=date.fromisoformat(max(reviewed)) if reviewed else None,
        review_pending=any(each["kind"] == "行政复议" and not each.get("ended_on") for each in told),
        sued=any(each["kind"] == "行政诉讼" for each in told),
        deferred_until=date.fromisoformat(deferral["until"]) if deferral.get("until") else None,
    )


def window_of(deed: Deed) -> court.Window | None:
    """When the court may be asked to enforce; None before the decision was served."""
    found = remedies_of(deed)
    if found is None:
        return None
    return court_window(found, CourtRows.of(deed.rules, deed.on), deed.rules.calendar)


def execution_not_stopped(deed: Deed) -> list[Finding]:
    """O54: review or suit stops the execution only on a ground of the law (行政处罚法 Art 73 ¶1)."""
    data = deed.data
    ground = remedies.StayGround(data.stay) if data.stay in _STAYS else None
    return remedies.execution_goes_on(challenged=True, stayed=data.stayed, ground=ground, on=deed.on)


_STAYS = {each.value for each in remedies.StayGround}


def closing_lawful(deed: Deed) -> list[Finding]:
    """O33: a case closes as executed only when all is paid and done, in the days of the sector."""
    due = lawfacts.due(deed, "O33")
    late = closed_in_time(due, closed_on=deed.on, on=deed.on)
    goods = not (is_open(deed.facts) or still_kept(deed.facts))
    if deed.facts.get("decision") is None:
        if "disposal" not in deed.facts:
            # Before the decision there is nothing that could have been executed: the procedure says so.
            return []
        settled = Settled(approved=True, fully_paid=True, other_done=True, goods_settled=goods)
        return [*closable(CloseGround.NO_PENALTY, settled, domain=deed.agency.domain, on=deed.on), *late]
    execution = deed.facts.get("execution", {})
    settled = Settled(
        # The act is the head's approval, given by himself or by who stands in for him.
        approved=True,
        fully_paid=not owed_by(deed).left_fen,
        other_done=bool(execution.get("other_done")),
        goods_settled=goods,
    )
    ground = CloseGround(execution.get("ground") or CloseGround.EXECUTED)
    return [*closable(ground, settled, domain=deed.agency.domain, on=deed.on), *late]


def nothing_left_open(deed: Deed) -> list[Finding]:
    """O33: a clock that still runs, or a paper not yet served, is pointed out before the case closes; what
    ends the case in place of a penalty has been served.
    """
    open_ones = [rule for rule in deed.clocks if deed.clock_runs(rule) and rule not in _RUN_OUT]
    running = [deed.rule(rule).title for rule in open_ones]
    waiting_ones = list(waiting(deed.facts).values())
    binding = [each["title"] for each in waiting_ones if each["kind"] in _BINDING]
    other = [each["title"] for each in waiting_ones if each["kind"] not in _BINDING]
    return closing.loose_ends(running, other, binding=binding, on=deed.on)


def _fulfilled(deed: Deed) -> bool:
    return bool((deed.facts.get("execution") or {}).get("completed"))
