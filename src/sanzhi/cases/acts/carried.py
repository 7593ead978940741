"""Cases that were running when the year began here: they come in at a step, their past marked 转入.

What happened before stands in another system's record; here it is one event that says so, and every rule
from then on is asked as ever.
"""

from datetime import date
from typing import Final, Literal
from uuid import UUID

from pydantic import Field

from sanzhi.cases.acts.filing import HEAD, take_over
from sanzhi.cases.acts.lead import LeadSource, refuse_person
from sanzhi.cases.guards import officers_certified, proposed_team
from sanzhi.cases.models import Case
from sanzhi.cases.parties import remember
from sanzhi.law.errors import FieldError, Invalid
from sanzhi.procedure.acts import Act, ActData, register
from sanzhi.procedure.data import BasisData, Fen, PartyData
from sanzhi.procedure.deed import Deed
from sanzhi.procedure.interpreter import Token
from sanzhi.procedure.personal import Narrative, Personal
from sanzhi.registry.queries import power_on, team

FACT: Final = "carried_in"
STEPS: Final = {"案源核查": "lead", "调查取证": "investigation", "执行": "execution"}
_ELSEWHERE: Final = "原系统"


class CarriedData(ActData):
    """A running case as another record has it, up to the step at which it goes on here."""

    number: str = Field(title="原案号", min_length=1, max_length=80)
    suspected: str = Field(title="案由", min_length=2, max_length=200)
    party: PartyData = Field(title="当事人")
    source: LeadSource = Field(title="案件来源")
    received_on: date = Field(title="收到线索日期")
    summary: Narrative = Field(title="案情摘要", min_length=1, max_length=2000)
    step: Literal["案源核查", "调查取证", "执行"] = Field(title="现处环节")
    officers: list[UUID] = Field(title="办案人员", min_length=1)
    power: UUID | None = Field(None, title="处罚事项")
    violated: list[BasisData] = Field(default_factory=list, title="涉嫌违反的条款")
    filed_on: date | None = Field(None, title="立案日期")
    decision_number: str = Field("", title="决定书文号", max_length=80)
    decided_on: date | None = Field(None, title="决定日期")
    served_on: date | None = Field(None, title="决定书送达日期")
    published_on: date | None = Field(None, title="决定公示日期")
    fine_fen: Fen | None = Field(None, title="罚款金额", ge=1)
    paid_fen: Fen = Field(0, title="已缴金额", ge=0)
    note: Narrative = Field(Personal(""), title="此前经过", max_length=2000)


# What each later step needs of the past, beside what every case needs.
_FILED: Final = ("power", "violated", "filed_on")
_DECIDED: Final = ("decision_number", "decided_on", "served_on", "published_on", "fine_fen")


def carry_in(deed: Deed) -> None:
    """Put a running case where it stands, its clocks counted from the days of its past."""
    data: CarriedData = deed.data
    refuse_person(data.suspected, data.party)
    _refuse_unfit(deed)
    deed.title = data.suspected
    members = team(data.officers, deed.agency.id, deed.on)
    deed.handler_id = members[0].user_id if members else None
    if deed.handler_id is None:
        raise Invalid([FieldError("officers", "办案人员", "承办人在本系统没有账号，先开通账号再转入")])
    take_over(deed, data.officers)
    past = {"number": data.number, "step": data.step, "on": deed.on, "by": deed.actor.name, "note": data.note}
    deed.set(FACT, past)
    deed.set("lead", {"source": data.source, "received_on": data.received_on, "summary": data.summary})
    deed.set("party", data.party)
    remember(deed.case.id, data.party.model_dump())
    if data.step == "案源核查":
        deed.start_clock_if_set("O1", data.received_on)
    else:
        _filed(deed)
    if data.step == "执行":
        _decided(deed)
    deed.restored = _tokens(deed, STEPS[data.step])


def _filed(deed: Deed) -> None:
    data: CarriedData = deed.data
    power = power_on(data.power, deed.agency.id, deed.on) if data.power else None
    if power is None:
        raise Invalid(
            [FieldError("power", "处罚事项", "不在本机关当日有效的权责清单内（行政处罚法第三十八条）")]
        )
    deed.set("power", {"id": str(power.id), "code": power.code, "name": power.name})
    told = {"facts": data.summary, "violated": data.violated, "on": data.filed_on, "by": _ELSEWHERE}
    deed.set("proposal", told)
    deed.set("filing", {"on": data.filed_on, "by": _ELSEWHERE, "opinion": Personal("转入前已立案。")})
    if data.step == "调查取证" and data.filed_on:
        deed.start_clock("O21", data.filed_on)


def _decided(deed: Deed) -> None:
    data: CarriedData = deed.data
    items = [{"kind": "罚款", "text": f"罚款{(data.fine_fen or 0) / 100:.2f}元", "fen": data.fine_fen}]
    named = {"number": data.decision_number, "on": data.decided_on, "served_on": data.served_on}
    amounts = {"fine_fen": data.fine_fen, "confiscated_fen": 0}
    deed.set("decision", {"penalty_items": items, **amounts, **named, "by": _ELSEWHERE})
    deed.set("release", {"state": FACT, "published_on": data.published_on})
    paid = data.paid_fen
    entry = {"on": deed.on.isoformat(), "fen": paid, "receipt": "转入前已缴", "way": "银行代收"}
    deed.set("execution", {"paid_fen": paid, "receipts": [entry] if paid else [], "other_done": True})
    if data.served_on:
        deed.start_clock("O27", data.served_on)


def _refuse_unfit(deed: Deed) -> None:
    data: CarriedData = deed.data
    fields = type(data).model_fields
    wanted = {"案源核查": (), "调查取证": _FILED, "执行": (*_FILED, *_DECIDED)}[data.step]
    faults = [
        FieldError(name, fields[name].title or name, f"处于“{data.step}”环节的必须填写")
        for name in wanted
        if not getattr(data, name)
    ]
    known = Case.objects.filter(agency_id=deed.agency.id, facts__carried_in__number=data.number)
    if known.exists():
        faults.append(FieldError("number", "原案号", "这件案件已经转入"))
    faults += _disordered(deed)
    if data.fine_fen and data.paid_fen >= data.fine_fen:
        faults.append(FieldError("paid_fen", "已缴金额", "已经缴清的案件在原系统结案，不再转入"))
    if faults:
        raise Invalid(faults)


def _disordered(deed: Deed) -> list[FieldError]:
    """Days that lie before what they follow, or after today."""
    data, before, found = deed.data, None, []
    for name in ("received_on", "filed_on", "decided_on", "served_on"):
        day = getattr(data, name)
        if day is None:
            continue
        title = type(data).model_fields[name].title
        if day > deed.on:
            found.append(FieldError(name, title, "不能晚于今天"))
        elif before is not None and day < before:
            found.append(FieldError(name, title, "不能早于前一环节的日期"))
        before = day
    return found


def _tokens(deed: Deed, step: str) -> tuple[Token, ...]:
    """The step, and at a join behind it the branches that the other system has finished."""
    flow = deed.flow
    if flow is None or step not in flow.steps:
        raise Invalid([FieldError("step", "现处环节", "本机关现行的流程没有这一环节")])
    waiting = [
        Token(each.id, 1, deed.seq, other)
        for each in flow.steps.values()
        if step in each.join
        for other in each.join
        if other != step
    ]
    return (Token(step, 1, deed.seq), *waiting)


register(
    Act(
        "carry_in", "转入在办案件", CarriedData, carry_in, HEAD,
        guards=(officers_certified(proposed_team),), opens_case=True, room="cases",
    )
)  # fmt: skip
