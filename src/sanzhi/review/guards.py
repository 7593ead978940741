"""Who may review."""

from django.db.models import Q

from sanzhi.law.findings import Finding
from sanzhi.law.guards.separation import reviewer_is_independent, reviewer_is_qualified
from sanzhi.procedure import lawfacts
from sanzhi.procedure.deed import Deed
from sanzhi.registry.models import Officer


def reviewer_apart(deed: Deed) -> list[Finding]:
    """The reviewer is none of those who handled the case (市场监督管理行政处罚程序规定 Art 49 ¶3)."""
    handlers = {*lawfacts.team_ids(deed), str(deed.case.handler_id)}
    me = {str(deed.actor.user_id), str(deed.actor.officer_id)} - {"None"}
    reviewer = next((each for each in sorted(me) if each in handlers), str(deed.actor.user_id))
    return reviewer_is_independent(reviewer, handlers, domain=deed.agency.domain, on=deed.on)


def reviewer_qualified(deed: Deed) -> list[Finding]:
    """Who reviews penalties for the first time holds the legal qualification (行政处罚法 Art 58 ¶2)."""
    found = Officer.objects.filter(~Q(legal_qualification=""), id__in=[deed.actor.officer_id])
    qualified = deed.actor.officer_id is not None and found.exists()
    return reviewer_is_qualified(first_time=True, has_legal_qualification=qualified, on=deed.on)
