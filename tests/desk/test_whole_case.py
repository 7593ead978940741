"""A whole case is filled in by hand, form by form, from the lead to the closing."""

from typing import Any
from uuid import UUID

from sanzhi.cases.models import Case
from sanzhi.law.identifiers import demonstration_uscc
from sanzhi.review.points import SEVEN_POINTS
from tests.desk.conftest import Browser, browser_of
from tests.support.cast import Cast
from tests.support.story import Story


class Clerk:
    """Fills forms in the browsers of the cast."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.case_id: UUID | None = None

    def do(self, part: str, act: str, **fields: Any) -> None:
        """Open the form, hand it in, and see that it was done."""
        browser: Browser = browser_of(getattr(self.cast, part))
        address = f"/cases/{self.case_id}/acts/{act}/" if self.case_id else "/cases/new/"
        browser.page(address)
        answer = browser.hand_in(address, **fields)
        assert answer.status_code == 302, (act, answer.content.decode().split("<main", 1)[1][:1500])
        self.case_id = self.case_id or Case.objects.get().pk

    @property
    def story(self) -> Story:
        return Story(self.cast, self.case_id)


def penalties(amount: str) -> dict[str, str]:
    return {"penalty_items__0__kind": "罚款", "penalty_items__0__fen": amount}


def to_the_review(clerk: Clerk) -> None:
    team = [str(clerk.cast.officer.officer_id), str(clerk.cast.second.officer_id)]
    article = {"violated__0__law": "食品安全法", "violated__0__article": "第三十四条第十项"}
    clerk.do(
        "officer",
        "register_lead",
        suspected="涉嫌经营超过保质期的食品",
        source="投诉",
        received_on="2026-03-02",
        summary="群众投诉。",
        party__type="法人",
        party__name="金沙示例食品有限公司",
        party__uscc=demonstration_uscc(9001),
        party__address="金沙县示例路8号",
        party__legal_representative="欧阳示例",
    )
    clerk.do(
        "officer",
        "propose_filing",
        officers=team,
        power=str(clerk.cast.power.pk),
        facts="过期面包。",
        **article,
    )
    clerk.do("head", "file", opinion="同意立案。")
    clerk.do(
        "officer",
        "record_interview",
        name="欧阳示例",
        relation="法定代表人",
        began_at="2026-03-02T09:00",
        ended_at="2026-03-02T10:00",
        place="询问室",
        officers=team,
        certificate_shown="on",
        rights_told="on",
        exchanges__0__question="何时进货？",
        exchanges__0__answer="上月。",
    )
    clerk.story.evidence()
    clerk.do(
        "officer",
        "conclude",
        process="现场检查并询问。",
        facts="经营超过保质期的面包三袋。",
        nature="违法。",
        evidence__0__name="现场照片",
        basis__0__law="食品安全法",
        basis__0__article="第一百二十四条第一款第五项",
        complex="on",
        **article,
        **penalties("52000"),
    )
    clerk.do("officer", "submit_for_review", complete="on")


def to_the_decision(clerk: Clerk) -> None:
    points = {
        f"points__{n}__{key}": value
        for n, name in enumerate(SEVEN_POINTS)
        for key, value in (("name", name), ("passed", "yes"))
    }
    clerk.do(
        "reviewer",
        "give_opinion",
        lawful="yes",
        appropriate="yes",
        outcome="agree",
        opinion="同意。",
        **points,
    )
    clerk.do("officer", "issue_notice")
    clerk.do("second", "sign_notice")
    clerk.story.seal("notice")
    clerk.do("officer", "serve_notice", way="直接送达", place="金沙县示例路8号", receiver="欧阳示例")
    clerk.do("officer", "waive_rights", signed_by="欧阳示例", words="放弃陈述、申辩和听证。")
    clerk.do(
        "head",
        "deliberate",
        began_at="2026-03-02T09:00",
        ended_at="2026-03-02T10:00",
        place="会议室",
        speeches__0__name="罗维国",
        speeches__0__text="同意。",
        speeches__1__name="赵副职",
        speeches__1__text="同意。",
        conclusion="同意处罚。",
        agreed="on",
        signed="on",
    )
    clerk.do("head", "decide", **penalties("52000"))


def to_the_closing(clerk: Clerk) -> None:
    clerk.do("officer", "issue_decision")
    clerk.do("second", "sign_decision")
    clerk.story.seal("decision")
    clerk.do("officer", "serve_decision", way="直接送达", place="金沙县示例路8号", receiver="欧阳示例")
    clerk.do("editor", "prepare_release")
    clerk.do("other_editor", "publish_release")
    clerk.do("officer", "record_payment", amount_fen="52000", receipt="0001")
    clerk.do("head", "close", reason="处罚决定已执行完毕", opinion="同意结案。")


def test_a_case_is_filled_in_from_lead_to_closing(cast: Cast) -> None:
    clerk = Clerk(cast)

    to_the_review(clerk)
    to_the_decision(clerk)
    to_the_closing(clerk)

    case = clerk.story.case
    assert case.state == "closed"
    assert case.facts["decision"]["fine_fen"] == 5_200_000
