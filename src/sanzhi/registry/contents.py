"""What is written about a record of each library: one closed model each. Titles are the labels on forms."""

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from sanzhi.law.penalty import PenaltyKind

PowerTypeName = Literal[
    "行政处罚", "行政许可", "行政强制", "行政征收", "行政给付", "行政检查", "行政确认", "行政奖励",
    "行政裁决", "其他行政权力",
]  # fmt: skip
Level = Literal["省级", "市级", "县级", "乡级"]
Mandate = Literal["法定", "授权", "委托"]
Staffing = Literal["行政编制", "事业编制", "工勤人员", "合同制", "劳务派遣", "借调"]
Degree = Literal["不予处罚", "减轻", "从轻", "一般", "从重"]

_LONG: dict[str, Any] = {"widget": "textarea"}
_BASIS: dict[str, Any] = {"widget": "basis"}


class Content(BaseModel):
    """Base of a record's content: unknown fields are refused, text is trimmed."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class Basis(Content):
    """One article (设定依据)."""

    law: str = Field(title="法律名称", min_length=1, max_length=120)
    article: str = Field(title="条款", min_length=1, max_length=60)


class PowerContent(Content):
    """One power of the list 权责清单."""

    code: str = Field(title="事项编码", min_length=1, max_length=60)
    name: str = Field(title="事项名称", min_length=1, max_length=300)
    type: PowerTypeName = Field(title="权力类型")
    domain: str = Field(title="执法领域", min_length=1, max_length=40)
    level: Level = Field(title="行使层级")
    basis: list[Basis] = Field(title="设定依据", min_length=1, json_schema_extra=_BASIS)
    mandate: Mandate = Field("法定", title="权力来源", description="授权、委托的，须写明依据。")
    mandate_basis: list[Basis] = Field(
        default_factory=list, title="授权、委托、下放的依据", json_schema_extra=_BASIS
    )
    subject: str = Field("", title="对象", max_length=300)
    conditions: str = Field("", title="条件", max_length=4000, json_schema_extra=_LONG)
    procedure: str = Field("", title="程序", max_length=4000, json_schema_extra=_LONG)
    time_limit: str = Field("", title="办理时限", max_length=300)
    benchmark: str = Field("", title="裁量基准文件", max_length=300)
    guide: str = Field("", title="服务指南", max_length=4000, json_schema_extra=_LONG)


class AgencyContent(Content):
    """What the library of agencies says of one agency (执法部门库)."""

    name: str = Field(title="名称", min_length=1, max_length=120)
    short: str = Field(title="机关代字", min_length=1, max_length=20, description="文号用，例如 金沙市监。")
    domain: str = Field(title="执法领域", min_length=1, max_length=40)
    mandate: Mandate = Field("法定", title="主体类别")
    basis: list[Basis] = Field(title="设立、授权或者委托依据", min_length=1, json_schema_extra=_BASIS)
    duty: str = Field(title="职责", min_length=1, max_length=4000, json_schema_extra=_LONG)
    address: str = Field(title="地址", min_length=1, max_length=200)
    phone: str = Field(title="电话", min_length=1, max_length=40)
    supervision_phone: str = Field(title="监督电话", min_length=1, max_length=40)
    reconsideration: str = Field(title="行政复议机关", min_length=1, max_length=120)
    court: str = Field(title="有管辖权的人民法院", min_length=1, max_length=120)
    announced_on: date | None = Field(None, title="主体资格公告日")


class CertificateContent(Content):
    """One certificate (执法证); empty class or area is not known to any issuer, so both are asked."""

    number: str = Field(title="执法证号", min_length=1, max_length=40)
    issuer: str = Field(title="发证机关", min_length=1, max_length=120)
    domain: str = Field(title="执法类别", min_length=1, max_length=40)
    area: str = Field(title="执法区域（区划代码）", pattern=r"^(\d{6}|\d{9}|\d{12})$")
    valid_from: date = Field(title="有效期自")
    valid_until: date = Field(title="有效期至")

    @model_validator(mode="after")
    def _in_order(self) -> "CertificateContent":
        if self.valid_until < self.valid_from:
            raise ValueError("有效期至不能早于有效期自")
        return self


class TrainingContent(Content):
    """One year of lessons and its examination."""

    year: int = Field(title="年度", ge=1990, le=2100)
    hours: int | None = Field(None, title="学时", ge=0, le=2000)
    examined_on: date | None = Field(None, title="考试日")
    passed: bool = Field(False, title="考试合格")


class OfficerContent(Content):
    """One officer (执法人员库) with certificates and training."""

    name: str = Field(title="姓名", min_length=1, max_length=60)
    staffing: Staffing = Field(title="编制")
    post: str = Field("", title="职务", max_length=60)
    supervisor: bool = Field(False, title="持有行政执法监督证")
    legal_qualification: str = Field("", title="法律职业资格证号", max_length=40)
    qualified_on: date | None = Field(None, title="取得法律职业资格日")
    certificates: list[CertificateContent] = Field(title="执法证件", min_length=1, max_length=10)
    training: list[TrainingContent] = Field(default_factory=list, title="培训和考试", max_length=60)

    @model_validator(mode="after")
    def _apart(self) -> "OfficerContent":
        numbers = [each.number for each in self.certificates]
        if len(set(numbers)) < len(numbers):
            raise ValueError("同一执法证号只能填写一次")
        years = [each.year for each in self.training]
        if len(set(years)) < len(years):
            raise ValueError("同一年度的培训只能填写一行")
        return self


class EntryContent(Content):
    """What entries of the three lists that are kept as such have in common."""

    code: str = Field(title="编号", min_length=1, max_length=60)
    title: str = Field(title="事项", min_length=1, max_length=300)
    basis: list[Basis] = Field(title="依据", min_length=1, json_schema_extra=_BASIS)


class MajorContent(EntryContent):
    """One entry of the list of major decisions; it fires when everything it names holds."""

    kinds: list[PenaltyKind] = Field(
        default_factory=list, title="处罚种类", description="每行一种；不填的，不论种类。"
    )
    at_least_fen: int = Field(0, title="罚款和没收合计达到（分）", ge=0)
    matters: list[str] = Field(
        default_factory=list, title="事项编码", description="每行一个；不填的，不论事项。", max_length=500
    )


class RecordingContent(EntryContent):
    """One entry of the list of what is recorded in sound and picture (音像记录事项清单)."""

    acts: list[str] = Field(
        title="执法环节",
        min_length=1,
        description="每行一个，例如 现场检查、查封扣押、留置送达。",
    )
    manner: Literal["全程音像记录", "关键环节音像记录"] = Field(title="记录方式")
    place: str = Field("", title="记录地点", max_length=200)
    starts: str = Field("", title="记录起点", max_length=200)
    shows: str = Field("", title="记录内容", max_length=1000, json_schema_extra=_LONG)
    ends: str = Field("", title="记录终点", max_length=200)
    kept: str = Field("", title="保存期限", max_length=100)
    responsible: str = Field("", title="责任机构或者人员", max_length=200)
    matters: list[str] = Field(
        default_factory=list, title="事项编码", description="每行一个；不填的，不论事项。", max_length=500
    )


class RandomContent(EntryContent):
    """One entry of the list of matters that are inspected at random (随机抽查事项)."""

    object: str = Field(title="抽查对象", min_length=1, max_length=300)
    manner: str = Field(title="抽查方式", min_length=1, max_length=300)
    percent: int = Field(title="抽查比例（%）", ge=1, le=100)
    times_a_year: int = Field(1, title="每年次数", ge=1, le=366)
    matters: list[str] = Field(default_factory=list, title="事项编码", max_length=500)


class RungContent(Content):
    """One rung of a benchmark: which circumstances lead to which range, in fen."""

    degree: Degree = Field(title="裁量阶次")
    circumstance: str = Field(title="适用情形", min_length=1, max_length=1000)
    kinds: list[PenaltyKind] = Field(
        default_factory=list, title="处罚种类", description="每行一种；不填的，只约束罚款。"
    )
    least_fen: int = Field(0, title="罚款下限（分）", ge=0)
    most_fen: int = Field(0, title="罚款上限（分）", ge=0)

    @model_validator(mode="after")
    def _in_order(self) -> "RungContent":
        if self.most_fen < self.least_fen:
            raise ValueError("罚款上限不能低于下限")
        return self


class BenchmarkContent(Content):
    """A discretion benchmark (行政裁量基准) on one power: circumstance → range."""

    code: str = Field(title="编号", min_length=1, max_length=60)
    title: str = Field(title="名称", min_length=1, max_length=300)
    matter: str = Field(title="事项编码", min_length=1, max_length=60)
    maker: str = Field(title="制定机关", min_length=1, max_length=120)
    basis: list[Basis] = Field(title="依据", min_length=1, json_schema_extra=_BASIS)
    rungs: list[RungContent] = Field(title="裁量阶次", min_length=1, max_length=30)
