"""What the law asks of a record when it is handed in and when it is admitted: facts for its guards."""

from datetime import date

from sanzhi.law.findings import Citation, Finding
from sanzhi.law.guards import admission as guards
from sanzhi.law.guards.major import ListEntry
from sanzhi.law.guards.reviewing import list_only_tightens
from sanzhi.orgs.delegating import mandates
from sanzhi.orgs.models import Agency, Kind, Level
from sanzhi.orgs.townships import township_powers
from sanzhi.registry.access import Owner
from sanzhi.registry.bases import basis_facts
from sanzhi.registry.contents import (
    AgencyContent,
    BenchmarkContent,
    EntryContent,
    MajorContent,
    OfficerContent,
    PowerContent,
)
from sanzhi.registry.lists import major_entries_above, powers_on


def power(content: PowerContent, owner: Owner, on: date) -> list[Finding]:
    """H16–H18: a basis that may set it, and a body that may hold it (行政处罚法 Art 10–24, 38)."""
    facts = basis_facts(content.basis, on)
    body = _body(owner.agency, content.code, on) if owner.agency else guards.BodyFact(exists=False)
    granted = guards.basis_resolved(basis_facts(content.mandate_basis, on)) if content.mandate_basis else []
    return [
        *guards.basis_resolved(facts),
        *guards.basis_high_enough(content.type, facts, on=on),
        *granted,
        *guards.mandate_founded(content.mandate, founded=bool(content.mandate_basis)),
        *guards.body_qualified(body, on=on),
        *guards.delegation_in_force(body, on=on),
        *guards.township_granted(body, content.type, on=on),
    ]


def agency(content: AgencyContent, owner: Owner, on: date) -> list[Finding]:
    """H16: the body rests on articles in force, and its qualification is announced."""
    exists = owner.agency is not None and _exists(owner.agency, on)
    body = guards.BodyFact(exists=exists, announced_on=content.announced_on)
    return [*guards.basis_resolved(basis_facts(content.basis, on)), *guards.body_qualified(body, on=on)]


def officer(content: OfficerContent, owner: Owner, on: date) -> list[Finding]:
    """H5, H6, H14: in post, no supervisor, examined, trained; and a certificate that has not run out."""
    taught = {each.year: each for each in content.training}
    last = taught.get(on.year - 1)
    person = guards.PersonFact(
        name=content.name,
        staffing=content.staffing,
        supervisor=content.supervisor,
        examined=bool(content.legal_qualification) or any(each.passed for each in content.training),
        hours=None if last is None else last.hours,
    )
    return [
        *guards.officer_in_post(person, on=on),
        *guards.officer_examined(person, on=on),
        *guards.officer_trained(person),
        *guards.certificate_current(content.name, [each.valid_until for each in content.certificates], on=on),
    ]


def entry(content: EntryContent, owner: Owner, on: date) -> list[Finding]:
    """An entry of a list rests on articles in force that day."""
    return guards.basis_resolved(basis_facts(content.basis, on))


def major(content: MajorContent, owner: Owner, on: date) -> list[Finding]:
    """V10: an entry of the list of major decisions only tightens what the layers above list."""
    own = ListEntry(
        id=content.code,
        title=content.title,
        citation=Citation(content.basis[0].law, content.basis[0].article),
        kinds=frozenset(content.kinds),
        at_least_fen=content.at_least_fen,
        matters=frozenset(content.matters),
    )
    above = major_entries_above(owner.agency, owner.government, on)
    return [*entry(content, owner, on), *list_only_tightens([own], above, on=on)]


def benchmark(content: BenchmarkContent, owner: Owner, on: date) -> list[Finding]:
    """O47: a benchmark rests on articles in force, and a power that the agency holds (行政处罚法 Art 34)."""
    held = owner.agency is not None and powers_on(owner.agency.pk, on).filter(code=content.matter).exists()
    return [
        *guards.basis_resolved(basis_facts(content.basis, on)),
        *guards.benchmark_on_power(content.matter, held=held, on=on),
    ]


def _exists(agency: Agency, on: date) -> bool:
    begun = agency.valid_from is None or agency.valid_from <= on
    return begun and (agency.valid_until is None or agency.valid_until > on)


def _body(agency: Agency, code: str, on: date) -> guards.BodyFact:
    delegated, township = agency.kind == Kind.DELEGATED, agency.level == Level.TOWNSHIP
    return guards.BodyFact(
        exists=_exists(agency, on),
        announced_on=agency.announced_on,
        delegated=delegated,
        township=township,
        entrusted=delegated and any(code in letter.matters for letter in mandates(agency.pk, on)),
        granted=township and code in township_powers(agency.region_id, on),
    )
