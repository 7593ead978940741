"""One case on one page: head, strip, clocks, flow, next acts, tabs, events."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from sanzhi.jobs import clock
from tests.desk.conftest import Browser, browser_of
from tests.support.cast import Cast
from tests.support.story import PERSON, Story, at

ARTICLE_58 = "未经法制审核或者审核未通过的，不得作出决定"


def page_of(story: Story, browser: Browser, query: str = "") -> str:
    return browser.page(f"/cases/{story.case_id}/{query}")


def test_the_head_names_number_matter_party_and_step(officer: Browser, story: Story) -> None:
    story.filed()

    page = page_of(story, officer)

    for words in (story.case.number, "涉嫌经营超过保质期的食品", "金沙示例食品有限公司", "调查取证"):
        assert words in page


def test_the_three_lanes_and_the_clock_with_its_computation_stand_on_it(
    officer: Browser, story: Story
) -> None:
    story.filed()

    page = page_of(story, officer)

    for lane in ("公示", "记录", "审核"):
        assert f'aria-label="{lane}"' in page
    assert "办案期限" in page
    assert "sz-clock__how" in page


def test_the_present_step_is_lit(officer: Browser, story: Story) -> None:
    story.filed()

    assert "调查取证（进行中）" in page_of(story, officer)


def test_the_next_acts_are_buttons_of_this_person_only(
    cast: Cast, officer: Browser, head: Browser, story: Story
) -> None:
    story.lead().proposed()

    assert "/acts/file/" in page_of(story, head)
    assert "/acts/return_filing/" in page_of(story, head)
    assert "/acts/file/" not in page_of(story, officer)
    assert "没有需要您办理的事项" in page_of(story, browser_of(cast.reviewer))


def test_the_act_that_carries_the_case_on_is_the_main_one(officer: Browser, story: Story) -> None:
    story.concluded()

    assert (
        f'<a class="sz-btn sz-btn--main" href="/cases/{story.case_id}/acts/submit_for_review/">'
        in page_of(story, officer)
    )


def test_service_of_what_is_not_sealed_is_disabled_with_its_article_and_the_way_there(
    officer: Browser, story: Story
) -> None:
    story.decided()

    page = page_of(story, officer)

    assert f"/cases/{story.case_id}/acts/serve_decision/" not in page
    assert "文书尚未签发并加盖印章，不得送达" in page
    assert "《行政处罚法》第五十九条第二款" in page
    assert "制作处罚决定书" in page


def test_a_head_sees_from_afar_why_no_decision_may_be_made(head: Browser, story: Story) -> None:
    story.concluded(complex=True)

    page = page_of(story, head)

    assert "作出处罚决定" in page
    assert f"/cases/{story.case_id}/acts/decide/" not in page
    assert ARTICLE_58 in page
    assert "由办案人员办理“提请法制审核”" in page


def test_after_the_review_the_way_is_open(head: Browser, story: Story) -> None:
    story.noticed().waived().deliberated()

    page = page_of(story, head)

    assert f"/cases/{story.case_id}/acts/decide/" in page
    assert "依法不得办理" not in page


def test_a_refused_act_leads_to_its_cure_where_the_person_may_start_it(
    officer: Browser, story: Story
) -> None:
    story.filed()

    page = officer.page(f"/cases/{story.case_id}/acts/conclude/")

    assert "按现有案情，此项办理将被依法拒绝" in page
    assert "没有经查证属实的证据" in page
    assert f'href="/cases/{story.case_id}/evidence/new/">添加证据材料' in page


def test_an_act_without_an_object_is_not_offered(cast: Cast, officer: Browser, story: Story) -> None:
    story.reviewed()
    assert ">签署事先告知书</a>" not in page_of(story, officer)

    story.act("issue_notice", cast.officer)
    assert ">签署事先告知书</a>" not in page_of(story, officer)
    assert ">签署事先告知书</a>" in page_of(story, browser_of(cast.second))


def test_a_closed_case_offers_nothing_but_to_take_the_publication_back(
    cast: Cast, officer: Browser, story: Story
) -> None:
    story.closed()

    assert "没有需要您办理的事项" in page_of(story, officer)
    assert "/acts/withdraw_release/" in page_of(story, browser_of(cast.editor))


@pytest.mark.parametrize(
    ("tab", "words"),
    [
        ("timeline", ["登记案源", "批准立案", "公示"]),
        ("evidence", ["现场照片", "物证", "询问笔录"]),
        ("documents", ["立案审批表", "行政处罚决定书", "送达回证"]),
        ("review", ["第 1 轮法制审核", "执法程序合法", "事实清楚，同意。"]),
        ("publicity", ["第 1 版公示稿", "已公示"]),
    ],
)
def test_each_tab_shows_its_part(officer: Browser, story: Story, tab: str, words: list[str]) -> None:
    story.published()

    page = page_of(story, officer, f"?tab={tab}")

    for word in words:
        assert word in page, word


@pytest.mark.parametrize("tab", ["evidence", "documents", "review", "publicity"])
def test_an_empty_tab_says_what_comes_next(officer: Browser, story: Story, tab: str) -> None:
    story.lead()

    assert "sz-empty" in page_of(story, officer, f"?tab={tab}")


def test_a_tab_that_does_not_exist_is_not_found(officer: Browser, story: Story) -> None:
    story.lead()

    assert officer.get(f"/cases/{story.case_id}/?tab=nonsense").status_code == 404


def test_every_event_of_a_whole_case_opens(officer: Browser, story: Story) -> None:
    story.closed()

    for seq in range(1, story.case.seq + 1):
        assert "录入时间" in officer.page(f"/cases/{story.case_id}/events/{seq}/")
    assert officer.get(f"/cases/{story.case_id}/events/{story.case.seq + 1}/").status_code == 404


def test_an_opened_event_says_who_and_what_with_the_labels_of_its_form(
    officer: Browser, story: Story
) -> None:
    story.lead(PERSON)

    page = officer.page(f"/cases/{story.case_id}/events/1/")

    for words in ("陈一鸣", "案件来源", "投诉", "名称或者姓名", PERSON["name"], PERSON["id_number"]):
        assert words in page


def test_a_late_entry_says_so_with_its_reason(cast: Cast, officer: Browser, story: Story) -> None:
    story.lead()
    story.perform(
        "propose_filing",
        cast.officer,
        {
            "officers": story.officers(),
            "power": str(cast.power.pk),
            "facts": "过期面包。",
            "violated": [{"law": "食品安全法", "article": "第三十四条"}],
        },
        happened=clock.now() - timedelta(days=3),
        late_reason="停电",
    )

    assert "补录原因：停电" in page_of(story, officer)
    assert "停电" in officer.page(f"/cases/{story.case_id}/events/2/")


def test_a_case_is_shown_as_it_stood_and_offers_nothing_then(
    demonstration: None, cast: Cast, officer: Browser, another: Callable[[], Story]
) -> None:
    story = another()
    with clock.at(at("2026-03-02")):
        story.lead()
    with clock.at(at("2026-03-04")):
        story.proposed()

    page = page_of(story, officer, "?known_at=2026-03-03")

    assert "回看" in page
    assert "案源核查（进行中）" in page
    assert "/acts/" not in page
    assert page_of(story, officer, "?as_of=2026-03-05").count("提请立案") > 0


def test_before_its_first_event_a_case_did_not_exist(officer: Browser, story: Story) -> None:
    story.lead()

    assert officer.get(f"/cases/{story.case_id}/?as_of=2020-01-01").status_code == 404


def test_a_moment_that_is_none_is_told(officer: Browser, story: Story) -> None:
    story.lead()

    assert "时刻请写成" in page_of(story, officer, "?as_of=gestern")


def test_after_a_return_what_lies_ahead_is_to_be_done_again(officer: Browser, story: Story) -> None:
    story.submitted()
    story.opinion("correct", passed=False)

    page = page_of(story, officer)

    assert "立案审批（已完成）" in page
    assert "调查取证（进行中）" in page
    assert "法制审核（未开始）" in page
