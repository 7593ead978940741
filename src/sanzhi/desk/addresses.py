"""Addresses of cases and acts; acts with a page of their own lead there."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django.urls import NoReverseMatch, reverse

# Acts whose page is more than a form, by the name of that page; a second part is the kind of document.
_SPECIAL: Final[Mapping[str, tuple[str, ...]]] = {
    "add_evidence": ("special_evidence",),
    "issue_notice": ("special_seal", "notice"),
    "sign_notice": ("special_seal", "notice"),
    "seal_notice": ("special_seal", "notice"),
    "issue_decision": ("special_seal", "decision"),
    "sign_decision": ("special_seal", "decision"),
    "seal_decision": ("special_seal", "decision"),
    "give_opinion": ("special_review",),
    "check_case": ("special_review",),
    "assign_reviewer": ("review_assign",),
    "prepare_release": ("special_release",),
    "publish_release": ("special_release",),
    "endorse": ("desk_endorse",),
    "tell_spot": ("spot_go",),
    "hear_spot": ("spot_go",),
    "decide_spot": ("spot_go",),
    "sign_spot_decision": ("spot_go",),
    "seal_spot_decision": ("spot_go",),
    "hand_over_spot": ("spot_go",),
    "propose_flow": ("flow_move",),
    "make_document": ("forms_choose",),
}


def case_url(case_id: UUID, tab: str = "") -> str:
    """The page of a case, or one of its tabs."""
    return reverse("desk_case", args=[case_id]) + (f"?tab={tab}" if tab else "")


def event_url(case_id: UUID, seq: int) -> str:
    """The page of one event."""
    return reverse("desk_event", args=[case_id, seq])


def act_url(case_id: UUID, act: str) -> str:
    """The page on which an act is done: its own one where there is one, else the form made from its data."""
    name, *rest = _SPECIAL.get(act, ("",))
    return reachable(name, case_id, *rest) or form_url(case_id, act)


def form_url(case_id: UUID, act: str) -> str:
    """The form of an act."""
    return reverse("desk_act", args=[case_id, act])


def reachable(name: str, *args: Any) -> str:
    """The address of a page that may not be there; empty then."""
    try:
        return reverse(name, args=args) if name else ""
    except NoReverseMatch:
        return ""
