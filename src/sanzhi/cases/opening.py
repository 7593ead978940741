"""How a case comes into being: its id, number and flow."""

from datetime import datetime

from sanzhi.accounts.actors import Actor
from sanzhi.cases.bodies import principal_of
from sanzhi.cases.door_store import CaseRow, read_agency
from sanzhi.documents.numbers import take
from sanzhi.jobs.clock import CHINA
from sanzhi.jobs.ids import uuid7
from sanzhi.law.errors import NotOpen
from sanzhi.procedure.library import latest

CASE_WORD = "案"
# The order of market regulation reviews before it notifies; it is the first flow that ships.
ORDINARY_PENALTY = "cn.samr.penalty.ordinary"


def open_row(actor: Actor, recorded: datetime) -> CaseRow:
    """The columns of a case that the actor's agency opens now, before its first act."""
    agency = None if actor.agency_id is None else read_agency(actor.agency_id)
    if agency is None:
        raise NotOpen("只有执法机关的人员可以登记案源。")
    principal = principal_of(agency, recorded.astimezone(CHINA).date())
    agency = agency if principal == agency.id else read_agency(principal) or agency
    bundle = latest(ORDINARY_PENALTY)
    case_id = uuid7(int(recorded.timestamp() * 1000))
    number = take(
        agency_id=agency.id,
        short=agency.short,
        word=CASE_WORD,
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
