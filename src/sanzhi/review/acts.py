"""Legal review of major decisions, and the check of every other case
(行政处罚法 Art 58; 国办发〔2018〕118号 part 四; 市场监督管理行政处罚程序规定 Art 49–55).
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from sanzhi.cases.acts.conclusion import evaluate_thresholds
from sanzhi.cases.invited import reviewer_of
from sanzhi.documents.issuing import issue
from sanzhi.law.errors import FieldError, Invalid, NotOpen
from sanzhi.law.statutes import MARKET
from sanzhi.procedure.acts import Act, ActData, register
from sanzhi.procedure.data import Part
from sanzhi.procedure.deed import Deed
from sanzhi.procedure.personal import Narrative
from sanzhi.review import counsel
from sanzhi.review.guards import (
    in_time,
    objection_answered,
    pack_handed_over,
    reviewer_apart,
    reviewer_qualified,
    settlement_kept,
    seven_points_answered,
)
from sanzhi.review.models import GivenOpinion

OFFICER, REVIEWER = frozenset({"officer"}), frozenset({"reviewer"})
Outcome = Literal["agree", "correct", "supplement", "other"]
_CHOICES = {"agree": "同意", "correct": "建议纠正", "supplement": "建议补充调查", "other": "其他意见"}
Conclusion = Annotated[Outcome, Field(title="审核结论", json_schema_extra={"choices": _CHOICES})]
Words = Annotated[
    Narrative,
    Field(title="审核意见", min_length=2, max_length=4000, json_schema_extra={"widget": "textarea"}),
]


class SubmissionData(ActData):
    """The handler's word that the file is true and complete (国办发〔2018〕118号 §十四)."""

    note: Narrative = Field("", title="送审说明", max_length=2000, json_schema_extra={"widget": "textarea"})
    complete: bool = Field(False, title="承办机构对送审材料的真实性、准确性、完整性负责")


class PointData(Part):
    """One of the seven points."""

    name: str = Field(title="审核内容", max_length=80)
    passed: bool = Field(title="是否通过")
    note: Narrative = Field("", title="说明", max_length=1000)


class OpinionData(ActData):
    """The reviewer's opinion: seven points, two verdicts, an outcome."""

    points: list[PointData] = Field(
        title="七项审核内容", min_length=7, max_length=7, json_schema_extra={"widget": "points"}
    )
    lawful: bool = Field(title="合法性")
    appropriate: bool = Field(title="适当性")
    outcome: Conclusion
    opinion: Words


class CheckData(ActData):
    """The check of a case that is not major."""

    outcome: Conclusion
    opinion: Words


def submit_for_review(deed: Deed) -> None:
    """Hand the draft over for review; the reviewer's term runs from this day."""
    if not deed.data.complete:
        raise Invalid(
            [
                FieldError(
                    "complete",
                    "送审材料",
                    "承办机构应当对送审材料的真实性、准确性、完整性负责（国办发〔2018〕118号 第十四条）",
                )
            ]
        )
    # The lists may have changed since the draft: what is true today decides which review it goes to (V10).
    evaluate_thresholds(deed)
    before = deed.facts.get("submission", {"round": 0})
    deed.set(
        "submission",
        {
            "round": before["round"] + 1,
            "on": deed.on,
            "at": deed.happened,
            "by": deed.actor.name,
            "note": deed.data.note,
            "draft": deed.facts["draft"]["digest"],
        },
    )
    deed.set("supplement", None)
    # What was decided about a disagreement has been followed; its record stays in the events.
    deed.set("disagreement", None)
    deed.start_clock_if_set("V6", deed.on)
    counsel.remind(deed)


def give_opinion(deed: Deed) -> None:
    """Give the opinion on this draft; it counts for no other (行政处罚法 Art 58)."""
    data: OpinionData = deed.data
    _check_given(deed)
    _check_consistent(data)
    submission = deed.facts["submission"]
    deed.set(
        "review",
        {
            "round": submission["round"],
            "outcome": data.outcome,
            "lawful": data.lawful,
            "appropriate": data.appropriate,
            "points": data.points,
            "opinion": data.opinion,
            "draft": submission["draft"],
            "submitted_at": submission["at"],
            "reviewer": str(deed.actor.user_id),
            "officer": str(deed.actor.officer_id),
            "by": deed.actor.name,
            "on": deed.on,
        },
    )
    _note(deed, legal=True)
    deed.stop_clock("V6")
    issue(deed, "review_opinion")


def check_case(deed: Deed) -> None:
    """Check a case that is not major, by another person (市场监督管理行政处罚程序规定 Art 49, 52)."""
    _check_given(deed)
    submission = deed.facts["submission"]
    deed.set(
        "check",
        {
            "round": submission["round"],
            "outcome": deed.data.outcome,
            "opinion": deed.data.opinion,
            "draft": submission["draft"],
            "reviewer": str(deed.actor.user_id),
            "by": deed.actor.name,
            "on": deed.on,
        },
    )
    _note(deed, legal=False)
    deed.stop_clock("V6")
    if deed.agency.domain == MARKET:
        # The form rests on this sector (程序规定 Art 53, 54); others keep the opinion as a fact alone.
        issue(deed, "check_opinion")


def _check_given(deed: Deed) -> None:
    """A review that was given to somebody is his; nobody else takes it out of his hands."""
    given = reviewer_of(deed.facts)
    if given and given["reviewer"] != str(deed.actor.user_id):
        raise NotOpen(f"本案已分派给{given['name']}审核；需要调整的，先重新分派审核人员。")


def _note(deed: Deed, *, legal: bool) -> None:
    """Keep the opinion for workload and supervision, in the transaction of its act."""
    if deed.practice:
        return
    clock = deed.clocks.get("V6", {})
    GivenOpinion.objects.create(
        case_id=deed.case.id,
        seq=deed.seq,
        agency_id=deed.agency.id,
        reviewer_id=str(deed.actor.user_id),
        legal=legal,
        outcome=deed.data.outcome,
        submitted_on=date.fromisoformat(deed.facts["submission"]["on"]),
        given_on=deed.on,
        late=bool(clock) and deed.on.isoformat() > clock["due"],
    )


def _check_consistent(data: OpinionData) -> None:
    if data.outcome != "agree":
        return
    # The seventh point asks whether a crime is suspected: passed means that it is not.
    failed = [point.name for point in data.points if not point.passed]
    if failed or not (data.lawful and data.appropriate):
        raise Invalid(
            [FieldError("outcome", "审核结论", "有审核内容未通过或者不合法、不适当的，不能作出“同意”结论")]
        )


register(
    Act(
        "submit_for_review",
        "提请法制审核",
        SubmissionData,
        submit_for_review,
        OFFICER,
        reads=("draft", "hearing", "review", "check"),
        guards=(pack_handed_over, objection_answered, settlement_kept),
        room="review",
    )
)
register(
    Act(
        "give_opinion",
        "出具法制审核意见",
        OpinionData,
        give_opinion,
        REVIEWER,
        reads=("draft", "submission"),
        guards=(
            reviewer_apart,
            reviewer_qualified,
            counsel.counsel_apart,
            seven_points_answered,
            in_time,
        ),
        room="review",
    )
)
register(
    Act(
        "check_case",
        "出具案件审核意见",
        CheckData,
        check_case,
        REVIEWER,
        reads=("draft", "submission"),
        guards=(reviewer_apart, in_time),
        room="review",
    )
)
