"""Parts of act data that several rooms share. Titles are the labels on forms and in errors."""

from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.config import JsonDict

from sanzhi.law.identifiers import resident_fault, uscc_fault
from sanzhi.law.penalty import PenaltyKind
from sanzhi.procedure.personal import Personal, PersonalText

PartyKind = Literal["法人", "非法人组织", "个体工商户", "自然人"]
Fen = int
# A field that is written in a large box.
AREA: Final[JsonDict] = {"widget": "textarea"}


class Part(BaseModel):
    """Base of a part: unknown fields are refused, text is trimmed."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class PartyData(Part):
    """The party (行政相对人). What identifies a natural person is personal."""

    type: PartyKind = Field(title="当事人类型")
    name: str = Field(title="名称或者姓名", min_length=1, max_length=120)
    uscc: str = Field("", title="统一社会信用代码", max_length=18)
    legal_representative: PersonalText = Field(
        Personal(""), title="法定代表人（负责人、经营者）", max_length=60
    )
    id_number: PersonalText = Field(Personal(""), title="公民身份号码", max_length=18)
    address: str = Field(title="住址（住所）", min_length=1, max_length=200)
    phone: PersonalText = Field(Personal(""), title="联系电话", max_length=40)

    @model_validator(mode="after")
    def _identified(self) -> "PartyData":
        if self.uscc and (problem := uscc_fault(self.uscc)):
            raise ValueError(problem)
        if self.id_number and (problem := resident_fault(self.id_number)):
            raise ValueError(problem)
        if self.type in {"法人", "非法人组织"} and not self.uscc:
            raise ValueError("法人和非法人组织应当填写统一社会信用代码")
        if self.type == "自然人":
            self.name, self.address = Personal(self.name), Personal(self.address)
        return self


class BasisData(Part):
    """One article."""

    law: str = Field(title="法律名称", min_length=1, max_length=120)
    article: str = Field(title="条款", min_length=1, max_length=60)


class PenaltyItemData(Part):
    """One penalty of 行政处罚法 Art 9; with an amount in fen where it has one."""

    kind: PenaltyKind = Field(title="处罚种类")
    text: PersonalText = Field(title="处罚内容", min_length=1, max_length=300)
    fen: Fen | None = Field(None, title="金额（分）", ge=1)


class EvidenceRef(Part):
    """One piece of evidence and what it proves."""

    name: PersonalText = Field(title="证据名称", min_length=1, max_length=200)
    proves: PersonalText = Field(Personal(""), title="证明事项", max_length=300)
