"""Who keeps which body: the system administrator all, a government's legal office those on its line.

A vertical body is kept by the supervisors of its superior department. Question and condition stand together.
"""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from sanzhi.accounts.actors import Actor
from sanzhi.law.errors import NotFound
from sanzhi.orgs.models import Agency, Government, Line
from sanzhi.orgs.opening import standing_governments


def keeps_anything(actor: Actor) -> bool:
    """Whether this person may enter bodies at all."""
    return "system" in actor.roles or _is_office(actor)


def keeps_governments(actor: Actor) -> bool:
    """Regions and governments are entered by the system administrator alone."""
    return "system" in actor.roles


def kept(actor: Actor, on: date) -> QuerySet[Agency]:
    """The bodies that this person may amend, on a day."""
    if "system" in actor.roles:
        return Agency.objects.all()
    if not _is_office(actor):
        return Agency.objects.none()
    lines = Line.objects.filter(Q(until=None) | Q(until__gt=on))
    mine = Q(pk=None)
    if actor.government_id:
        mine |= Q(line=Line.GOVERNMENT, government_id=actor.government_id)
    if actor.agency_id:
        mine |= Q(line=Line.SUPERIOR, superior_id=actor.agency_id, agency__vertical=True)
    return Agency.objects.filter(pk__in=lines.filter(mine).values("agency"))


def may_keep(actor: Actor, agency_id: UUID, on: date) -> bool:
    """Whether this person may amend the body."""
    return kept(actor, on).filter(pk=agency_id).exists()


def kept_agency(actor: Actor, agency_id: UUID, on: date) -> Agency:
    """The body, if this person may amend it; ``NotFound`` alike for what is missing and forbidden."""
    agency = kept(actor, on).filter(pk=agency_id).select_related("region").first()
    if agency is None:
        raise NotFound
    return agency


def may_confirm(actor: Actor, agency_id: UUID, on: date) -> bool:
    """Whether this keeper may change what makes the body one that enforces, or only how it is reached.

    A government confirms who enforces (贵州省行政执法监督办法 Art 10 ¶1), so its legal office does, or the
    superior department of a vertical body; the administrator only where no office answers for the body.
    """
    if "system" not in actor.roles:
        return True
    lines = Line.objects.filter(Q(until=None) | Q(until__gt=on), agency_id=agency_id)
    vertical = Q(line=Line.SUPERIOR, agency__vertical=True)
    return not lines.filter(Q(line=Line.GOVERNMENT) | vertical).exists()


def governments_for(actor: Actor, on: date) -> list[Government]:
    """Under which governments this person may place a body."""
    standing = standing_governments(on)
    if "system" in actor.roles:
        return standing
    return [each for each in standing if each.pk == actor.government_id]


def _is_office(actor: Actor) -> bool:
    return "supervisor" in actor.roles and bool(actor.government_id or actor.agency_id)
