"""From the facts of a case to the plain facts that the law's guards take."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sanzhi.law.clocks import Due
from sanzhi.law.guards.hearing import HearingFact, Thresholds
from sanzhi.law.guards.major import ListEntry
from sanzhi.law.guards.notice import Notice, Waiver
from sanzhi.law.guards.officers import Ground, OfficerFact
from sanzhi.law.guards.threshold_tables import ThresholdTable
from sanzhi.law.guards.thresholds import hearing_thresholds
from sanzhi.law.penalty import PartyType, Penalty, PenaltyKind
from sanzhi.law.running import Running
from sanzhi.orgs.delegating import bodies_of
from sanzhi.procedure.deed import Deed
from sanzhi.registry.lists import BenchmarkFact, benchmarks_on, major_entries
from sanzhi.registry.queries import officer_facts, qualified_reviewer
from sanzhi.registry.thresholds import tables_on


def ground(deed: Deed) -> Ground:
    """Where the act is done."""
    agency = deed.agency
    bodies = frozenset(str(each) for each in bodies_of(agency.id, deed.on))
    return Ground(agency=str(agency.id), region=agency.region, domain=agency.domain, bodies=bodies)


def officers(deed: Deed, ids: Iterable[UUID | str]) -> list[OfficerFact]:
    """Officers with the certificate that counts on the day of the act."""
    return officer_facts(ids, deed.on)


def team_ids(deed: Deed) -> list[str]:
    """The ids of the officers who handle the case."""
    return [member["id"] for member in deed.facts.get("officers", [])]


def party_type(deed: Deed) -> PartyType:
    """What kind of party the case concerns."""
    return PartyType(deed.facts["party"]["type"])


def penalty(items: Iterable[Mapping[str, Any]], fine_fen: int, confiscated_fen: int) -> Penalty:
    """A penalty as the law compares it."""
    return Penalty(frozenset(PenaltyKind(item["kind"]) for item in items), fine_fen, confiscated_fen)


def thresholds(deed: Deed) -> Thresholds:
    """The rows of 较大数额 that hold for this agency on the day."""
    where = {"domain": deed.agency.domain, "region": deed.agency.region, "agency": deed.agency.uscc}
    return hearing_thresholds(deed.rules, on=deed.on, **where)


def major_list(deed: Deed) -> list[ListEntry]:
    """The admitted lists of major decisions that hold for this agency on the day, of all layers (V10)."""
    return major_entries(deed.agency.id, deed.on)


def threshold_tables(deed: Deed) -> list[ThresholdTable]:
    """The admitted threshold tables that hold for this agency on the day, of all layers (V10)."""
    return tables_on(deed.agency.id, deed.on)


def benchmarks(deed: Deed) -> list[BenchmarkFact]:
    """The admitted discretion benchmarks on the power of this case, in force on the day (O47)."""
    code = deed.facts.get("power", {}).get("code", "")
    return benchmarks_on(deed.agency.id, code, deed.on) if code else []


def reviewer_qualified(deed: Deed) -> bool:
    """Whether the actor is a person of the library with the legal qualification on the day (H9)."""
    officer = deed.actor.officer_id
    return officer is not None and qualified_reviewer(officer, deed.on)


def notice(deed: Deed) -> Notice | None:
    """The prior notice of the present round, or None when none was issued."""
    document = deed.facts.get("document.prior_notice")
    if document is None:
        return None
    return Notice(
        draft_digest=document.get("draft", ""),
        sealed=bool(document.get("sealed")),
        issued_on=_day(document.get("on")),
        served_on=_day(document.get("served_on")),
        told_hearing=bool(deed.facts.get("notice", {}).get("hearing_right")),
    )


def waiver(deed: Deed) -> Waiver:
    """What the party gave up expressly."""
    given = deed.facts.get("waiver")
    return Waiver() if given is None else Waiver(statement=True, hearing=True, on=_day(given["on"]))


def hearing(deed: Deed) -> HearingFact:
    """What became of a request for a hearing."""
    fact = deed.facts.get("hearing", {})
    ended = bool(fact.get("ended_on"))
    return HearingFact(_day(fact.get("requested_on")), _day(fact.get("held_on")), ended)


def due(deed: Deed, rule_id: str) -> Due | None:
    """The due day of a clock of this case, computed again from its start; None when it never started."""
    state = deed.clocks.get(rule_id)
    if state is None:
        return None
    return Running.from_json(deed.rule(rule_id), {**state, "stopped": None}).due(deed.rules.calendar, deed.on)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
