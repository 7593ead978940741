"""What the source of every document holds: agency, party, case, officers."""

from typing import Any

from sanzhi.procedure.deed import Deed


def shared(deed: Deed) -> dict[str, Any]:
    """The parts that all documents share, as plain values of the case as it stands in the act."""
    agency, facts = deed.agency, deed.facts
    lead = facts.get("lead", {})
    return {
        "agency": {
            "name": agency.name,
            "domain": agency.domain,
            "address": agency.address,
            "phone": agency.phone,
            "contact": "、".join(each["name"] for each in facts.get("officers", [])),
            "reconsideration": agency.reconsideration,
            "court": agency.court,
            "bank": {
                "name": agency.bank,
                "address": agency.bank_address,
                "account_name": agency.name,
                "account": agency.bank_account,
            },
        },
        "party": facts.get("party", {}),
        "case": {
            "number": deed.case.number,
            "title": deed.title or deed.case.title,
            "origin": lead.get("source", ""),
            "found_on": lead.get("received_on"),
            "filed_on": facts.get("filing", {}).get("on"),
        },
        "officers": [{"name": o["name"], "certificate": o["certificate"]} for o in facts.get("officers", [])],
    }
