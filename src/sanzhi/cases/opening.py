"""How a case comes into being: its id, number and flow."""

from datetime import datetime
from typing import Final
from uuid import UUID

from sanzhi.accounts.actors import Actor
from sanzhi.cases.bodies import principal_of
from sanzhi.cases.door_store import CaseRow, read_agency
from sanzhi.documents.numbers import take
from sanzhi.jobs.clock import CHINA
from sanzhi.jobs.ids import uuid7
from sanzhi.law.errors import NotOpen
from sanzhi.law.statutes import MARKET, TRANSPORT
from sanzhi.orgs.models import Agency
from sanzhi.procedure.grammar import Bundle
from sanzhi.procedure.library import latest

CASE_WORD = "案"
PRACTICE_WORD = "练习"
ORDINARY, SUMMARY = "register_lead", "open_spot"
# The flow that a case begins under, by the act that opens it. Market regulation reviews before it notifies,
# transport notifies first; a sector without a flow of its own takes the order of market regulation.
_FLOWS: Final = {
    (ORDINARY, MARKET): "cn.samr.penalty.ordinary",
    (ORDINARY, TRANSPORT): "cn.mot.penalty.ordinary",
    (SUMMARY, MARKET): "cn.samr.penalty.summary",
}


_PRACTICE: Final = {"practice_lead": ORDINARY, "practice_spot": SUMMARY}
# Acts that open a case of the kind that another act opens too.
_LIKE: Final = {**_PRACTICE, "carry_in": ORDINARY, "open_split": ORDINARY}


def flow_of(agency_id: UUID, domain: str, act: str = ORDINARY) -> Bundle:
    """The flow in force by which an agency handles what this act opens: its own, else that of its sector.

    ``NotOpen`` when the agency names a flow of which no version is in force.
    """
    own = Agency.objects.filter(pk=agency_id).values_list("procedure", flat=True).first()
    name = (own if act == ORDINARY else "") or _FLOWS.get((act, domain)) or _FLOWS[act, MARKET]
    try:
        return latest(name)
    except KeyError:
        raise NotOpen(f"本机关的办案流程“{name}”没有已发布的版本，请先发布流程，或者改用其他流程。") from None


def open_row(actor: Actor, recorded: datetime, act: str = ORDINARY) -> CaseRow:
    """The columns of a case that the actor's agency opens now by this act, before the act is done."""
    agency = None if actor.agency_id is None else read_agency(actor.agency_id)
    if agency is None:
        raise NotOpen("只有执法机关的人员可以登记案源。")
    principal = principal_of(agency, recorded.astimezone(CHINA).date())
    agency = agency if principal == agency.id else read_agency(principal) or agency
    bundle = flow_of(agency.id, agency.domain, _LIKE.get(act, act))
    case_id = uuid7(int(recorded.timestamp() * 1000))
    number = take(
        agency_id=agency.id,
        short=agency.short,
        word=(PRACTICE_WORD if act in _PRACTICE else "") + CASE_WORD,
        case_id=case_id,
        used_for="案件",
        at=recorded.astimezone(CHINA),
    )
    return CaseRow(
        id=case_id,
        number=number,
        title="",
        kind=bundle.kind,
        handler_id=actor.user_id,
        procedure=bundle.digest,
        seq=0,
        facts={},
        versions={},
        marking=[],
        clocks={},
        opened_at=recorded,
        agency=agency,
    )
