"""Whether there is anything to do an act to: a document to sign, a record to take back."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from sanzhi.accounts.actors import Actor
from sanzhi.cases.correcting import served
from sanzhi.cases.investigation_guards import is_suspended
from sanzhi.cases.property_guards import still_kept
from sanzhi.documents.papers import waiting
from sanzhi.documents.service import unserved
from sanzhi.evidence.preserving import is_open
from sanzhi.review.wants import WANTS as review_wants

Facts = Mapping[str, Any]
_KINDS: Final = {"notice": "prior_notice", "decision": "decision"}
_VERBS: Final = ("issue", "sign", "seal")


def _preservation(facts: Facts) -> bool:
    return bool(facts.get("preservation"))


def _kept(facts: Facts) -> bool:
    return _preservation(facts) and bool(facts["preservation"].get("registered_on"))


def _under_way(facts: Facts) -> bool:
    return "filing" in facts and "decision" not in facts


def _disputed(facts: Facts) -> bool:
    return bool(facts.get("jurisdiction")) and not facts["jurisdiction"].get("settled_on")


def _crime(facts: Facts) -> str:
    return str((facts.get("crime") or {}).get("state", ""))


_RELEASE: Final = {"publish_release": "prepared", "withdraw_release": "published"}
_SIGNATURES: Final = 2
# What has nothing to be done to yet is not offered: it would only be refused.
_WANT: Final[Mapping[str, Callable[[Facts], bool]]] = {
    "tell_spot": lambda facts: bool(_spot(facts).get("facts")) and not _spot(facts).get("told_on"),
    "hear_spot": lambda facts: bool(_spot(facts).get("told_on")) and not _spot(facts).get("heard_on"),
    "sign_spot_decision": lambda facts: len(_signed_on_the_spot(facts)) < _SIGNATURES,
    "seal_spot_decision": lambda facts: len(_signed_on_the_spot(facts)) >= _SIGNATURES,
    "collect_spot_fine": lambda facts: not facts.get("execution", {}).get("completed"),
    "hand_in_cash": lambda facts: "cash" in facts and not facts["cash"].get("handed_on"),
    "bank_cash": lambda facts: "cash" in facts and not facts["cash"].get("banked_on"),
    "join_case": lambda facts: "decision" not in facts,
    "split_case": lambda facts: "decision" not in facts,
    "move_property": lambda facts: bool(still_kept(facts)),
    "call_owner": lambda facts: bool(still_kept(facts)),
    "settle_property": lambda facts: bool(still_kept(facts)),
    "correct_document": lambda facts: bool(served(facts)),
    "decide_deferral": lambda facts: _waits(facts.get("deferral")),
    "answer_demand": lambda facts: bool((facts.get("demand") or {}).get("served_on")),
    "record_court": lambda facts: bool(facts.get("court")),
    "record_remedy": lambda facts: bool((facts.get("decision") or {}).get("served_on")),
    "conclude_remedy": lambda facts: any(not each.get("ended_on") for each in facts.get("remedies", ())),
    "serve_paper": lambda facts: bool(waiting(facts)),
    "record_attempt": lambda facts: bool(unserved(facts)),
    "announce_service": lambda facts: bool(unserved(facts)),
    **review_wants,
    "refuse_hearing": lambda facts: "notice" in facts and "hearing" not in facts,
    "announce_hearing": lambda facts: bool((facts.get("hearing") or {}).get("at")),
    "ask_preservation": lambda facts: "filing" in facts and not is_open(facts),
    "approve_preservation": lambda facts: (
        _preservation(facts) and not facts["preservation"].get("decided_on")
    ),
    "preserve_evidence": lambda facts: "filing" in facts and not is_open(facts),
    "handle_preservation": lambda facts: _kept(facts) and not facts["preservation"].get("handled_on"),
    "take_samples": lambda facts: "filing" in facts,
    "record_test_result": lambda facts: any(not each.get("received_on") for each in facts.get("tests", ())),
    "tell_test_result": lambda facts: any(
        each.get("received_on") and not each.get("notice") for each in facts.get("tests", ())
    ),
    "check_correction": lambda facts: "correction_order" in facts,
    "suspend_investigation": lambda facts: _under_way(facts) and not is_suspended(facts),
    "lift_suspension": lambda facts: is_suspended(facts),
    "end_investigation": lambda facts: _under_way(facts),
    "extend_term": lambda facts: "decision" not in facts,
    "review_statement": lambda facts: "statement" in facts and "decision" not in facts,
    "tell_rights": lambda facts: "rights" not in facts and "filing" in facts,
    "open_dispute": lambda facts: "decision" not in facts and not _disputed(facts),
    "report_dispute": lambda facts: _disputed(facts) and not facts["jurisdiction"].get("reported_on"),
    "settle_dispute": lambda facts: _disputed(facts),
    "suspect_crime": lambda facts: _crime(facts) not in {"suspected", "sent"},
    "settle_crime": lambda facts: _crime(facts) in {"suspected", "sent"},
    "tell_informer": lambda facts: (
        bool(facts.get("lead", {}).get("informer")) and "informer_told" not in facts
    ),
    "report_hearing": lambda facts: bool((facts.get("hearing") or {}).get("held_on")),
}


def _waits(asked: Mapping[str, Any] | None) -> bool:
    return bool(asked) and not (asked or {}).get("decided_on")


def has_object(name: str, facts: Facts, actor: Actor) -> bool:
    """Whether the act has something to be done to by this person; most acts always have."""
    verb, kind = _document(name)
    if kind:
        return _document_wants(verb, facts, kind, actor)
    if name in _WANT:
        return _WANT[name](facts)
    return name not in _RELEASE or facts.get("release", {}).get("state", "") == _RELEASE[name]


def first_towards(name: str, facts: Facts) -> str:
    """The act that comes first on the way to this one: a document is made, then signed, then sealed."""
    verb, kind = _document(name)
    if not kind:
        return name
    short = name.removeprefix(f"{verb}_")
    document = facts.get(f"document.{kind}")
    if document is None or not _is_current(document, facts, kind):
        return f"issue_{short}"
    return name if verb != "seal" or len(document["signed"]) >= _SIGNATURES else f"sign_{short}"


def _spot(facts: Facts) -> Facts:
    found: Facts = facts.get("spot", {})
    return found


def _signed_on_the_spot(facts: Facts) -> Sequence[Facts]:
    found: Sequence[Facts] = facts.get("document.spot_decision", {}).get("signed", ())
    return found


def _document(name: str) -> tuple[str, str]:
    verb, _, rest = name.partition("_")
    return (verb, _KINDS[rest]) if verb in _VERBS and rest in _KINDS else ("", "")


def _document_wants(verb: str, facts: Facts, kind: str, actor: Actor) -> bool:
    document = facts.get(f"document.{kind}")
    current = document is not None and _is_current(document, facts, kind)
    if verb == "issue" or document is None or not current:
        return verb == "issue" and not current
    return not document.get("sealed") and (verb == "seal" or _may_sign(document, facts, actor))


def _may_sign(document: Facts, facts: Facts, actor: Actor) -> bool:
    mine = str(actor.officer_id)
    signed = {each["officer"] for each in document["signed"]}
    return mine in {member["id"] for member in facts.get("officers", [])} - signed


def _is_current(document: Facts, facts: Facts, kind: str) -> bool:
    # A notice binds one draft; after a changed draft another notice is made.
    return kind != "prior_notice" or document.get("draft") == facts.get("draft", {}).get("digest")
