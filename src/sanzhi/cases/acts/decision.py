"""Deliberation and decision (行政处罚法 Art 57–61)."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from sanzhi.cases.acts.filing import HEAD
from sanzhi.cases.guards import (
    decision_complete,
    decision_in_time,
    defence_reply,
    deliberated,
    listed_deliberated,
    major_reviewed,
    not_heavier,
    notified,
    responsible_apart,
    window_over,
)
from sanzhi.cases.hearing_guards import rests_on_the_record
from sanzhi.cases.investigation_guards import no_open_dispute, not_in_place_of_transfer, not_suspended
from sanzhi.cases.penalty_guards import (
    NO_DEPARTURE,
    authority_held,
    discretion_told,
    payment_terms_told,
    remedies_told,
)
from sanzhi.documents.issuing import issue
from sanzhi.law.errors import FieldError, Invalid
from sanzhi.procedure.acts import Act, ActData, register
from sanzhi.procedure.data import Fen, Part, PenaltyItemData
from sanzhi.procedure.deed import Deed
from sanzhi.procedure.personal import Narrative, Personal


class SpeechData(Part):
    """What one attendee said."""

    name: str = Field(title="姓名", min_length=1, max_length=60)
    post: str = Field("", title="职务", max_length=60)
    stance: Literal["同意", "不同意", "保留意见"] = Field("同意", title="表态")
    text: Narrative = Field(title="意见", min_length=1, max_length=2000)


class DeliberationData(ActData):
    """The collective discussion with every opinion."""

    began_at: datetime = Field(title="开始时间")
    ended_at: datetime = Field(title="结束时间")
    place: str = Field(title="地点", min_length=1, max_length=200)
    speeches: list[SpeechData] = Field(
        title="参加人员及意见", min_length=2, json_schema_extra={"widget": "speeches"}
    )
    conclusion: Narrative = Field(
        title="讨论决定", min_length=1, max_length=2000, json_schema_extra={"widget": "textarea"}
    )
    agreed: bool = Field(False, title="集体讨论同意给予处罚")
    signed: bool = Field(False, title="全体参加人已在记录上签名")


class DecisionData(ActData):
    """The decision; amounts may be lower than in the notice, never higher."""

    penalty_items: list[PenaltyItemData] = Field(
        title="处罚内容", min_length=1, json_schema_extra={"widget": "penalties"}
    )
    fine_fen: Fen = Field(title="罚款金额", ge=0, json_schema_extra={"widget": "money"})
    confiscated_fen: Fen = Field(0, title="没收金额", ge=0, json_schema_extra={"widget": "money"})
    defence_reply: Narrative = Field(
        "", title="陈述申辩的复核意见和理由", max_length=4000, json_schema_extra={"widget": "textarea"}
    )
    discretion: Narrative = Field(
        Personal(""), title="裁量理由", max_length=2000, json_schema_extra={"widget": "textarea"}
    )
    departure: Literal["没有调整适用", "本机关主要负责人", "本机关集体讨论", "基准制定机关"] = Field(
        NO_DEPARTURE, title="调整适用裁量权基准的批准"
    )


def deliberate(deed: Deed) -> None:
    """Keep the collective discussion (行政处罚法 Art 57 ¶2; 市场监督管理行政处罚程序规定 Art 60)."""
    data: DeliberationData = deed.data
    if len({each.name for each in data.speeches}) < len(data.speeches):
        raise Invalid([FieldError("speeches", "参加人员及意见", "同一人只记一次，意见写在一处")])
    deed.set("deliberation", data)
    deed.merge("deliberation", dissent=[each.name for each in data.speeches if each.stance != "同意"])
    deed.merge(
        "deliberation", on=deed.on.isoformat(), host=deed.actor.name, draft=deed.facts["draft"]["digest"]
    )
    issue(deed, "deliberation_record")


def decide(deed: Deed) -> None:
    """Make the decision: service and publication are due from this day.

    行政处罚法 Art 61; 国办发〔2018〕118号 part 2 (6).
    """
    data: DecisionData = deed.data
    if sum(item.fen for item in data.penalty_items if item.fen) != data.fine_fen + data.confiscated_fen:
        raise Invalid([FieldError("penalty_items", "处罚内容", "各项金额之和应等于罚款与没收金额之和")])
    deed.set("decision", data)
    deed.merge("decision", defence_reply=Personal(defence_reply(deed)))
    deed.merge("decision", on=deed.on.isoformat(), by=deed.actor.name, draft=deed.facts["draft"]["digest"])
    deed.stop_clock("O21")
    deed.start_clock("O24", deed.on)
    deed.start_clock("P1", deed.on)


register(
    Act(
        "deliberate",
        "记录集体讨论",
        DeliberationData,
        deliberate,
        HEAD,
        reads=("draft", "review", "hearing"),
        late_days=5,
        room="cases",
    )
)
register(
    Act(
        "decide",
        "作出处罚决定",
        DecisionData,
        decide,
        HEAD,
        reads=("draft", "review", "check", "notice", "statement", "hearing", "waiver", "deliberation"),
        guards=(
            major_reviewed,
            responsible_apart,
            notified,
            window_over,
            not_heavier,
            deliberated,
            listed_deliberated,
            decision_in_time,
            decision_complete,
            authority_held,
            discretion_told,
            payment_terms_told,
            remedies_told,
            rests_on_the_record,
            not_suspended,
            no_open_dispute,
            not_in_place_of_transfer,
        ),
        late_days=0,
        room="cases",
    )
)
