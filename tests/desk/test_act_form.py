"""The form of an act: prefilled, checked, handed in once, sent back with everything that was typed."""

from uuid import uuid4

from sanzhi.cases.models import Case, Event
from sanzhi.law.identifiers import demonstration_uscc
from tests.desk.conftest import Browser, browser_of
from tests.support.cast import Cast
from tests.support.story import COMPANY, Story

LEAD = {
    "suspected": "涉嫌经营超过保质期的食品",
    "source": "投诉",
    "received_on": "2026-03-02",
    "summary": "群众投诉。",
    "party__type": "法人",
    "party__name": "金沙示例食品有限公司",
    "party__uscc": demonstration_uscc(9001),
    "party__address": "金沙县示例路8号",
}


def form(story: Story, act: str) -> str:
    return f"/cases/{story.case_id}/acts/{act}/"


def test_a_lead_opens_a_case_and_its_page(officer: Browser) -> None:
    answer = officer.hand_in("/cases/new/", **LEAD)

    case = Case.objects.get()
    assert answer["Location"] == f"/cases/{case.pk}/"
    assert "已办理：登记案源。" in officer.page(answer["Location"])
    assert case.title == LEAD["suspected"]


def test_who_opens_no_cases_has_no_form_for_it(head: Browser) -> None:
    assert head.get("/cases/new/").status_code == 403


def test_what_is_missing_is_said_on_top_and_at_its_field_and_nothing_typed_is_lost(officer: Browser) -> None:
    answer = officer.hand_in(
        "/cases/new/", suspected="涉嫌无证经营", party__name="某店", received_on="2026-03-02"
    )
    page = answer.content.decode()

    assert answer.status_code == 422
    assert not Case.objects.exists()
    assert '<a href="#f-summary">线索摘要：不能为空</a>' in page
    assert '<a href="#f-source">案件来源：必填</a>' in page
    assert 'id="f-source-error"' in page
    assert 'value="涉嫌无证经营"' in page
    assert 'value="某店"' in page


def test_an_error_of_a_whole_group_stands_at_the_group(officer: Browser) -> None:
    page = officer.hand_in("/cases/new/", **{**LEAD, "party__uscc": ""}).content.decode()

    assert "法人和非法人组织应当填写统一社会信用代码" in page
    assert 'href="#f-party"' in page


def test_the_second_click_does_nothing_twice(officer: Browser) -> None:
    key = str(uuid4())

    answers = [officer.hand_in("/cases/new/", _key=key, **LEAD) for _ in range(2)]

    assert Case.objects.count() == 1
    assert answers[0]["Location"] == answers[1]["Location"]


def test_one_more_row_is_added_without_a_script_and_keeps_what_was_typed(
    officer: Browser, story: Story
) -> None:
    story.lead()

    page = officer.hand_in(
        form(story, "propose_filing"), violated__0__law="食品安全法", facts="已经写好", _more="violated"
    )
    text = page.content.decode()

    assert page.status_code == 200
    assert 'name="violated.0.law" value="食品安全法"' in text
    assert 'name="violated.1.law"' in text
    assert "已经写好" in text
    assert story.case.seq == 1


def test_facts_on_record_are_not_asked_again(
    cast: Cast, officer: Browser, head: Browser, story: Story
) -> None:
    story.lead()
    proposal = officer.page(form(story, "propose_filing"))
    assert "群众投诉该店销售过期面包。" in proposal
    assert f'value="{cast.officer.officer_id}" checked' in proposal

    story.proposed()
    story.act("file", cast.head, opinion="同意立案。")
    story.evidence(title="现场照片")
    conclusion = officer.page(form(story, "conclude"))
    assert 'value="现场照片"' in conclusion
    assert 'value="第三十四条第十项"' in conclusion
    assert "经批准立案调查" in conclusion

    story.interview()
    story.act("conclude", cast.officer, **story.draft(complex=True))
    assert 'value="52000.00"' in head.page(form(story, "decide"))


def test_the_seven_points_are_named_and_none_is_answered_beforehand(cast: Cast, story: Story) -> None:
    story.submitted()

    page = browser_of(cast.reviewer).page(form(story, "give_opinion"))

    assert page.count('type="radio" name="points.') == 14
    assert "执法程序合法" in page
    assert "checked" not in page


def test_service_begins_with_the_partys_address_and_spokesman(officer: Browser, story: Story) -> None:
    story.reviewed().sealed("notice")

    page = officer.page(form(story, "serve_notice"))

    assert f'value="{COMPANY["address"]}"' in page
    assert 'value="欧阳示例"' in page


def test_a_refusal_of_the_law_shows_the_words_of_the_article_and_keeps_the_form(
    cast: Cast, officer: Browser, story: Story
) -> None:
    story.lead()

    answer = officer.hand_in(
        form(story, "propose_filing"),
        officers=str(cast.officer.officer_id),
        power=str(cast.power.pk),
        facts="货架上有过期面包。",
        violated__0__law="食品安全法",
        violated__0__article="第三十四条第十项",
    )
    page = answer.content.decode()

    assert answer.status_code == 409
    assert "执法人员不得少于两人" in page
    assert "行政执法应当由具有行政执法资格的执法人员实施" not in page.split("sz-finding")[0]
    assert "执法人员不得少于两人，法律另有规定的除外" in page
    assert "货架上有过期面包。" in page
    assert story.state == "lead"


def test_what_changed_meanwhile_is_shown_and_a_second_look_goes_through(
    cast: Cast, officer: Browser, head: Browser, story: Story
) -> None:
    story.lead().proposed()
    story.act("return_filing", cast.head, reason="补充案情")
    story.proposed(facts="补充后的案情。")
    seen_too_early = 3

    answer = head.hand_in(form(story, "file"), opinion="同意立案，抓紧办理。", _seen=str(seen_too_early))
    page = answer.content.decode()

    assert answer.status_code == 409
    assert "案件有了新的变化" in page
    assert "提请立案" in page
    assert "同意立案，抓紧办理。" in page
    assert '<input type="hidden" name="_seen" value="4">' in page
    assert head.hand_in(form(story, "file"), opinion="同意立案，抓紧办理。", _seen="4").status_code == 302


def test_an_act_of_another_step_is_answered_with_the_step_and_nothing_is_lost(
    officer: Browser, story: Story
) -> None:
    story.lead()

    answer = officer.hand_in(form(story, "waive_rights"), signed_by="欧阳示例", words="放弃陈述申辩。")

    assert answer.status_code == 409
    assert "案件现处于“案源核查”环节" in answer.content.decode()
    assert "放弃陈述申辩。" in answer.content.decode()


def test_a_late_entry_asks_for_its_reason(officer: Browser, story: Story) -> None:
    page = officer.hand_in("/cases/new/", _happened="2020-01-01T09:00", **LEAD).content.decode()

    assert "只能补录 30 日以内的事项" in page
    assert '<details class="dk-late" open>' in page


def test_an_unreadable_time_and_a_future_one_are_refused(officer: Browser) -> None:
    assert "应为日期和时间" in officer.hand_in("/cases/new/", _happened="gestern", **LEAD).content.decode()
    assert (
        "不能晚于现在"
        in officer.hand_in("/cases/new/", _happened="2099-01-01T09:00", **LEAD).content.decode()
    )
    assert not Event.objects.exists()


def test_an_expired_certificate_is_told_before_it_is_chosen(
    cast: Cast, officer: Browser, story: Story
) -> None:
    story.lead()
    assert "dk-warning" not in officer.page(form(story, "propose_filing"))

    cast.agency.officers.get(pk=str(cast.second.officer_id)).certificates.update(valid_until="2023-01-01")

    assert "已于2023-01-01到期" in officer.page(form(story, "propose_filing"))


def test_a_form_cannot_be_sent_from_elsewhere(cast: Cast, story: Story) -> None:
    story.lead()
    browser = Browser(enforce_csrf_checks=True)
    browser.cookies = browser_of(cast.officer).cookies

    assert browser.hand_in(form(story, "propose_filing")).status_code == 403


def test_who_approves_may_return_instead(head: Browser, story: Story) -> None:
    story.lead().proposed()

    page = head.page(form(story, "file"))

    assert f'href="{form(story, "return_filing")}">退回补充</a>' in page
