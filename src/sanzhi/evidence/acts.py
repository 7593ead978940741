"""Collecting evidence (行政处罚法 Art 46, 54, 55; 市场监督管理行政处罚程序规定 Art 21–31)."""

from datetime import datetime
from uuid import UUID

from pydantic import Field, model_validator

from sanzhi.documents.issuing import issue
from sanzhi.evidence.conducting import conducting
from sanzhi.evidence.files import blobs
from sanzhi.evidence.guards import certificate_shown, interviewers_certified, keep_rights, rights_told
from sanzhi.evidence.models import Kind, Material
from sanzhi.jobs.ids import uuid7
from sanzhi.jobs.rows import insert
from sanzhi.law.errors import FieldError, Invalid
from sanzhi.procedure.acts import Act, ActData, register
from sanzhi.procedure.data import Part
from sanzhi.procedure.deed import Deed
from sanzhi.procedure.personal import Narrative, Personal, PersonalText

OFFICER = frozenset({"officer"})


class MaterialData(ActData):
    """A material whose bytes are already in the store."""

    title: PersonalText = Field(title="名称", min_length=1, max_length=200)
    kind: Kind = Field(title="证据种类")
    digest: str = Field(title="摘要", pattern="^[0-9a-f]{64}$")
    size: int = Field(title="字节数", ge=0)
    media_type: str = Field(title="文件类型", max_length=100)
    file_name: PersonalText = Field(title="文件名", min_length=1, max_length=200)
    collected_at: datetime = Field(title="取得时间")
    place: PersonalText = Field(Personal(""), title="取得地点", max_length=200)


class ExchangeData(Part):
    """One question with its answer."""

    question: Narrative = Field(title="问", min_length=1, max_length=2000)
    answer: Narrative = Field(Personal(""), title="答（没有问到的不填）", max_length=4000)


class CorrectionData(Part):
    """One place of a record that was mended; the person asked confirms it there (程序规定 Art 29)."""

    place: PersonalText = Field(title="位置（第几页第几行）", min_length=1, max_length=60)
    before: Narrative = Field(Personal(""), title="原记录", max_length=300)
    after: Narrative = Field(title="更正、补充为", min_length=1, max_length=1000)


class InterviewData(ActData):
    """An interview by two officers who showed their certificates and told the rights."""

    name: PersonalText = Field(title="被询问人姓名", min_length=1, max_length=60)
    id_number: PersonalText = Field(Personal(""), title="公民身份号码", max_length=18)
    post: PersonalText = Field(Personal(""), title="职务", max_length=60)
    relation: PersonalText = Field(Personal(""), title="与案件的关系", max_length=60)
    phone: PersonalText = Field(Personal(""), title="联系电话", max_length=40)
    began_at: datetime = Field(title="开始时间")
    ended_at: datetime = Field(title="结束时间")
    place: PersonalText = Field(title="询问地点", min_length=1, max_length=200)
    officers: list[UUID] = Field(title="询问人", min_length=1, json_schema_extra={"widget": "officers"})
    certificate_shown: bool = Field(False, title="已出示执法证件")
    rights_told: bool = Field(False, title="已告知陈述申辩和申请回避的权利")
    exchanges: list[ExchangeData] = Field(
        title="询问内容", min_length=1, json_schema_extra={"widget": "exchanges"}
    )
    corrections: list[CorrectionData] = Field(title="更正和补充", default_factory=list)
    read_aloud: bool = Field(False, title="已向被询问人宣读笔录（阅读有困难的）")
    refused_because: Narrative = Field(Personal(""), title="拒绝签名的情况", max_length=500)
    witness: PersonalText = Field(Personal(""), title="见证人", max_length=60)

    @model_validator(mode="after")
    def _asked(self) -> "InterviewData":
        """A question of the guide that was not asked leaves no trace in the record."""
        self.exchanges = [each for each in self.exchanges if each.answer]
        if not self.exchanges:
            raise ValueError("至少记录一问一答")
        return self


class RightsData(ActData):
    """Where and how the rights were told at the first contact."""

    to: PersonalText = Field(title="告知对象", min_length=1, max_length=60)
    occasion: PersonalText = Field(
        title="告知的场合", min_length=2, max_length=120, description="例如：现场检查。"
    )
    rights_told: bool = Field(False, title="已告知陈述申辩和申请回避的权利")


def add_evidence(deed: Deed) -> None:
    """Bind a material to the case; a digest the store does not hold is refused."""
    data: MaterialData = deed.data
    if not blobs().exists(data.digest):
        raise Invalid([FieldError("digest", "文件", "文件尚未上传完成，请重新上传")])
    material = Material(
        id=uuid7(),
        case_id=deed.case.id,
        title=data.title,
        kind=data.kind.value,
        digest=data.digest,
        size=data.size,
        media_type=data.media_type,
        file_name=data.file_name,
        collected_at=data.collected_at,
        place=data.place,
        added_at=deed.recorded,
        seq=deed.seq,
    )
    insert(material)
    # Each material is a fact of its own, so that forty clips being bound refuse nobody's form.
    deed.set(f"evidence.{material.id}", {"title": data.title, "kind": data.kind.value, "digest": data.digest})


def record_interview(deed: Deed) -> None:
    """Make the record of an interview (行政处罚法 Art 55 ¶2)."""
    data: InterviewData = deed.data
    if data.ended_at <= data.began_at:
        raise Invalid([FieldError("ended_at", "结束时间", "应晚于开始时间")])
    number = len(deed.facts.get("interviews", []))
    keep_rights(deed)
    document = issue(deed, "interview_record", officers=conducting(deed, data.officers))
    entry = {"document": document, "on": deed.on.isoformat(), "name": data.name, "relation": data.relation}
    deed.set("interviews", [*deed.facts.get("interviews", []), entry])
    deed.set(
        f"evidence.interview{number + 1}",
        {
            "title": Personal(f"询问笔录（{data.relation or '被询问人'}）"),
            "kind": Kind.PARTY.value,
            "digest": "",
        },
    )


def tell_rights(deed: Deed) -> None:
    """Keep that the party heard of its rights at the first contact (程序规定 Art 21 ¶2)."""
    keep_rights(deed)
    if "rights" in deed.facts:
        deed.merge("rights", to=deed.data.to, occasion=deed.data.occasion)


register(
    Act(
        "tell_rights",
        "登记首次告知权利",
        RightsData,
        tell_rights,
        OFFICER,
        guards=(rights_told,),
        late_days=7,
        room="evidence",
    )
)
register(
    Act("add_evidence", "添加证据材料", MaterialData, add_evidence, OFFICER, late_days=30, room="evidence")
)
register(
    Act(
        "record_interview",
        "制作询问笔录",
        InterviewData,
        record_interview,
        OFFICER,
        reads=("officers",),
        guards=(interviewers_certified, certificate_shown, rights_told),
        late_days=7,
        room="evidence",
    )
)
