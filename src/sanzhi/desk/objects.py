"""Whether there is anything to do an act to: a document to sign, a record to take back."""

from collections.abc import Mapping
from typing import Any, Final

from sanzhi.accounts.actors import Actor

Facts = Mapping[str, Any]
_KINDS: Final = {"notice": "prior_notice", "decision": "decision"}
_VERBS: Final = ("issue", "sign", "seal")
_RELEASE: Final = {"publish_release": "prepared", "withdraw_release": "published"}
_SIGNATURES: Final = 2


def has_object(name: str, facts: Facts, actor: Actor) -> bool:
    """Whether the act has something to be done to by this person; most acts always have."""
    verb, kind = _document(name)
    if kind:
        return _document_wants(verb, facts, kind, actor)
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
