"""The investigation report and its approval, where the sector asks for it before the notice
(交通运输行政执法程序规定 Art 67–69).
"""

from datetime import date

from pydantic import Field

from sanzhi.cases.acts.filing import HEAD, ReasonData
from sanzhi.documents.issuing import issue
from sanzhi.law.errors import FieldError, Invalid
from sanzhi.procedure.acts import Act, ActData, register
from sanzhi.procedure.deed import Deed
from sanzhi.procedure.personal import Narrative, Personal, PersonalText


class ReportApprovalData(ActData):
    """What the leader of the unit found, and the approval."""

    examined_by: PersonalText = Field(title="办案机构负责人", min_length=1, max_length=60)
    examined_on: date = Field(title="办案机构审查日期")
    unit_opinion: Narrative = Field(
        Personal("同意。"), title="办案机构审查意见", min_length=1, max_length=1000
    )
    opinion: Narrative = Field(Personal("同意。"), title="审批意见", min_length=1, max_length=1000)


def approve_report(deed: Deed) -> None:
    """Approve the report on this very draft: only then the party is told (交通运输程序规定 Art 68, 69)."""
    data: ReportApprovalData = deed.data
    _check_examined(deed, data)
    deed.set(
        "report",
        {
            "draft": deed.facts["draft"]["digest"],
            "examined_by": data.examined_by,
            "examined_on": data.examined_on,
            "unit_opinion": data.unit_opinion,
            "on": deed.on,
            "by": deed.actor.name,
            "opinion": data.opinion,
        },
    )
    issue(deed, "report_approval")


def return_report(deed: Deed) -> None:
    """Send the report back to the investigation with a reason."""
    deed.merge("draft", returned=deed.data.reason, returned_by=deed.actor.name)


def _check_examined(deed: Deed, data: ReportApprovalData) -> None:
    where = "（《交通运输行政执法程序规定》第六十七条、第六十八条）"
    if str(data.examined_by) in {each["name"] for each in deed.facts.get("officers", [])}:
        words = f"应当是审查本案的办案机构负责人，不能是本案办案人员{where}"
        raise Invalid([FieldError("examined_by", "办案机构负责人", words)])
    concluded = date.fromisoformat(deed.facts["draft"]["on"])
    if not concluded <= data.examined_on <= deed.on:
        words = f"应当在调查终结（{concluded.isoformat()}）以后、审批以前{where}"
        raise Invalid([FieldError("examined_on", "办案机构审查日期", words)])


register(
    Act(
        "approve_report",
        "批准案件调查报告",
        ReportApprovalData,
        approve_report,
        HEAD,
        reads=("draft", "officers"),
        late_days=3,
        room="cases",
    )
)
register(
    Act("return_report", "退回案件调查报告", ReasonData, return_report, HEAD, reads=("draft",), room="cases")
)
