"""The record of an inspection on the spot (现场笔录): 行政处罚法 Art 55; 程序规定 Art 28."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field, JsonValue, model_validator

from sanzhi.documents.issuing import issue
from sanzhi.evidence.acts import OFFICER
from sanzhi.evidence.conducting import conducting
from sanzhi.evidence.goods import GoodsData
from sanzhi.evidence.guards import certificate_shown, interviewers_certified, keep_rights, rights_told
from sanzhi.evidence.models import Kind
from sanzhi.law.errors import FieldError, Invalid
from sanzhi.procedure.acts import Act, ActData, register
from sanzhi.procedure.data import Part
from sanzhi.procedure.deed import Deed
from sanzhi.procedure.personal import Narrative, Personal, PersonalText

_PRESENT: dict[str, JsonValue] = {
    "party": "当事人在场",
    "staff": "当事人的工作人员在场",
    "absent": "当事人未到场",
}


class FindingData(Part):
    """One thing that was looked at, and how it was found."""

    question: Narrative = Field(title="检查内容", min_length=1, max_length=500)
    answer: Narrative = Field(Personal(""), title="检查情况（没有检查的不填）", max_length=4000)


class InspectionData(ActData):
    """An inspection by two officers who showed their certificates and told the rights."""

    began_at: datetime = Field(title="开始时间")
    ended_at: datetime = Field(title="结束时间")
    place: PersonalText = Field(title="检查地点", min_length=1, max_length=200)
    present: Literal["party", "staff", "absent"] = Field(
        title="当事人到场情况", json_schema_extra={"choices": _PRESENT}
    )
    present_name: PersonalText = Field(Personal(""), title="在场人姓名", max_length=60)
    present_post: PersonalText = Field(Personal(""), title="在场人职务或者与当事人的关系", max_length=60)
    witness: PersonalText = Field(Personal(""), title="见证人", max_length=60)
    officers: list[UUID] = Field(title="检查人", min_length=1, json_schema_extra={"widget": "officers"})
    certificate_shown: bool = Field(False, title="已出示执法证件")
    rights_told: bool = Field(False, title="已告知陈述申辩和申请回避的权利")
    findings: list[FindingData] = Field(
        title="检查情况", min_length=1, json_schema_extra={"widget": "exchanges"}
    )
    goods: list[GoodsData] = Field(title="涉案物品", default_factory=list)
    recording: PersonalText = Field(
        Personal(""), title="照片和录像", max_length=300, description="例如：照片6张，录像1段，由杨某拍摄。"
    )
    refused_because: Narrative = Field(Personal(""), title="拒绝签名的情况", max_length=500)

    @model_validator(mode="after")
    def _looked_at(self) -> "InspectionData":
        """What was not looked at leaves no trace in the record; who is absent is replaced by a witness."""
        self.findings = [each for each in self.findings if each.answer]
        if not self.findings:
            raise ValueError("至少写明一项检查情况")
        if self.present == "absent" and not self.witness:
            raise ValueError("当事人未到场的，应当有见证人")
        return self


def record_inspection(deed: Deed) -> None:
    """Make the record of an inspection; its goods are known to every later list."""
    data: InspectionData = deed.data
    if data.ended_at <= data.began_at:
        raise Invalid([FieldError("ended_at", "结束时间", "应晚于开始时间")])
    earlier = deed.facts.get("inspections", [])
    keep_rights(deed)
    document = issue(deed, "inspection_record", officers=conducting(deed, data.officers))
    entry = {"document": document, "on": deed.on.isoformat(), "place": data.place, "goods": data.goods}
    deed.set("inspections", [*earlier, entry])
    kept = {"title": "现场检查笔录", "kind": Kind.RECORD.value, "digest": ""}
    deed.set(f"evidence.inspection{len(earlier) + 1}", kept)


register(
    Act(
        "record_inspection",
        "制作现场检查笔录",
        InspectionData,
        record_inspection,
        OFFICER,
        reads=("officers",),
        guards=(interviewers_certified, certificate_shown, rights_told),
        late_days=7,
        room="evidence",
    )
)
