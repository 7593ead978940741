"""Five refusals as people meet them: the article in its words, and a button that begins the cure."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Desks
from tests.journeys.desk import Desk, Refusal, Value, read_refusal
from tests.support.story import FINE

pytestmark = pytest.mark.journey

SERVICE: dict[str, Value] = {"way": "直接送达"}
VIOLATED: dict[str, Value] = {"violated.0.law": "食品安全法", "violated.0.article": "第三十四条第十项"}
POWER = "对经营超过保质期食品的处罚"
INTERVIEW: dict[str, Value] = {
    "began_at": "2026-03-02T09:00",
    "ended_at": "2026-03-02T10:00",
    "place": "本局询问室",
    "certificate_shown": True,
    "rights_told": True,
    "exchanges.0.question": "面包何时进货？",
    "exchanges.0.answer": "上月。",
}


def test_one_officer_alone_may_not_propose_and_adds_a_colleague(desks: Desks, cases: dict[str, str]) -> None:
    officer, case = desks("officer"), cases["lead"]

    refusal = officer.refused(case, "propose_filing", {"officers": ["陈一鸣"], "power": POWER, **VIOLATED})

    assert "现只有1人" in refusal.words
    assert_quoted(refusal, "《行政处罚法》第四十二条第一款", "不得少于两人")
    assert follow(officer, refusal) == f"/cases/{case}/acts/propose_filing/#f-officers"
    # What was typed is still there: one more tick, and the same form goes through.
    expect(officer.page.locator("[name='violated.0.article']")).to_have_value("第三十四条第十项")
    officer.page.get_by_role("checkbox", name="吴思远").check()
    assert officer.send("提请立案") is None
    expect(officer.page.get_by_role("main")).to_contain_text("立案审批")


def test_an_officer_whose_certificate_ended_is_replaced(desks: Desks, cases: dict[str, str]) -> None:
    officer, case = desks("officer"), cases["expired"]

    refusal = officer.refused(case, "record_interview", INTERVIEW)

    assert re.search(r"周将离的执法证件（520523leaving）已于\d{4}-\d{2}-\d{2}到期", refusal.words)
    assert_quoted(refusal, "《行政处罚法》第四十二条第一款", "具有行政执法资格")
    assert follow(officer, refusal) == f"/cases/{case}/acts/assign_officers/"
    expect(officer.page.get_by_role("heading", name="变更办案人员")).to_be_visible()
    officer.act(case, "assign_officers", {"officers": ["陈一鸣", "吴思远"]})
    officer.act(case, "record_interview", INTERVIEW)


def test_no_decision_before_this_draft_was_reviewed(desks: Desks, cases: dict[str, str]) -> None:
    chief, case = desks("handling-head"), cases["redrafted"]

    page = chief.open_case(case)
    expect(page.get_by_role("button", name="作出处罚决定")).to_have_attribute("aria-disabled", "true")
    ahead = page.locator("#why-decide")
    ahead.get_by_text("条文和办法").click()
    assert_review_is_asked_for(chief, case, read_refusal(ahead))

    assert_review_is_asked_for(chief, case, chief.refused(case, "decide", {}))


def test_a_head_who_does_not_handle_the_case_reads_who_cures_it(desks: Desks, cases: dict[str, str]) -> None:
    page = desks("head").open_case(cases["concluded"])

    page.get_by_text("条文和办法").click()

    expect(page.locator("#why-decide")).to_contain_text("由办案人员办理“提请法制审核”")
    expect(page.locator("#why-decide").get_by_role("link", name="提请法制审核")).to_have_count(0)


def test_no_heavier_penalty_because_of_the_defence(desks: Desks, cases: dict[str, str]) -> None:
    head, case = desks("head"), cases["defended"]
    heavier: dict[str, Value] = {
        "penalty_items.0.fen": f"{FINE // 100 + 1}.00",
        "defence_reply": "不予采纳。",
    }

    refusal = head.refused(case, "decide", heavier)

    assert "给予更重的处罚" in refusal.words
    assert_quoted(refusal, "《行政处罚法》第四十五条第二款", "不得因当事人陈述、申辩而给予更重的处罚")
    assert follow(head, refusal) == f"/cases/{case}/acts/resume_investigation/"
    head.act(case, "resume_investigation", {"reason": "有新的事实，重新审核并重新告知。"})
    expect(head.open_case(case).get_by_role("main")).to_contain_text("调查取证")


def test_what_is_not_sealed_is_not_served(desks: Desks, cases: dict[str, str]) -> None:
    officer, case = desks("officer"), cases["unsealed"]

    refusal = officer.refused(case, "serve_decision", SERVICE)

    assert "尚未签发并加盖印章" in refusal.words
    assert_quoted(refusal, "《行政处罚法》第五十九条第二款", "必须盖有作出行政处罚决定的行政机关的印章")
    assert any(each.startswith("《贵州省行政执法监督办法》第三十一条") for each in refusal.articles)
    assert follow(officer, refusal) == f"/cases/{case}/seal/decision/"
    officer.seal_by_service(case, "decision")
    officer.act(case, "serve_decision", SERVICE)


def assert_review_is_asked_for(desk: Desk, case: str, refusal: Refusal) -> None:
    """The refusal says so in the words of the law, and its button hands the draft over for review."""
    assert_quoted(refusal, "《行政处罚法》第五十八条第一款", "未经法制审核或者审核未通过的，不得作出决定")
    assert follow(desk, refusal) == f"/cases/{case}/acts/submit_for_review/"
    expect(desk.page.get_by_role("heading", name="提请法制审核")).to_be_visible()


def assert_quoted(refusal: Refusal, article: str, words: str) -> None:
    """The article stands there, in words of its own."""
    assert words in refusal.articles.get(article, ""), refusal


def follow(desk: Desk, refusal: Refusal) -> str:
    """Click the first cure; returns where it leads."""
    title, address = next(iter(refusal.cures.items()))
    desk.page.get_by_role("main").get_by_role("link", name=title).first.click()
    desk.page.wait_for_url(f"{desk.base}{address}")
    return desk.page.url.removeprefix(desk.base)
