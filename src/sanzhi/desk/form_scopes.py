"""Whose wordings a person writes and confirms: a clerk's agency, or the region of a legal office."""

from sanzhi.accounts.actors import Actor
from sanzhi.documents.wordings import Scope
from sanzhi.law.errors import NotFound
from sanzhi.orgs.models import Agency, Government

ROLES = ("clerk", "head", "supervisor")


def scope_of(actor: Actor) -> Scope:
    """The scope of this person; raises `NotFound` for whoever has none."""
    if actor.roles & {"clerk", "head"} and actor.agency_id:
        agency = Agency.objects.select_related("region").get(pk=actor.agency_id)
        return Scope(agency.id, agency.name, within=agency.region.code)
    if "supervisor" in actor.roles and actor.government_id:
        government = Government.objects.select_related("region").get(pk=actor.government_id)
        return Scope(government.id, government.name, region=government.region.code)
    raise NotFound


def may_write(actor: Actor) -> bool:
    """Whether the person writes wordings; a head only confirms them."""
    return bool(actor.roles & {"clerk", "supervisor"})
