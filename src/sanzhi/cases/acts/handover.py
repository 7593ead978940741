"""Handover (移交): an officer's place in a case goes to another one, in the agency's own order.

Who leads the unit names the officers (市场监督管理行政处罚程序规定 Art 19 ¶2), so the handover is
performed by the head of the unit, who oversees it, or the head of the agency; two certified officers remain
(行政处罚法 Art 42 ¶1).
"""

from collections.abc import Iterable
from uuid import UUID

from pydantic import Field

from sanzhi.cases import chains
from sanzhi.law.errors import FieldError, Invalid, NotOpen
from sanzhi.law.findings import Finding
from sanzhi.law.guards.officers import certificate_fault, two_certified_officers
from sanzhi.procedure import lawfacts
from sanzhi.procedure.acts import Act, ActData, register
from sanzhi.procedure.deed import Deed
from sanzhi.procedure.personal import Narrative
from sanzhi.registry.officers import OfficerRow, read_officers
from sanzhi.registry.queries import Member, officer_facts, team

HAND_OVER = "hand_over"


class HandoverData(ActData):
    """Whose place goes to whom. ``assisting`` fills the second place where the receiver had it already."""

    leaving: UUID = Field(title="移交人", json_schema_extra={"widget": "officer"})
    taking: UUID = Field(title="接办人", json_schema_extra={"widget": "officer"})
    assisting: UUID | None = Field(None, title="增补的办案人员", json_schema_extra={"widget": "officer"})
    reason: Narrative = Field(title="移交事由", min_length=2, max_length=500)


def team_after(deed: Deed) -> list[str]:
    """The officers of the case after the handover, each once."""
    data: HandoverData = deed.data
    leaving, taking = str(data.leaving), str(data.taking)
    ids = [taking if each == leaving else each for each in lawfacts.team_ids(deed)]
    return list(dict.fromkeys([*ids, *([str(data.assisting)] if data.assisting and ids else [])]))


def officers_remain(deed: Deed) -> list[Finding]:
    """H1: two officers whose certificates hold on the day remain, as soon as the case has a team.

    Only the agency's own people count: others are not kept in the team.
    """
    if not lawfacts.team_ids(deed):
        return []
    stay = [member.id for member in _members(deed, team_after(deed))]
    return two_certified_officers(lawfacts.officers(deed, stay), lawfacts.ground(deed), on=deed.on)


def hand_over(deed: Deed) -> None:
    """Put the receiver in the place of who leaves: handler, team, or both."""
    _check_order(deed)
    data: HandoverData = deed.data
    leaving, taking = _people(deed)
    ids = lawfacts.team_ids(deed)
    was_handler = leaving.user_id is not None and leaving.user_id == deed.case.handler_id
    if not was_handler and str(leaving.id) not in ids:
        raise Invalid([FieldError("leaving", "移交人", f"{leaving.name}不是本案的承办人或者办案人员")])
    if ids:
        deed.set("officers", [member.to_json() for member in _members(deed, team_after(deed))])
    if was_handler:
        deed.handler_id = taking.user_id
    entry = {
        "from": leaving.name, "leaving": str(leaving.id), "to": taking.name, "taking": taking.id,
        "on": deed.on, "by": deed.actor.name, "reason": data.reason,
    }  # fmt: skip
    deed.set("handovers", [*deed.facts.get("handovers", []), entry])


def _check_order(deed: Deed) -> None:
    stands = chains.standing(deed.actor, deed.case.handler_id, HAND_OVER, deed.on)
    if not stands and "head" not in deed.actor.roles:
        raise NotOpen("移交案件由办案机构负责人、分管负责人或者行政机关负责人批准办理。")
    deed.on_behalf = next((each.to_json() for each in stands.values() if each), None)
    if None in stands.values() or "head" in deed.actor.roles:
        deed.on_behalf = None


def _people(deed: Deed) -> tuple[OfficerRow, Member]:
    data: HandoverData = deed.data
    if data.leaving == data.taking:
        raise Invalid([FieldError("taking", "接办人", "移交人和接办人不能是同一人")])
    # Who leaves may have left the agency already: that is what a handover is for.
    leaving = next(iter(read_officers([data.leaving], deed.on)), None)
    if leaving is None:
        raise Invalid([FieldError("leaving", "移交人", "没有这名执法人员")])
    taking = _one(deed, data.taking, "taking", "接办人")
    if data.assisting is not None:
        _one(deed, data.assisting, "assisting", "增补的办案人员")
    if taking.user_id is None:
        raise Invalid([FieldError("taking", "接办人", f"{taking.name}没有账号，不能接办")])
    (officer,) = officer_facts([data.taking], deed.on)
    if fault := certificate_fault(officer.certificate, lawfacts.ground(deed), on=deed.on):
        raise Invalid([FieldError("taking", "接办人", f"{taking.name}{fault}（行政处罚法第四十二条第一款）")])
    return leaving, taking


def _one(deed: Deed, officer: UUID, field: str, label: str) -> Member:
    found = _members(deed, [officer])
    if not found:
        raise Invalid([FieldError(field, label, "只能选择本机关在册的执法人员")])
    return found[0]


def _members(deed: Deed, ids: Iterable[UUID | str]) -> list[Member]:
    return team(ids, deed.agency.id, deed.on)


register(
    Act(
        HAND_OVER,
        "移交案件",
        HandoverData,
        hand_over,
        frozenset({"officer", "head"}),
        reads=("officers",),
        guards=(officers_remain,),
        room="cases",
        house=True,
    )
)
