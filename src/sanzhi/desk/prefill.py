"""What a form begins with: an officer fills facts, never forms, and no fact is asked twice.

One small function an act, from the facts of the case to data in the act's own shape.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from sanzhi.accounts.actors import Actor
from sanzhi.desk.choices import basis_of_power
from sanzhi.evidence.guides import fitting
from sanzhi.jobs import clock
from sanzhi.pages.days import long_day
from sanzhi.procedure.deed import AgencyFacts
from sanzhi.review.begins import BEGINS
from sanzhi.review.points import SEVEN_POINTS

Facts = Mapping[str, Any]
Data = dict[str, Any]
Fill = Callable[[Facts, AgencyFacts, Actor], Data]


def prefill(act: str, facts: Facts, agency: AgencyFacts, actor: Actor) -> Data:
    """The data that an act's form begins with; empty where nothing is known yet."""
    fill = _FILLS.get(act)
    if fill is None:
        return BEGINS[act](facts) if act in BEGINS else {}
    return fill(facts, agency, actor)


def _lead(facts: Facts, agency: AgencyFacts, actor: Actor) -> Data:
    return {"received_on": clock.today().isoformat()}


def _proposal(facts: Facts, agency: AgencyFacts, actor: Actor) -> Data:
    before = facts.get("proposal", {})
    me = [str(actor.officer_id)] if actor.officer_id else []
    return {
        "officers": _team(facts) or me,
        "power": facts.get("power", {}).get("id", ""),
        "facts": before.get("facts") or facts.get("lead", {}).get("summary", ""),
        "violated": before.get("violated", []),
    }


def _officers(facts: Facts, agency: AgencyFacts, actor: Actor) -> Data:
    return {"officers": _team(facts)}


def _interview(facts: Facts, agency: AgencyFacts, actor: Actor) -> Data:
    party = facts.get("party", {})
    name, relation = spokesman(facts)
    return {
        "name": name,
        "relation": relation,
        "id_number": party.get("id_number", "") if party.get("type") == "自然人" else "",
        "phone": party.get("phone", ""),
        "officers": _team(facts),
        "exchanges": [{"question": each, "answer": ""} for each in fitting(facts).interview],
    }


def _inspection(facts: Facts, agency: AgencyFacts, actor: Actor) -> Data:
    name, relation = spokesman(facts)
    me = [str(actor.officer_id)] if actor.officer_id else []
    return {
        "place": facts.get("party", {}).get("address", ""),
        "present_name": name,
        "present_post": relation,
        "officers": _team(facts) or me,
        "findings": [{"question": each, "answer": ""} for each in fitting(facts).inspection],
    }


def _draft(facts: Facts, agency: AgencyFacts, actor: Actor) -> Data:
    if "draft" in facts:
        return {key: value for key, value in facts["draft"].items() if key not in {"on", "by", "digest"}}
    proposal = facts.get("proposal", {})
    return {
        "process": course(facts),
        "facts": proposal.get("facts", ""),
        "violated": proposal.get("violated", []),
        "basis": list(basis_of_power(facts)),
        "evidence": [{"name": fact["title"], "proves": ""} for fact in _evidence(facts)],
    }


def _points(facts: Facts, agency: AgencyFacts, actor: Actor) -> Data:
    return {"points": [{"name": name, "note": ""} for name in SEVEN_POINTS]}


def _service(facts: Facts, agency: AgencyFacts, actor: Actor) -> Data:
    name, relation = spokesman(facts)
    place = facts.get("service_address", {}).get("address") or facts.get("party", {}).get("address", "")
    return {"place": place, "receiver": name, "relation": relation}


def _statement(facts: Facts, agency: AgencyFacts, actor: Actor) -> Data:
    name, relation = spokesman(facts)
    return {"speaker": name, "relation": relation, "place": agency.address}


def _request(facts: Facts, agency: AgencyFacts, actor: Actor) -> Data:
    return {"by": facts.get("party", {}).get("name", "")}


def _waiver(facts: Facts, agency: AgencyFacts, actor: Actor) -> Data:
    return {"signed_by": spokesman(facts)[0]}


def _hearing(facts: Facts, agency: AgencyFacts, actor: Actor) -> Data:
    return {"place": agency.address}


def _hearing_record(facts: Facts, agency: AgencyFacts, actor: Actor) -> Data:
    return {"began_at": (facts.get("hearing") or {}).get("at")}


def _refused_hearing(facts: Facts, agency: AgencyFacts, actor: Actor) -> Data:
    return {"by": facts.get("party", {}).get("name", ""), "requested_on": clock.today().isoformat()}


def _order(facts: Facts, agency: AgencyFacts, actor: Actor) -> Data:
    known = facts.get("draft") or facts.get("proposal", {})
    return {"breach": known.get("facts", ""), "basis": known.get("violated", [])}


def _rights(facts: Facts, agency: AgencyFacts, actor: Actor) -> Data:
    return {"to": spokesman(facts)[0]}


def _address(facts: Facts, agency: AgencyFacts, actor: Actor) -> Data:
    party, known = facts.get("party", {}), facts.get("service_address", {})
    return {
        "receiver": known.get("receiver") or spokesman(facts)[0],
        "address": known.get("address") or party.get("address", ""),
        "phone": known.get("phone") or party.get("phone", ""),
    }


def _deliberation(facts: Facts, agency: AgencyFacts, actor: Actor) -> Data:
    return {"speeches": [{"name": actor.name, "post": "", "text": ""}]}


def _decision(facts: Facts, agency: AgencyFacts, actor: Actor) -> Data:
    draft = facts.get("draft", {})
    wanted = ("penalty_items", "fine_fen", "confiscated_fen", "discretion")
    reply = (facts.get("statement") or {}).get("review", {}).get("opinion", "")
    known = {key: draft[key] for key in wanted if key in draft}
    return {**known, "defence_reply": reply} if reply else known


def _payment(facts: Facts, agency: AgencyFacts, actor: Actor) -> Data:
    decision = facts.get("decision", {})
    owed = decision.get("fine_fen", 0) + decision.get("confiscated_fen", 0)
    return {"amount_fen": max(owed - facts.get("execution", {}).get("paid_fen", 0), 0)}


def _court(facts: Facts, agency: AgencyFacts, actor: Actor) -> Data:
    return {"court": agency.court}


def _remedy(facts: Facts, agency: AgencyFacts, actor: Actor) -> Data:
    return {"body": agency.reconsideration, "filed_on": clock.today().isoformat()}


def _dated(name: str) -> Fill:
    """A form of which only a day is known: today."""
    return lambda facts, agency, actor: {name: clock.today().isoformat()}


def _disposal(facts: Facts, agency: AgencyFacts, actor: Actor) -> Data:
    before, proposal = facts.get("disposal", {}), facts.get("proposal", {})
    found = facts.get("draft", {}).get("facts") or proposal.get("facts", "")
    kept = {
        name: before[name] for name in ("kind", "reason", "basis", "spared_because", "to") if name in before
    }
    return {"facts": before.get("facts") or found, **kept}


def _split(facts: Facts, agency: AgencyFacts, actor: Actor) -> Data:
    return {"party": facts.get("party", {})}


def _closure(facts: Facts, agency: AgencyFacts, actor: Actor) -> Data:
    ended = facts.get("execution", {}).get("ground") or facts.get("disposal", {}).get("words")
    return {"reason": f"{ended}，依法结案"} if ended else {}


def _withdrawal(facts: Facts, agency: AgencyFacts, actor: Actor) -> Data:
    return {"changed_on": clock.today().isoformat()}


def _spot_facts(facts: Facts, agency: AgencyFacts, actor: Actor) -> Data:
    spot = facts.get("spot", {})
    known = {key: spot[key] for key in ("facts", "place", "violated") if key in spot}
    proposed = spot.get("proposed", {"fine_fen": 0, "penalty_items": ()})
    amounts = {"fine_fen": proposed["fine_fen"], "warning": len(proposed["penalty_items"]) > 1}
    return {"power": facts.get("power", {}).get("id", ""), **known, **amounts}


def spokesman(facts: Facts) -> tuple[str, str]:
    """Who speaks for the party: the person itself, or who represents it; empty while nobody is known."""
    party = facts.get("party", {})
    if party.get("type") == "自然人":
        return party.get("name", ""), "当事人"
    name = party.get("legal_representative", "")
    return name, "法定代表人（负责人、经营者）" if name else ""


def course(facts: Facts) -> str:
    """The course of the investigation so far in sentences: what the record knows anyway."""
    lead, filing = facts.get("lead", {}), facts.get("filing", {})
    parts = [f"{_day(lead['received_on'])}，本局通过{lead['source']}发现案件线索。"] if lead else []
    parts += [f"{_day(filing['on'])}，经批准立案调查。"] if filing else []
    for talk in facts.get("interviews", []):
        parts.append(
            f"{_day(talk['on'])}，对{talk['relation'] or '有关人员'}{talk['name']}进行询问并制作笔录。"
        )
    titles = "、".join(f"“{fact['title']}”" for fact in _evidence(facts))
    parts += [f"依法收集{titles}等证据材料。"] if titles else []
    return "".join(parts)


def _day(text: str) -> str:
    return long_day(date.fromisoformat(text[:10]))


def _evidence(facts: Facts) -> list[Mapping[str, Any]]:
    return [fact for name, fact in facts.items() if name.startswith("evidence.")]


def _team(facts: Facts) -> list[str]:
    return [member["id"] for member in facts.get("officers", [])]


_FILLS: Final[Mapping[str, Fill]] = {
    "register_lead": _lead,
    "practice_lead": _lead,
    "check_spot_facts": _spot_facts,
    "propose_filing": _proposal,
    "assign_officers": _officers,
    "record_inspection": _inspection,
    "record_interview": _interview,
    "conclude": _draft,
    "give_opinion": _points,
    "serve_notice": _service,
    "serve_decision": _service,
    "record_statement": _statement,
    "request_hearing": _request,
    "waive_rights": _waiver,
    "hold_hearing": _hearing,
    "notify_hearing": _hearing,
    "record_hearing": _hearing_record,
    "refuse_hearing": _refused_hearing,
    "serve_paper": _service,
    "confirm_address": _address,
    "order_correction": _order,
    "tell_rights": _rights,
    "deliberate": _deliberation,
    "decide": _decision,
    "record_payment": _payment,
    "propose_disposal": _disposal,
    "close": _closure,
    "split_case": _split,
    "apply_to_court": _court,
    "record_remedy": _remedy,
    "conclude_remedy": _dated("ended_on"),
    "apply_deferral": _dated("applied_on"),
    "withdraw_release": _withdrawal,
}
