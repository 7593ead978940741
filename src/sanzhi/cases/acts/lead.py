"""The lead: a case begins with a clue (行政处罚法 Art 54; 市场监督管理行政处罚程序规定 Art 17, 18)."""

from datetime import date
from typing import Literal

from pydantic import Field

from sanzhi.procedure.acts import Act, ActData, register
from sanzhi.procedure.data import PartyData
from sanzhi.procedure.deed import Deed
from sanzhi.procedure.personal import Narrative

LeadSource = Literal["现场检查", "投诉", "举报", "上级交办", "其他机关移送", "媒体曝光", "其他"]


class LeadData(ActData):
    """The clue: where it came from, when, what it says, whom it concerns."""

    suspected: str = Field(
        title="案由", min_length=2, max_length=200, description="例如：涉嫌销售超过保质期食品"
    )
    source: LeadSource = Field(title="案件来源")
    received_on: date = Field(title="发现或者收到线索的日期")
    summary: Narrative = Field(
        title="线索摘要", min_length=1, max_length=2000, json_schema_extra={"widget": "textarea"}
    )
    party: PartyData = Field(title="当事人")


def register_lead(deed: Deed) -> None:
    """Open the case with its lead; the clock of filing runs from the day the clue was found or received."""
    data: LeadData = deed.data
    deed.title = data.suspected
    deed.handler_id = deed.actor.user_id
    if deed.actor.user_id is not None:
        deed.share_with(deed.actor.user_id)
    deed.set("lead", {"source": data.source, "received_on": data.received_on, "summary": data.summary})
    deed.set("party", data.party)
    deed.start_clock("O1", data.received_on)


register(
    Act(
        name="register_lead",
        title="登记案源",
        data=LeadData,
        apply=register_lead,
        roles=frozenset({"officer"}),
        late_days=30,
        opens_case=True,
        room="cases",
    )
)
