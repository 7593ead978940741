"""The order of the demonstration: a brigade in which the officers serve. Repeating it changes nothing."""

from sanzhi.accounts.models import User
from sanzhi.accounts.units import Membership, Post
from sanzhi.cli.demonstration.cast import SINCE, Troupe
from sanzhi.orgs.units import Unit

_BRIGADE = "综合执法大队"


def order(troupe: Troupe) -> Unit:
    """Set up the brigade of an agency before its cases are played, so that they stand with the unit, too."""
    unit, _ = Unit.objects.get_or_create(
        agency=troupe.agency, name=_BRIGADE, defaults={"kind": "大队", "since": SINCE}
    )
    for user in User.objects.filter(agency=troupe.agency, grants__role="officer"):
        Membership.objects.get_or_create(unit=unit, user=user, post=Post.MEMBER, defaults={"since": SINCE})
    return unit
