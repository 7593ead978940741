"""Statement, defence and hearing (行政处罚法 Art 7, 45, 63–65)."""

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from sanzhi.cases.acts.conclusion import evaluate_thresholds
from sanzhi.cases.acts.filing import OFFICER
from sanzhi.cases.guards import hearing_asked_in_time, hearing_host_apart, hearing_notified
from sanzhi.documents.issuing import issue
from sanzhi.law.errors import FieldError, Invalid
from sanzhi.procedure import pauses
from sanzhi.procedure.acts import Act, ActData, register
from sanzhi.procedure.deed import Deed
from sanzhi.procedure.personal import Narrative, Personal, PersonalText, plain


class StatementData(ActData):
    """What the party said to the notice."""

    speaker: PersonalText = Field(title="陈述申辩人", min_length=1, max_length=60)
    relation: PersonalText = Field(Personal(""), title="与案件的关系", max_length=60)
    began_at: datetime = Field(title="开始时间")
    ended_at: datetime = Field(title="结束时间")
    place: PersonalText = Field(title="地点", min_length=1, max_length=200)
    statement: Narrative = Field(
        title="陈述申辩内容", min_length=1, max_length=8000, json_schema_extra={"widget": "textarea"}
    )
    materials: list[PersonalText] = Field(
        title="提交的材料", default_factory=list, json_schema_extra={"widget": "lines"}
    )


class StatementReviewData(ActData):
    """Whether what the party said holds, and why (行政处罚法 Art 45 ¶1)."""

    checked: Narrative = Field(
        title="对事实、理由和证据的复核情况",
        min_length=2,
        max_length=4000,
        json_schema_extra={"widget": "textarea"},
    )
    adopted: Literal["采纳", "部分采纳", "不予采纳"] = Field(title="采纳情况")
    opinion: Narrative = Field(
        title="复核意见和理由", min_length=2, max_length=4000, json_schema_extra={"widget": "textarea"}
    )


class HearingRequestData(ActData):
    """The request for a hearing."""

    by: PersonalText = Field(title="申请人", min_length=1, max_length=60)
    way: Literal["书面", "口头（记入笔录）"] = Field("书面", title="方式")
    posted_on: date | None = Field(None, title="交邮日期（邮寄提出的填写）")
    defect: Narrative = Field(Personal(""), title="需要补正的事项（不影响提出的日期）", max_length=500)


class WaiverData(ActData):
    """An express waiver: silence is none."""

    signed_by: PersonalText = Field(title="签署人", min_length=1, max_length=60)
    words: Narrative = Field(
        title="放弃权利的书面声明内容",
        min_length=2,
        max_length=1000,
        json_schema_extra={"widget": "textarea"},
    )


class HearingData(ActData):
    """The hearing that was held, and when its time and place were told (行政处罚法 Art 64(2))."""

    notified_on: date = Field(title="听证通知送达日期")
    host: PersonalText = Field(title="主持人", min_length=1, max_length=60)
    host_officer: str = Field("", title="主持人执法证号", max_length=40)
    place: str = Field(title="地点", min_length=1, max_length=200)
    summary: Narrative = Field(
        title="听证笔录摘要", min_length=1, max_length=8000, json_schema_extra={"widget": "textarea"}
    )
    opinion: Narrative = Field(
        "", title="听证意见", max_length=4000, json_schema_extra={"widget": "textarea"}
    )


def record_statement(deed: Deed) -> None:
    """Record what the party said; it may never make the penalty heavier (行政处罚法 Art 45 ¶2)."""
    data: StatementData = deed.data
    before = deed.facts.get("statement")
    deed.set("statement", data)
    deed.merge("statement", on=deed.on.isoformat())
    if before:
        # A further statement is checked by itself; what was said before stays with it.
        told = {key: before[key] for key in ("speaker", "statement", "on")}
        deed.merge("statement", earlier=[*before.get("earlier", []), told])
    issue(deed, "statement_record")


def review_statement(deed: Deed) -> None:
    """Check what the party said; facts, reasons and evidence that hold are adopted (行政处罚法 Art 45 ¶1)."""
    if "statement" not in deed.facts:
        raise Invalid([FieldError("checked", "复核情况", "没有登记陈述申辩")])
    review = {**plain(deed.data), "on": deed.on.isoformat(), "by": deed.actor.name}
    deed.merge("statement", review=review)
    issue(deed, "statement_review")


def request_hearing(deed: Deed) -> None:
    """Record the request; the hearing must then be held (行政处罚法 Art 64)."""
    data: HearingRequestData = deed.data
    asked = {"requested_on": data.posted_on or deed.on, "by": Personal(data.by), "way": data.way}
    deed.set("hearing", {**asked, "defect": data.defect} if data.defect else asked)
    # The time of the hearing is not counted where the sector's rule says so (程序规定 Art 64 ¶2).
    pauses.hold(deed, "hearing", "听证")


def waive_rights(deed: Deed) -> None:
    """Record the express, written waiver of statement, defence and hearing (行政处罚法 Art 62)."""
    deed.set("waiver", {"on": deed.on, "signed_by": deed.data.signed_by, "words": deed.data.words})
    deed.stop_clock("O11", "cancelled")
    deed.stop_clock("O13", "cancelled")


def hold_hearing(deed: Deed) -> None:
    """Record the hearing; the case is reviewed after it (行政处罚法 Art 58 ¶1(2), 65)."""
    data: HearingData = deed.data
    deed.merge(
        "hearing",
        notified_on=data.notified_on.isoformat(),
        held_on=deed.on.isoformat(),
        host=data.host,
        place=data.place,
        summary=data.summary,
        opinion=data.opinion,
    )
    evaluate_thresholds(deed)
    pauses.release(deed, "hearing")
    deed.stop_clock("O11", "cancelled")
    deed.stop_clock("O13", "cancelled")


register(
    Act(
        "record_statement",
        "记录陈述申辩",
        StatementData,
        record_statement,
        OFFICER,
        reads=("notice",),
        late_days=10,
        room="cases",
    )
)
register(
    Act(
        "review_statement",
        "复核陈述申辩",
        StatementReviewData,
        review_statement,
        OFFICER,
        reads=("statement",),
        late_days=5,
        room="cases",
    )
)
register(
    Act(
        "request_hearing",
        "登记听证申请",
        HearingRequestData,
        request_hearing,
        OFFICER,
        reads=("notice",),
        guards=(hearing_asked_in_time,),
        late_days=5,
        room="cases",
    )
)
register(
    Act(
        "waive_rights",
        "登记书面放弃声明",
        WaiverData,
        waive_rights,
        OFFICER,
        reads=("notice",),
        late_days=5,
        room="cases",
    )
)
register(
    Act(
        "hold_hearing",
        "记录听证",
        HearingData,
        hold_hearing,
        OFFICER,
        reads=("hearing",),
        guards=(hearing_host_apart, hearing_notified),
        late_days=5,
        room="cases",
    )
)
