"""What the library of agencies says, written to the agency with an amendment that keeps what stood."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sanzhi.law.errors import NotOpen
from sanzhi.orgs import particulars
from sanzhi.orgs.amending import amend_agency, differing
from sanzhi.orgs.models import Agency, Kind
from sanzhi.registry.access import Owner
from sanzhi.registry.rows.dated import agency_of, first_day
from sanzhi.registry.submissions import Submission

_COLUMNS = (
    "name", "short", "domain", "duty", "address", "phone", "supervision_phone", "reconsideration", "court",
)  # fmt: skip
_KINDS = {"法定": Kind.STATUTORY, "授权": Kind.AUTHORISED, "委托": Kind.DELEGATED}
_MANDATES = {kind: word for word, kind in _KINDS.items()}


def write_agencies(submissions: Sequence[Submission]) -> None:
    """Each admitted submission becomes the agency's particulars; documents already issued keep theirs."""
    for each in submissions:
        agency = Agency.objects.get(pk=agency_of(each))
        present = particulars.of(agency)
        given = replace(present, **_values(each.content))
        if differing(present, given):
            paper, by = f"入库审核（{each.settled_by}）", each.settled_by
            amend_agency(agency.pk, given, on=first_day(each), seen=agency.edition, paper=paper, by=by)


def end_agencies(submissions: Sequence[Submission]) -> None:
    """An agency ends by a reorganisation, which names its successors, and never here."""
    raise NotOpen("机关的撤销、合并在机构改革中办理，不在执法部门库中停用。")


def agency_content(record: UUID) -> dict[str, Any] | None:
    """What stands of an agency that no admission tells of."""
    row = Agency.objects.filter(pk=record).first()
    if row is None:
        return None
    told = {name: _plain(getattr(row, name)) for name in (*_COLUMNS, "announced_on")}
    return {**told, "mandate": _MANDATES[Kind(row.kind)], "basis": []}


def agency_taken(owner: Owner, name: str) -> UUID | None:
    """The other agency that has this name."""
    rows = Agency.objects.filter(name=name, valid_until=None)
    found = rows.exclude(pk=owner.agency.pk) if owner.agency else rows
    return found.values_list("pk", flat=True).first()


def _values(content: dict[str, Any]) -> dict[str, Any]:
    basis = "；".join(f"《{each['law']}》{each['article']}" for each in content["basis"])
    told = {name: content[name] for name in (*_COLUMNS, "announced_on")}
    announced = told["announced_on"]
    return {
        **told,
        "announced_on": date.fromisoformat(announced) if announced else None,
        "basis": basis,
        "kind": _KINDS[content["mandate"]].value,
    }


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | int | None) else value.isoformat()
