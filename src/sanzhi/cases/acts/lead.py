"""The lead: a case begins with a clue (行政处罚法 Art 54; 市场监督管理行政处罚程序规定 Art 17, 18)."""

from datetime import date
from typing import Literal

from pydantic import Field

from sanzhi.cases.parties import remember
from sanzhi.law.errors import FieldError, Invalid
from sanzhi.procedure.acts import Act, ActData, register
from sanzhi.procedure.data import PartyData
from sanzhi.procedure.deed import Deed
from sanzhi.procedure.personal import Narrative, Personal, PersonalText

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
    informer: PersonalText = Field(
        Personal(""), title="实名举报人（举报的填写）", max_length=60, description="仅用于告知，不对外提供。"
    )
    informer_contact: PersonalText = Field(Personal(""), title="举报人联系方式", max_length=120)


def register_lead(deed: Deed) -> None:
    """Open the case with its lead; the clock of filing runs from the day the clue was found or received."""
    data: LeadData = deed.data
    refuse_person(data.suspected, data.party)
    if data.received_on > deed.on:
        # The limit of the filing would begin later than the law has it.
        rule = "不能晚于登记案源之日：立案期限自发现线索或者收到材料之日起算"
        raise Invalid([FieldError("received_on", "发现或者收到线索的日期", rule)])
    deed.title = data.suspected
    deed.handler_id = deed.actor.user_id
    if deed.actor.user_id is not None:
        deed.share_with(deed.actor.user_id)
    told = {"source": data.source, "received_on": data.received_on, "summary": data.summary}
    informer = {"informer": data.informer, "informer_contact": data.informer_contact}
    deed.set("lead", {**told, **informer} if data.informer else told)
    deed.set("party", data.party)
    if not deed.practice:
        remember(deed.case.id, data.party.model_dump())
    deed.start_clock_if_set("O1", data.received_on)


def refuse_person(suspected: str, party: PartyData) -> None:
    """The title stands in lists, notices and the public progress: it names the matter, not a person
    (个人信息保护法 Art 6).
    """
    person = party.name if party.type == "自然人" else ""
    if any(each and each in suspected for each in (person, party.id_number, party.phone)):
        raise Invalid(
            [FieldError("suspected", "案由", "只写涉嫌的违法行为，不写当事人的姓名、证件号码、电话")]
        )


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
