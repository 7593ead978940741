"""Suspending, restoring and revoking certificates (暂扣、恢复、吊销) by the legal office, with effect by day.

Each is a further standing of the certificate; the one before it keeps answering for the days it held
(贵州省行政执法监督办法 Art 14, 34).
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet

from sanzhi.jobs import clock, outbox
from sanzhi.jobs.ids import uuid7
from sanzhi.law.errors import FieldError, Invalid, NotFound, NotOpen
from sanzhi.orgs.models import Agency
from sanzhi.registry.access import Person, answered_for
from sanzhi.registry.models import Certificate
from sanzhi.registry.rows.officers import follow

STANDING = "registry.standing"
# A decision on paper may be entered some days late; further back nothing is rewritten.
LATE: Final = timedelta(days=7)


@transaction.atomic
def suspend(number: str, *, since: date, until: date, paper: str, actor: Person) -> Certificate:
    """Suspend a certificate from a day to a last day. ``paper`` names the decision."""
    if until < since:
        raise Invalid([FieldError("until", "暂扣至", "不能早于暂扣之日")])
    present = _present(number, since, paper, actor)
    return _follow(present, since, paper, {"suspended_from": since, "suspended_until": until})


@transaction.atomic
def restore(number: str, *, since: date, paper: str, actor: Person) -> Certificate:
    """Give a suspended certificate back before its time."""
    present = _present(number, since, paper, actor)
    last = present.suspended_until
    if present.suspended_from is None or (last is not None and last < since):
        raise NotOpen("该执法证件当日没有被暂扣。")
    return _follow(present, since, paper, {"suspended_from": None, "suspended_until": None})


@transaction.atomic
def revoke(number: str, *, since: date, paper: str, actor: Person) -> Certificate:
    """Revoke a certificate from a day; it never holds again."""
    return _follow(_present(number, since, paper, actor), since, paper, {"revoked_on": since})


def _present(number: str, since: date, paper: str, actor: Person) -> Certificate:
    """The present standing, locked, for the office that settles for the officer's agency."""
    if not 2 <= len(paper.strip()) <= 200:
        raise Invalid([FieldError("paper", "决定文号", "必填，写明暂扣、恢复或者吊销决定的文号")])
    if since < clock.today() - LATE:
        raise Invalid([FieldError("since", "生效日", f"不能早于今天之前 {LATE.days} 日")])
    agencies = answered_for(actor, clock.today())
    rows = Certificate.objects.select_for_update().filter(number=number, ended_on=None)
    row = rows.filter(officer__agency__in=_others(agencies, actor)).first()
    if row is None:
        raise NotFound
    if row.revoked_on is not None:
        raise NotOpen("该执法证件已被吊销。")
    return row


def _others(agencies: QuerySet[Agency], actor: Person) -> QuerySet[Agency]:
    """Without the supervisor's own agency: nobody judges his own house."""
    return agencies.exclude(pk=actor.agency_id) if actor.agency_id else agencies


def _follow(present: Certificate, since: date, paper: str, changed: Mapping[str, Any]) -> Certificate:
    following = follow(present, since, {**changed, "paper": paper.strip()})
    outbox.put(STANDING, str(uuid7()), {"certificate": str(following.pk)})
    return following
