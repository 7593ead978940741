"""What an officer tells at each act of a penalty on the spot (行政处罚法 Art 51–53, 68)."""

from typing import Literal
from uuid import UUID

from pydantic import Field

from sanzhi.procedure.acts import ActData
from sanzhi.procedure.data import BasisData, Fen, PartyData
from sanzhi.procedure.personal import Narrative, Personal, PersonalText


class OpenSpotData(ActData):
    """Who is met, and by whom: the certificate is shown before anything else (行政处罚法 Art 52 ¶1)."""

    party: PartyData = Field(title="当事人")
    officers: list[UUID] = Field(title="执法人员", min_length=1, json_schema_extra={"widget": "officers"})
    certificate_shown: bool = Field(title="已向当事人出示执法证件")


class SpotFactsData(ActData):
    """What was found out on the spot, and what is to follow from it."""

    power: UUID = Field(title="处罚事项", json_schema_extra={"widget": "power"})
    facts: Narrative = Field(
        title="违法事实", min_length=2, max_length=1000, json_schema_extra={"widget": "textarea"}
    )
    place: PersonalText = Field(title="违法地点", min_length=1, max_length=200)
    violated: list[BasisData] = Field(title="违反的条款", min_length=1, json_schema_extra={"widget": "basis"})
    fine_fen: Fen = Field(
        0, title="拟处罚款（不罚款的不填，即为警告）", ge=0, json_schema_extra={"widget": "money"}
    )
    warning: bool = Field(False, title="并处警告")


class HeardData(ActData):
    """What the party says to what it was told, word for word."""

    statement: Narrative = Field(
        Personal(""), title="当事人的陈述、申辩（没有的不填）", max_length=1000,
        json_schema_extra={"widget": "textarea"},
    )  # fmt: skip
    reply: Narrative = Field(Personal(""), title="复核意见（有陈述、申辩的填写）", max_length=1000)


class SpotDecisionData(ActData):
    """The decision; never heavier than what the party was told."""

    fine_fen: Fen = Field(
        0, title="罚款（不罚款的不填，即为警告）", ge=0, json_schema_extra={"widget": "money"}
    )
    warning: bool = Field(False, title="并处警告")
    reserved: str = Field(
        "",
        title="预留号段中的文号（没有网络时已写在格式文书上的填写）",
        max_length=80,
        description="只能用您领用的号段。",
    )


class SpotSignatureData(ActData):
    """A signature on the glass is one's own; on paper both officers have signed."""

    on_paper: bool = Field(False, title="两名执法人员已在打印的决定书上签名或者盖章")


class HandOverData(ActData):
    """The paper in the party's hands; who will not sign has that noted (行政处罚法 Art 52 ¶1)."""

    signed_by_party: bool = Field(title="当事人已签收")
    refusal: Narrative = Field(Personal(""), title="拒绝签收的情况（拒签的填写）", max_length=300)
    prestamped: bool = Field(False, title="打印在预先加盖本机关印章的格式文书上")


class CashData(ActData):
    """A fine taken in cash, why that may be, and the treasury's receipt."""

    ground: Literal["一百元以下的罚款", "不当场收缴事后难以执行", "边远、水上、交通不便地区，当事人提出"] = (
        Field(title="当场收缴的情形")
    )
    receipt: str = Field("", title="财政统一票据号码", max_length=60)


class EndSpotData(ActData):
    """Why nothing is decided on the spot."""

    ground: Literal[
        "不符合当场处罚的条件，按普通程序立案", "违法事实不成立", "违法行为轻微并及时改正，不予处罚", "误登记"
    ] = Field(title="终止的情形")
    reason: Narrative = Field(
        title="理由", min_length=2, max_length=1000, json_schema_extra={"widget": "textarea"}
    )


class FilingData(ActData):
    """What goes to the own agency with the decision."""

    note: Narrative = Field(Personal(""), title="备案说明", max_length=500)
