"""What the navigation offers of flows."""

from django.urls import reverse

from sanzhi.accounts.actors import Actor
from sanzhi.pages.navigation import Entry
from sanzhi.procedure.drafts import WRITERS
from sanzhi.procedure.publishing import waiting_for

_COUNTED = 100


def flow_entries(actor: Actor) -> list[Entry]:
    """执法流程 for who writes or publishes, with what waits for him."""
    if not actor.agency_id or not actor.roles & WRITERS:
        return []
    waiting = waiting_for(actor).values("pk")[:_COUNTED].count()
    return [Entry("执法流程", reverse("flow_list"), "flow", waiting)]
