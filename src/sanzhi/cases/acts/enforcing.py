"""Demand, and the court's enforcement (行政强制法 Art 53–60; 市场监督管理行政处罚程序规定 Art 76)."""

from datetime import date
from typing import Literal

from pydantic import Field

from sanzhi.cases.acts.filing import HEAD, OFFICER
from sanzhi.cases.owing import owed_by
from sanzhi.cases.paying_guards import court_lawful, demand_due, window_of
from sanzhi.documents.issuing import issue
from sanzhi.documents.papers import paper, when_served
from sanzhi.law.errors import FieldError, Invalid
from sanzhi.procedure.acts import Act, ActData, register
from sanzhi.procedure.data import AREA
from sanzhi.procedure.deed import Deed
from sanzhi.procedure.personal import Narrative, Personal


class DemandData(ActData):
    """What is demanded beside the money, and by when."""

    until: date = Field(title="履行义务的期限")
    others: Narrative = Field(
        Personal(""), title="其他应当履行的义务（没有的不填）", max_length=1000, json_schema_extra=AREA
    )


class ReplyData(ActData):
    """What the party said to the demand, and what became of it."""

    statement: Narrative = Field(
        title="陈述、申辩意见", min_length=2, max_length=4000, json_schema_extra=AREA
    )
    reply: Narrative = Field(title="复核意见", min_length=2, max_length=2000, json_schema_extra=AREA)


class ApplicationData(ActData):
    """Which court is asked, for what."""

    court: str = Field(title="申请的人民法院", min_length=2, max_length=120)
    claims: Narrative = Field(
        Personal(""), title="罚没款、加处罚款以外的执行事项（没有的不填）", max_length=1000,
        json_schema_extra=AREA,
    )  # fmt: skip
    opinion: Narrative = Field(
        Personal("同意申请人民法院强制执行。"), title="负责人意见", min_length=2, max_length=1000
    )


class CourtAnswerData(ActData):
    """What the court answered."""

    outcome: Literal[
        "受理", "不予受理", "裁定准予执行", "裁定不予执行", "裁定终结执行", "执行完毕"
    ] = Field(title="人民法院的处理")  # fmt: skip
    number: str = Field("", title="文号", max_length=80)
    note: Narrative = Field(Personal(""), title="说明", max_length=1000)


def issue_demand(deed: Deed) -> None:
    """Make the demand with everything owed on its day (行政强制法 Art 54)."""
    data: DemandData = deed.data
    if data.until <= deed.on:
        raise Invalid([FieldError("until", "履行义务的期限", "应当晚于今天")])
    owed = owed_by(deed)
    money = {"base_fen": owed.base_left_fen, "surcharge_fen": owed.surcharge_left_fen, "fen": owed.left_fen}
    deed.set(
        "demand", {"on": deed.on, "by": deed.actor.name, "until": data.until, "others": data.others, **money}
    )
    deed.merge("demand", document=paper(deed, "demand"))
    window = window_of(deed)
    if window is not None and not deed.clock_runs("O32"):
        deed.start_clock("O32", window.due.start)


def demand_served(deed: Deed) -> None:
    """The ten working days before the court may be asked run from the service."""
    if deed.facts.get("demand"):
        deed.merge("demand", served_on=deed.on)


def answer_demand(deed: Deed) -> None:
    """Keep what the party said to the demand, and that it was looked into (行政强制法 Art 36)."""
    if not (deed.facts.get("demand") or {}).get("served_on"):
        raise Invalid([FieldError("statement", "陈述、申辩意见", "催告书尚未送达")])
    data: ReplyData = deed.data
    deed.merge("demand", statement=data.statement, reply=data.reply, replied_on=deed.on)


def apply_to_court(deed: Deed) -> None:
    """Ask the court to enforce the decision (行政强制法 Art 53, 55)."""
    data: ApplicationData = deed.data
    if (deed.facts.get("court") or {}).get("outcome", "受理") not in {"不予受理"} and deed.facts.get("court"):
        raise Invalid([FieldError("court", "申请的人民法院", "已经申请人民法院强制执行")])
    owed = owed_by(deed)
    money = {"base_fen": owed.base_left_fen, "surcharge_fen": owed.surcharge_left_fen, "fen": owed.left_fen}
    told = {"claims": data.claims, "opinion": data.opinion, "by": deed.actor.name, **money}
    deed.set("court", {"court": data.court, "applied_on": deed.on, **told})
    deed.stop_clock("O32")
    issue(deed, "court_application")


def record_court(deed: Deed) -> None:
    """Keep what the court did; its whole history stays in the events."""
    if not deed.facts.get("court"):
        raise Invalid([FieldError("outcome", "人民法院的处理", "尚未申请人民法院强制执行")])
    data: CourtAnswerData = deed.data
    deed.merge("court", outcome=data.outcome, number=data.number, note=data.note, answered_on=deed.on)


when_served("demand", demand_served)
_ACTS = (
    Act(
        "issue_demand", "制作催告书", DemandData, issue_demand, OFFICER,
        reads=("execution", "deferral", "remedies", "surcharge"), guards=(demand_due,), room="cases",
    ),
    Act(
        "answer_demand", "记录对催告的陈述申辩", ReplyData, answer_demand, OFFICER, reads=("demand",),
        late_days=15, room="cases",
    ),
    Act(
        "apply_to_court", "申请法院强制执行", ApplicationData, apply_to_court, HEAD,
        reads=("execution", "demand", "remedies", "deferral"), guards=(court_lawful,), room="cases",
    ),
    Act(
        "record_court", "登记法院处理结果", CourtAnswerData, record_court, OFFICER, reads=("court",),
        late_days=60, room="cases",
    ),
)  # fmt: skip
for _act in _ACTS:
    register(_act)
