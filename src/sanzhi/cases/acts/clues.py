"""What else may become of a lead: it is passed on, or belongs to a case that runs; and the informer is told.

市场监督管理行政处罚程序规定 Art 14, 18, 20; 市场监督管理投诉举报处理暂行办法 Art 31.
"""

from typing import Final, Literal

from pydantic import Field

from sanzhi.cases.acts.filing import HEAD, OFFICER, tell_informer_soon
from sanzhi.cases.clue_guards import informer_in_time, not_passed_on_again
from sanzhi.cases.models import Case, OpenStep
from sanzhi.documents.issuing import issue
from sanzhi.law.errors import FieldError, Invalid
from sanzhi.procedure.acts import Act, ActData, register
from sanzhi.procedure.data import AREA
from sanzhi.procedure.deed import Deed
from sanzhi.procedure.personal import Narrative, Personal, PersonalText, plain

MERGED: Final = "lead.merged"


class MergeData(ActData):
    """The case to which the lead belongs."""

    number: str = Field(title="并入案件的编号", min_length=1, max_length=60)
    reason: Narrative = Field(title="并入的理由", min_length=2, max_length=1000, json_schema_extra=AREA)


class PassData(ActData):
    """The body that is competent for the lead."""

    to: PersonalText = Field(title="移送至", min_length=2, max_length=120)
    reason: Narrative = Field(title="移送的理由", min_length=2, max_length=1000, json_schema_extra=AREA)
    materials: Narrative = Field(Personal(""), title="随附材料", max_length=1000, json_schema_extra=AREA)


class MergedData(ActData):
    """The lead that came to this case."""

    lead: str = Field(title="线索编号", min_length=1, max_length=60)
    summary: Narrative = Field(Personal(""), title="线索摘要", max_length=2000)


class TellData(ActData):
    """How the informer was told."""

    way: Literal["电话", "短信", "书面", "当面", "网络平台"] = Field("书面", title="告知方式")
    reason: Narrative = Field(Personal(""), title="说明", max_length=1000, json_schema_extra=AREA)


def merge_lead(deed: Deed) -> None:
    """Let the lead end in an open case of the same agency, which is told of it."""
    data: MergeData = deed.data
    other = Case.objects.filter(number=data.number, agency_id=deed.agency.id).exclude(pk=deed.case.id).first()
    if other is None:
        raise Invalid([FieldError("number", "并入案件的编号", "本机关没有这个编号的案件")])
    if not OpenStep.objects.filter(case_id=other.pk).exists():
        raise Invalid([FieldError("number", "并入案件的编号", "该案件已经办结，不能并入")])
    deed.set(
        "merged",
        {
            "into": data.number,
            "id": str(other.pk),
            "on": deed.on,
            "by": deed.actor.name,
            "reason": data.reason,
        },
    )
    _settled(deed, f"并入正在办理的案件（{data.number}）")
    deed.tell(MERGED, into=str(other.pk), lead=deed.case.number)


def receive_lead(deed: Deed) -> None:
    """Keep in the running case that a further lead came to it."""
    data: MergedData = deed.data
    entry = {"number": data.lead, "on": deed.on}
    deed.set("further_leads", [*deed.facts.get("further_leads", []), entry])


def pass_lead(deed: Deed) -> None:
    """Send the lead to who is competent; what came by transfer is not sent on (程序规定 Art 14)."""
    data: PassData = deed.data
    deed.set("passed", {**plain(data), "on": deed.on, "by": deed.actor.name})
    _settled(deed, Personal(f"移送{data.to}处理"))
    issue(deed, "lead_transfer")


def tell_informer(deed: Deed) -> None:
    """Tell the informer who gave the name what was decided (暂行办法 Art 31 ¶2)."""
    informer = deed.facts.get("lead", {}).get("informer")
    outcome = _outcome(deed)
    if not informer:
        raise Invalid([FieldError("way", "告知方式", "登记案源时没有填写实名举报人")])
    if not outcome:
        raise Invalid([FieldError("way", "告知方式", "尚未决定是否立案")])
    data: TellData = deed.data
    told = {"informer": informer, "outcome": outcome, "way": data.way, "reason": data.reason}
    deed.set("informer_told", {**told, "on": deed.on})
    deed.stop_clock("O3")
    issue(deed, "informer_notice")


def _settled(deed: Deed, outcome: str) -> None:
    deed.set("lead_outcome", {"text": outcome, "on": deed.on})
    deed.stop_clock("O1")
    tell_informer_soon(deed)


def _outcome(deed: Deed) -> str:
    if "filing" in deed.facts:
        return "立案"
    if "declined" in deed.facts:
        return "不予立案"
    return str((deed.facts.get("lead_outcome") or {}).get("text", ""))


_ACTS = (
    Act("merge_lead", "并入正在办理的案件", MergeData, merge_lead, HEAD, reads=("lead",), room="cases"),
    Act(
        "pass_lead", "移送线索", PassData, pass_lead, HEAD, reads=("lead",), guards=(not_passed_on_again,),
        room="cases",
    ),
    Act(
        "tell_informer", "告知举报人", TellData, tell_informer, OFFICER, guards=(informer_in_time,),
        late_days=10, room="cases",
    ),
    Act(
        "receive_lead", "收到并入的线索", MergedData, receive_lead, frozenset({"timer"}), late_days=366,
        room="cases",
    ),
)  # fmt: skip
for _act in _ACTS:
    register(_act)
