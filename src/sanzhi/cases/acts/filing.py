"""Filing (立案): proposal by the officer, approval by the head.

行政处罚法 Art 54 ¶2; 市场监督管理行政处罚程序规定 Art 18–20.
"""

from datetime import date
from uuid import UUID

from pydantic import Field

from sanzhi.cases.clue_guards import declined_on_ground
from sanzhi.cases.guards import officers_certified, present_team, proposed_team
from sanzhi.cases.penalty_guards import clue_in_time, conditions_met, limitation_kept
from sanzhi.documents.issuing import issue
from sanzhi.law.errors import FieldError, Invalid
from sanzhi.law.guards.filing import DeclineGround
from sanzhi.procedure import pauses
from sanzhi.procedure.acts import Act, ActData, register
from sanzhi.procedure.data import BasisData
from sanzhi.procedure.deed import Deed
from sanzhi.procedure.personal import Narrative, Personal
from sanzhi.registry.queries import power_on, team

OFFICER, HEAD = frozenset({"officer"}), frozenset({"head"})


class ProposalData(ActData):
    """What the officer proposes: team, power, facts found so far, what may have been breached."""

    officers: list[UUID] = Field(title="办案人员", min_length=1, json_schema_extra={"widget": "officers"})
    power: UUID = Field(title="处罚事项", json_schema_extra={"widget": "power"})
    facts: Narrative = Field(
        title="案情摘要", min_length=1, max_length=4000, json_schema_extra={"widget": "textarea"}
    )
    violated: list[BasisData] = Field(
        title="涉嫌违反的条款", min_length=1, json_schema_extra={"widget": "basis"}
    )
    ended_on: date | None = Field(None, title="违法行为终了日期（仍在继续的不填）")
    vital: bool = Field(False, title="涉及公民生命健康安全、金融安全")
    harmful: bool = Field(False, title="已有危害后果")


class OpinionData(ActData):
    """An approver's words."""

    opinion: Narrative = Field(Personal("同意。"), title="审批意见", min_length=1, max_length=1000)


class ReasonData(ActData):
    """The reason for sending something back."""

    reason: Narrative = Field(
        title="理由", min_length=2, max_length=1000, json_schema_extra={"widget": "textarea"}
    )


class DeclineData(ReasonData):
    """Why no case is filed; where every condition holds only a ground of the rules allows it."""

    ground: DeclineGround | None = Field(None, title="可以不予立案的情形（符合立案条件的填写）")


class TeamData(ActData):
    """Who handles the case from now on."""

    officers: list[UUID] = Field(title="办案人员", min_length=1, json_schema_extra={"widget": "officers"})


def propose_filing(deed: Deed) -> None:
    """Propose that the case be filed."""
    data: ProposalData = deed.data
    power = power_on(data.power, deed.agency.id, deed.on)
    if power is None:
        raise Invalid(
            [FieldError("power", "处罚事项", "不在本机关当日有效的权责清单内（行政处罚法第三十八条）")]
        )
    take_over(deed, data.officers)
    deed.set("power", {"id": str(power.id), "code": power.code, "name": power.name})
    told = {"facts": data.facts, "violated": data.violated, "on": deed.on, "by": deed.actor.name}
    age = {"ended_on": data.ended_on, "vital": data.vital, "harmful": data.harmful} if data.ended_on else {}
    deed.set("proposal", {**told, **age})


def file(deed: Deed) -> None:
    """Approve the filing: from this day the limit of the decision runs (行政处罚法 Art 60)."""
    deed.set("filing", {"on": deed.on, "by": deed.actor.name, "opinion": deed.data.opinion})
    deed.stop_clock("O1")
    deed.start_clock("O21", deed.on)
    pauses.carry_on(deed)
    tell_informer_soon(deed)
    issue(deed, "filing_approval")


def return_filing(deed: Deed) -> None:
    """Send the proposal back to the officer with a reason."""
    deed.merge("proposal", returned=deed.data.reason, returned_by=deed.actor.name)


def decline_filing(deed: Deed) -> None:
    """Decide not to file, with the reason (市场监督管理行政处罚程序规定 Art 20)."""
    said = {"reason": deed.data.reason, "ground": deed.data.ground}
    deed.set("declined", {**said, "on": deed.on, "by": deed.actor.name})
    deed.stop_clock("O1")
    tell_informer_soon(deed)
    issue(deed, "no_filing_approval")


def assign_officers(deed: Deed) -> None:
    """Change the team."""
    take_over(deed, deed.data.officers)


def tell_informer_soon(deed: Deed) -> None:
    """Start the days in which a real-name informer is told (投诉举报处理暂行办法 Art 31 ¶2)."""
    if deed.facts.get("lead", {}).get("informer"):
        deed.start_clock_if_set("O3", deed.on)


def take_over(deed: Deed, officer_ids: list[UUID]) -> None:
    """Make these the officers of the case; ``Invalid`` unless all are officers of this agency that day."""
    members = team(officer_ids, deed.agency.id, deed.on)
    if len(members) != len(set(officer_ids)):
        raise Invalid([FieldError("officers", "办案人员", "只能选择本机关在册的执法人员")])
    deed.set("officers", [member.to_json() for member in members])
    for member in members:
        if member.user_id is not None:
            deed.share_with(member.user_id)


register(
    Act(
        "propose_filing",
        "提请立案",
        ProposalData,
        propose_filing,
        OFFICER,
        reads=("party", "lead"),
        guards=(officers_certified(proposed_team), limitation_kept),
        late_days=7,
        room="cases",
    )
)
register(
    Act(
        "file",
        "批准立案",
        OpinionData,
        file,
        HEAD,
        reads=("proposal", "officers", "power", "party"),
        guards=(officers_certified(present_team), clue_in_time, limitation_kept, conditions_met),
        late_days=7,
        room="cases",
    )
)
register(Act("return_filing", "退回补充", ReasonData, return_filing, HEAD, reads=("proposal",), room="cases"))
register(
    Act(
        "decline_filing",
        "不予立案",
        DeclineData,
        decline_filing,
        HEAD,
        reads=("lead", "party"),
        guards=(clue_in_time, declined_on_ground),
        room="cases",
    )
)
register(
    Act(
        "assign_officers",
        "变更办案人员",
        TeamData,
        assign_officers,
        frozenset({"officer", "head"}),
        reads=("officers",),
        guards=(officers_certified(proposed_team),),
        room="cases",
    )
)
