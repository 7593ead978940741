"""The switch "all but summary": every ordinary case goes through legal review (试点工作方案 二（三）2).

It is an entry of the agency's own list of major decisions that names nothing, and counts once it is admitted
like every other entry (贵州省行政执法监督办法 Art 10).
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from sanzhi.accounts.actors import Actor
from sanzhi.law.errors import NotFound, NotOpen
from sanzhi.law.guards.major import ListEntry
from sanzhi.registry import admission
from sanzhi.registry.access import owner_for
from sanzhi.registry.lists import Layer, major_layers
from sanzhi.registry.submissions import OPEN, LibraryKind, Submission

_CONTENT: Final[dict[str, Any]] = {
    "code": "全覆盖",
    "title": "除当场处罚外的全部行政处罚案件",
    "basis": [
        {"law": "行政处罚法", "article": "第五十八条第一款"},
        {"law": "国办发〔2018〕118号", "article": "第四部分（十二）"},
    ],
}


@dataclass(frozen=True)
class Coverage:
    """How far review reaches: ``layers`` are the entries in force that cover everything, of any layer.

    ``own`` is the record of the agency's own entry, ``waiting`` what is being admitted.
    """

    layers: tuple[Layer, ...]
    own: UUID | None
    waiting: Submission | None

    @property
    def full(self) -> bool:
        """Whether every ordinary case is reviewed."""
        return bool(self.layers)


def covers_all(entry: ListEntry) -> bool:
    """Whether an entry names nothing and so fires for every draft."""
    return not (entry.kinds or entry.at_least_fen or entry.matters)


def coverage_of(agency_id: UUID, name: str, on: date) -> Coverage:
    """The coverage of an agency (by id and name) on a day."""
    layers = tuple(each for each in major_layers(agency_id, on) if covers_all(each.entry))
    own = next((UUID(each.entry.id) for each in layers if each.owner == name), None)
    waiting = Submission.objects.filter(
        library=LibraryKind.MAJOR, agency_id=agency_id, key=_CONTENT["code"], state__in=OPEN
    ).first()
    return Coverage(layers, own, waiting)


@transaction.atomic
def widen(actor: Actor) -> Submission:
    """Hand the entry in for admission. ``NotFound`` for who fills no library of an agency."""
    owner = owner_for(actor)
    if owner is None or owner.agency is None:
        raise NotFound
    row = admission.begin(LibraryKind.MAJOR.value, owner, _CONTENT, actor=actor)
    return admission.submit(row.pk, actor=actor)


@transaction.atomic
def narrow(actor: Actor, on: date, reason: str) -> Submission:
    """Hand in that the agency's own entry ends. ``NotOpen`` where only a layer above prescribes it."""
    owner = owner_for(actor)
    if owner is None or owner.agency is None:
        raise NotFound
    own = coverage_of(owner.agency.pk, owner.agency.name, on).own
    if own is None:
        raise NotOpen("全覆盖不是本机关清单规定的，本机关不能取消（国办发〔2018〕118号第四部分（十二））。")
    row = admission.retire(LibraryKind.MAJOR.value, own, owner, reason, actor=actor)
    return admission.submit(row.pk, actor=actor)
