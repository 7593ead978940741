"""Several cases become one, or one becomes two: both numbers stay accounted, both files name each other.

Events stay where they are; materials are lent to the other case by reference, never moved.
"""

from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

from pydantic import Field

from sanzhi.cases import door_store
from sanzhi.cases.acts.filing import HEAD
from sanzhi.cases.acts.lead import refuse_person
from sanzhi.cases.door import perform
from sanzhi.cases.models import Case, OpenStep
from sanzhi.cases.parties import remember
from sanzhi.cases.working import revealed
from sanzhi.documents.issuing import issue
from sanzhi.law.errors import FieldError, Invalid, NotFound
from sanzhi.procedure.acts import Act, ActData, register
from sanzhi.procedure.data import AREA, PartyData
from sanzhi.procedure.deed import Deed
from sanzhi.procedure.personal import Narrative, plain

JOINED: Final = "case.joined"
_EVIDENCE: Final = "evidence."


class JoinData(ActData):
    """The case into which this one goes."""

    number: str = Field(title="并入案件的案号", min_length=1, max_length=80)
    reason: Narrative = Field(title="并案的理由", min_length=2, max_length=1000, json_schema_extra=AREA)


class AbsorbData(ActData):
    """The case that came in."""

    case: UUID = Field(title="并入的案件")


class SplitData(ActData):
    """What is handled apart from now on, and against whom."""

    suspected: str = Field(title="分出案件的案由", min_length=2, max_length=200)
    summary: Narrative = Field(title="分出的事实", min_length=2, max_length=2000, json_schema_extra=AREA)
    reason: Narrative = Field(title="分案的理由", min_length=2, max_length=1000, json_schema_extra=AREA)
    party: PartyData = Field(title="分出案件的当事人")


class SplitOffData(ActData):
    """The case that was split off, told by the one from which it comes."""

    origin: UUID = Field(title="原案件")
    suspected: str = Field(title="案由", min_length=2, max_length=200)
    summary: Narrative = Field(title="事实", min_length=2, max_length=2000)
    party: PartyData = Field(title="当事人")


def join_case(deed: Deed) -> None:
    """End this case in another open one of the agency; neither has been decided."""
    data: JoinData = deed.data
    other = _other(deed, data.number)
    closed = not OpenStep.objects.filter(case_id=other.id).exists()
    if closed or "filing" not in other.facts:
        raise Invalid([FieldError("number", "并入案件的案号", "只能并入已经立案、尚未办结的案件")])
    if "decision" in other.facts or "decision" in deed.facts:
        raise Invalid([FieldError("number", "并入案件的案号", "已经作出处罚决定的案件不能并案")])
    if ("practice" in other.facts) is not ("practice" in deed.facts):
        raise Invalid([FieldError("number", "并入案件的案号", "练习案件与真实案件不能并案")])
    said = {"case": str(other.id), "number": other.number, "title": other.title, "reason": data.reason}
    deed.set("joined", {**said, "on": deed.on, "by": deed.actor.name})
    for rule in list(deed.clocks):
        deed.stop_clock(rule, "cancelled")
    issue(deed, "joining_approval")
    deed.tell(JOINED, into=str(other.id))


def _other(deed: Deed, number: str) -> door_store.CaseRow:
    found = Case.objects.filter(number=number).exclude(pk=deed.case.id).values_list("pk", flat=True).first()
    row = door_store.read_case(found, lock=True) if found else None
    if row is None or row.agency.id != deed.agency.id:
        raise Invalid([FieldError("number", "并入案件的案号", "本机关没有这个案号的案件")])
    return row


def absorb_case(deed: Deed) -> None:
    """Take in a case: its number, and its materials as evidence of this one; told twice it is kept once."""
    row = door_store.read_case(deed.data.case, lock=False)
    if row is None or row.facts.get("joined", {}).get("case") != str(deed.case.id):
        raise NotFound
    before = deed.facts.get("absorbed", [])
    if any(each["case"] == str(row.id) for each in before):
        return
    entry = {"case": str(row.id), "number": row.number, "title": row.title, "on": deed.on}
    deed.set("absorbed", [*before, entry])
    for name, fact in _lent(revealed(row), row.id, row.number):
        deed.set(name, fact)


def split_case(deed: Deed) -> None:
    """Open a case of its own for a part; it begins at its lead and is filed for itself."""
    data: SplitData = deed.data
    if "decision" in deed.facts:
        raise Invalid([FieldError("reason", "分案的理由", "已经作出处罚决定的案件不能分案")])
    if "practice" in deed.facts:
        raise Invalid([FieldError("reason", "分案的理由", "练习案件不能分案")])
    refuse_person(data.suspected, data.party)
    told = {"suspected": data.suspected, "summary": data.summary, "party": plain(data.party)}
    made = perform(
        "open_split",
        None,
        actor=deed.actor,
        data={"origin": str(deed.case.id), **told},
        key=f"split:{deed.case.id.hex}:{deed.seq}",
    )
    entry = {"case": str(made.case_id), "number": made.number, "title": data.suspected, "reason": data.reason}
    entry |= {"on": deed.on.isoformat(), "by": deed.actor.name}
    deed.set("splits", [*deed.facts.get("splits", []), entry])
    issue(deed, "splitting_approval")


def open_split(deed: Deed) -> None:
    """The case that was split off: same handler, its own number and party, the materials lent to it."""
    data: SplitOffData = deed.data
    row = door_store.read_case(data.origin, lock=False, seen_by=deed.actor.scopes)
    if row is None or row.agency.id != deed.agency.id:
        raise NotFound
    deed.title, deed.handler_id = data.suspected, row.handler_id
    deed.set("split_from", {"case": str(row.id), "number": row.number, "title": row.title})
    deed.set("lead", {"source": "分案", "received_on": deed.on, "summary": data.summary})
    deed.set("party", data.party)
    remember(deed.case.id, data.party.model_dump())
    for name, fact in _lent(revealed(row), row.id, row.number):
        deed.set(name, fact)
    deed.start_clock_if_set("O1", deed.on)


def _lent(facts: dict[str, Any], case: UUID, number: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The evidence of a case as evidence of another one, with where it lies; materials have ids of their own,
    what is counted in a case takes the case into its name.
    """
    for name, fact in facts.items():
        if name.startswith(_EVIDENCE):
            own = name if fact.get("digest") else f"{name}.{case.hex[-12:]}"
            yield own, {**fact, "lent_by": fact.get("lent_by") or {"case": str(case), "number": number}}


_ACTS = (
    Act("join_case", "并入另一案件", JoinData, join_case, HEAD, reads=("decision",), room="cases"),
    Act(
        "absorb_case", "接受并案", AbsorbData, absorb_case, frozenset({"timer"}), late_days=366, room="cases",
    ),
    Act("split_case", "分案办理", SplitData, split_case, HEAD, reads=("decision", "party"), room="cases"),
    Act(
        "open_split", "登记分出的案件", SplitOffData, open_split, HEAD, opens_case=True, room="cases",
    ),
)  # fmt: skip
for _act in _ACTS:
    register(_act)
