"""Who is competent: a dispute over jurisdiction, and a suspicion of crime (行政处罚法 Art 25, 27, 35)."""

from datetime import date
from typing import Final, Literal

from pydantic import Field

from sanzhi.cases import investigation_guards as guards
from sanzhi.cases.acts.filing import HEAD
from sanzhi.law.errors import FieldError, Invalid
from sanzhi.procedure.acts import Act, ActData, register
from sanzhi.procedure.data import AREA, Fen
from sanzhi.procedure.deed import Deed
from sanzhi.procedure.personal import Narrative, Personal, PersonalText, plain

_DISPUTE: Final = "jurisdiction"
_CRIME: Final = "crime"
EITHER = frozenset({"officer", "head"})


class DisputeData(ActData):
    """With whom, since when, and when the other filed."""

    other: PersonalText = Field(title="发生争议的机关", min_length=2, max_length=120)
    arose_on: date = Field(title="争议发生日期")
    other_filed_on: date | None = Field(None, title="对方立案日期（对方已经立案的填写）")
    ground: Narrative = Field(title="争议情况", min_length=2, max_length=1000, json_schema_extra=AREA)


class ReportData(ActData):
    """To which superior the dispute was reported."""

    superior: PersonalText = Field(title="共同的上一级机关", min_length=2, max_length=120)


class SettlementData(ActData):
    """Who is competent, and by what."""

    by: Literal["协商一致", "上一级机关指定"] = Field(title="解决方式")
    ours: bool = Field(title="由本机关管辖")
    paper: PersonalText = Field(Personal(""), title="协商记录或者指定管辖文书的文号", max_length=120)
    explained: Narrative = Field(Personal(""), title="说明", max_length=1000, json_schema_extra=AREA)


class SuspicionData(ActData):
    """Why the act may be a crime."""

    offence: PersonalText = Field(title="涉嫌的罪名", min_length=2, max_length=120)
    reason: Narrative = Field(
        title="涉嫌犯罪的事实和依据", min_length=2, max_length=2000, json_schema_extra=AREA
    )


class CrimeOutcomeData(ActData):
    """What became of the suspicion, with a sentence where there is one."""

    outcome: Literal["核实不涉嫌犯罪", "司法机关不追究或者免予刑事处罚，移回处理", "人民法院已经判决"] = (
        Field(title="结果")
    )
    paper: PersonalText = Field(Personal(""), title="司法机关文书文号", max_length=120)
    sentence_fine_fen: Fen = Field(0, title="罚金（元）", ge=0, json_schema_extra={"widget": "money"})
    sentence_days: int = Field(0, title="拘役或者有期徒刑（日）", ge=0)
    explained: Narrative = Field(title="说明", min_length=2, max_length=2000, json_schema_extra=AREA)


def open_dispute(deed: Deed) -> None:
    """Register a dispute: seven working days for talks (程序规定 Art 13)."""
    data: DisputeData = deed.data
    fact = deed.facts.get(_DISPUTE)
    if fact and not fact.get("settled_on"):
        raise Invalid([FieldError("other", "发生争议的机关", "已有尚未解决的管辖争议")])
    if data.arose_on > deed.on:
        raise Invalid([FieldError("arose_on", "争议发生日期", "不能晚于今天")])
    deed.set(_DISPUTE, {**plain(data), "by": deed.actor.name})
    deed.start_clock_if_set("O9.negotiate", data.arose_on)


def report_dispute(deed: Deed) -> None:
    """Ask the common superior to designate: seven working days more (程序规定 Art 16)."""
    _open(deed, "superior", "共同的上一级机关")
    deed.merge(_DISPUTE, reported_on=deed.on, superior=deed.data.superior)
    deed.stop_clock("O9.negotiate")
    deed.start_clock_if_set("O9.designate", deed.on)


def settle_dispute(deed: Deed) -> None:
    """Keep who is competent; a case that is not ours any more is to be transferred."""
    data: SettlementData = deed.data
    _open(deed, "by", "解决方式")
    designated = data.by == "上一级机关指定"
    deed.merge(_DISPUTE, settled_on=deed.on, settled_by=data.by, ours=data.ours, paper=data.paper)
    if designated:
        deed.merge(_DISPUTE, designated_on=deed.on)
    deed.stop_clock("O9.negotiate")
    deed.stop_clock("O9.designate")


def suspect_crime(deed: Deed) -> None:
    """Register a suspicion of crime: until it is cleared up nobody decides a penalty (行政处罚法 Art 27)."""
    data: SuspicionData = deed.data
    state = (deed.facts.get(_CRIME) or {}).get("state")
    if state in {"suspected", "sent"}:
        raise Invalid([FieldError("offence", "涉嫌的罪名", "已经登记，正在核实或者已经移送")])
    deed.set(_CRIME, {**plain(data), "state": "suspected", "on": deed.on, "by": deed.actor.name})


def settle_crime(deed: Deed) -> None:
    """Keep what became of it: cleared up, given back, or judged."""
    data: CrimeOutcomeData = deed.data
    fact = deed.facts.get(_CRIME) or {}
    if fact.get("state") not in {"suspected", "sent"}:
        raise Invalid([FieldError("outcome", "结果", "没有登记涉嫌犯罪")])
    if data.outcome == "核实不涉嫌犯罪" and fact["state"] == "sent":
        raise Invalid(
            [FieldError("outcome", "结果", "案件已经移送，由司法机关处理（行政处罚法第二十七条第一款）")]
        )
    if data.outcome != "核实不涉嫌犯罪" and fact["state"] != "sent":
        raise Invalid([FieldError("outcome", "结果", "案件尚未移送司法机关（行政处罚法第二十七条第一款）")])
    state = _STATES[data.outcome]
    deed.merge(_CRIME, **{key: value for key, value in plain(data).items() if key != "outcome"}, state=state)
    deed.merge(_CRIME, settled_on=deed.on)


def _open(deed: Deed, field: str, label: str) -> None:
    fact = deed.facts.get(_DISPUTE)
    if not fact or fact.get("settled_on"):
        raise Invalid([FieldError(field, label, "没有尚未解决的管辖争议")])


_STATES: Final = {
    "核实不涉嫌犯罪": "cleared",
    "司法机关不追究或者免予刑事处罚，移回处理": "returned",
    "人民法院已经判决": "convicted",
}
_ACTS = (
    Act("open_dispute", "登记管辖争议", DisputeData, open_dispute, EITHER, reads=(_DISPUTE,), late_days=7,
        room="cases"),
    Act("report_dispute", "报请指定管辖", ReportData, report_dispute, EITHER, reads=(_DISPUTE,),
        guards=(guards.settled_in_time,), late_days=3, room="cases"),
    Act("settle_dispute", "登记管辖争议的解决", SettlementData, settle_dispute, EITHER, reads=(_DISPUTE,),
        guards=(guards.settled_in_time,), late_days=7, room="cases"),
    Act("suspect_crime", "登记涉嫌犯罪", SuspicionData, suspect_crime, EITHER, reads=(_CRIME,), late_days=3,
        room="cases"),
    Act("settle_crime", "登记涉嫌犯罪的处理结果", CrimeOutcomeData, settle_crime, HEAD, reads=(_CRIME,),
        late_days=10, room="cases"),
)  # fmt: skip
for _act in _ACTS:
    register(_act)
