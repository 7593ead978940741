"""What a form offers to choose from: officers with their certificates, powers, statutes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sanzhi.jobs import clock
from sanzhi.law.guards.officers import Ground, certificate_fault
from sanzhi.orgs.delegating import bodies_of
from sanzhi.pages.days import long_day
from sanzhi.procedure.deed import AgencyFacts
from sanzhi.registry.lists import officers_on, powers_on
from sanzhi.registry.models import Power
from sanzhi.registry.queries import officer_facts


@dataclass(frozen=True)
class Option:
    """One thing to choose; ``warning`` says why choosing it will be refused."""

    value: str
    words: str
    note: str = ""
    warning: str = ""


def officers(agency: AgencyFacts) -> list[Option]:
    """The officers of an agency, each with the certificate that counts today."""
    on = clock.today()
    bodies = bodies_of(agency.id, on)
    ground = Ground(str(agency.id), agency.region, agency.domain, frozenset(str(each) for each in bodies))
    ids = [
        each
        for body in (agency.id, *sorted(bodies))
        for each in officers_on(body, on).order_by("name").values_list("pk", flat=True)
    ]
    found = []
    for officer in officer_facts(ids, on):
        held = officer.certificate
        note = f"执法证 {held.number}，有效期至{long_day(held.valid_to)}" if held else ""
        fault = (certificate_fault(held, ground, on=on) or "").removeprefix("的")
        found.append(Option(officer.id, officer.name, note, fault))
    return found


def certified_officers(agency: AgencyFacts) -> list[str]:
    """The ids of officers whose certificates hold today."""
    return [option.value for option in officers(agency) if not option.warning]


def powers(agency: AgencyFacts) -> list[Option]:
    """The admitted powers of an agency that are in force today (行政处罚法 Art 38)."""
    on = clock.today()
    return [Option(str(power.id), power.name, power.code) for power in powers_on(agency.id, on)]


def statutes(facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Articles that this case has named already or that its power rests on: (law, article), each once."""
    named = [facts.get("proposal", {}).get("violated", ()), facts.get("draft", {}).get("violated", ())]
    named += [facts.get("draft", {}).get("basis", ()), basis_of_power(facts)]
    return list(dict.fromkeys((each["law"], each["article"]) for group in named for each in group))


def basis_of_power(facts: Mapping[str, Any]) -> Iterable[Mapping[str, str]]:
    """The legal basis of the case's power."""
    power = Power.objects.filter(pk=facts["power"]["id"]).first() if "power" in facts else None
    return [] if power is None else power.basis
