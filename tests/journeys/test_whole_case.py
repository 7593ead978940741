"""A case from the lead to its closing, in the browsers of those who handle it and of a citizen."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from sanzhi.law.identifiers import demonstration_uscc
from sanzhi.review.points import SEVEN_POINTS
from tests.journeys.conftest import Desks, Instance, wait_until
from tests.journeys.desk import Desk, Value, minutes
from tests.journeys.paper import photograph

pytestmark = pytest.mark.journey

TITLE = "涉嫌经营超过保质期的食品"
SPOKESMAN = "欧阳示例"
TEAM = ["陈一鸣", "吴思远"]
LEAD: dict[str, Value] = {
    "suspected": TITLE,
    "source": "投诉",
    "summary": "群众投诉该店销售过期面包。",
    "party.type": "法人",
    "party.name": "金沙示例面包有限公司",
    "party.uscc": demonstration_uscc(9002),
    "party.legal_representative": SPOKESMAN,
    "party.address": "贵州省毕节市金沙县示例路9号",
    "party.phone": "13900000009",
}
PROPOSAL: dict[str, Value] = {
    "officers": TEAM,
    "power": "对经营超过保质期食品的处罚",
    "facts": "货架上有过期面包三袋。",
    "violated.0.law": "食品安全法",
    "violated.0.article": "第三十四条第十项",
}
DRAFT: dict[str, Value] = {
    "facts": f"当事人经营超过保质期的面包三袋，货值三十元，法定代表人{SPOKESMAN}对此承认。",
    "nature": "构成经营超过保质期食品的违法行为。",
    "evidence.0.proves": "过期食品在售",
    "basis.0.law": "食品安全法",
    "basis.0.article": "第一百二十四条第一款第五项",
    "discretion": "首次违法，从轻。",
    "penalty_items.0.kind": "罚款",
    "penalty_items.0.fen": "52120.00",
    "complex": True,
}
AGREED: dict[str, Value] = {
    **{f"points.{number}.passed": True for number in range(len(SEVEN_POINTS))},
    "lawful": True,
    "appropriate": True,
    "outcome": "同意",
    "opinion": "事实清楚，同意。",
}
OBJECTED: dict[str, Value] = {
    **AGREED,
    "points.2.passed": False,
    "lawful": False,
    "outcome": "建议补充调查",
    "opinion": "进货凭证没有查明。",
}


def test_a_case_goes_from_the_lead_to_the_public_page_and_is_closed(
    desks: Desks, instance: Instance, visitor: Page
) -> None:
    officer, head = desks("officer"), desks("head")

    case = _filed(officer, head)
    _investigated(officer, case)
    _objected_and_agreed(officer, desks("reviewer"), case)
    expect(officer.lane(case, "审核")).to_contain_text("法制审核已通过")
    expect(officer.lane(case, "公示")).not_to_contain_text("已公示")
    _noticed(officer, desks("second"), case)
    _decided(officer, head, case)
    _decision_served(officer, desks("second"), case)
    expect(officer.lane(case, "公示")).to_contain_text("决定待公示")
    address = _published(desks("editor"), desks("editor2"), case)
    expect(officer.lane(case, "公示")).to_contain_text("已公示")
    expect(officer.lane(case, "公示")).to_contain_text("完成：决定公示")
    number = _decision_number(officer, case)
    _read_and_verified(visitor, instance, number, address)
    _paid_and_closed(officer, head, case)


def _filed(officer: Desk, head: Desk) -> str:
    """The officer registers and proposes with a colleague; the head finds it in the inbox and files."""
    case = officer.new_lead(LEAD)
    officer.act(case, "propose_filing", PROPOSAL)
    head.open("/").locator(f'main a[href="/cases/{case}/"]').click()
    head.page.get_by_role("link", name="批准立案").first.click()
    head.act(case, "file", {"opinion": "同意立案。"})
    expect(head.open_case(case).get_by_role("main")).to_contain_text("调查取证")
    return case


def _investigated(officer: Desk, case: str) -> None:
    officer.upload_evidence(case, "面包.jpg", photograph(), kind="物证", title="货架上的过期面包")
    now = datetime.now(UTC)
    interview: dict[str, Value] = {
        "officers": TEAM,
        "began_at": minutes(now - timedelta(hours=1)),
        "ended_at": minutes(now),
        "place": "本局询问室",
        "certificate_shown": True,
        "rights_told": True,
        "exchanges.0.question": "面包何时进货？",
        "exchanges.0.answer": "上月。",
    }
    officer.act(case, "record_interview", interview)
    expect(officer.open_case(case, "evidence").get_by_role("main")).to_contain_text("SHA-256")
    officer.act(case, "conclude", DRAFT)


def _objected_and_agreed(officer: Desk, reviewer: Desk, case: str) -> None:
    """A first round that ends in an objection, and a second one that shows what changed."""
    officer.act(case, "submit_for_review", {"complete": True})
    reviewer.review(case, OBJECTED)
    expect(officer.lane(case, "审核")).to_contain_text("法制审核未通过")
    officer.act(case, "conclude", {"discretion": "首次违法，货值三十元，已查明进货凭证，从轻。"})
    officer.act(case, "submit_for_review", {"complete": True, "note": "已补充进货凭证。"})
    changes = reviewer.open(f"/reviews/{case}/").get_by_role("region", name="与上一轮相比")
    expect(changes).to_contain_text("已查明进货凭证")
    reviewer.review(case, AGREED)


def _noticed(officer: Desk, second: Desk, case: str) -> None:
    """The notice: made, signed by both, sealed by the service, served; the party waives its rights."""
    officer.issue(case, "notice")
    second.sign(case, "notice")
    officer.seal_by_service(case, "notice")
    officer.act(case, "serve_notice", {"way": "直接送达"})
    officer.act(case, "waive_rights", {"words": "本公司放弃陈述申辩和听证。"})


def _decided(officer: Desk, head: Desk, case: str) -> None:
    now = datetime.now(UTC)
    discussion: dict[str, Value] = {
        "began_at": minutes(now - timedelta(hours=1)),
        "ended_at": minutes(now),
        "place": "三楼会议室",
        "speeches.0.post": "局长",
        "speeches.0.text": "同意。",
        "speeches.1.name": "赵副职",
        "speeches.1.text": "同意。",
        "conclusion": "同意处罚。",
        "agreed": True,
        "signed": True,
    }
    head.act(case, "deliberate", discussion)
    head.act(case, "decide", {})


def _decision_served(officer: Desk, second: Desk, case: str) -> None:
    """The decision: made, signed by both, stamped on paper and scanned, served."""
    officer.issue(case, "decision")
    second.sign(case, "decision")
    officer.seal_by_scan(case, "decision")
    officer.act(case, "serve_decision", {"way": "直接送达"})


def _published(editor: Desk, other_editor: Desk, case: str) -> str:
    """One editor prepares, another one compares both texts and publishes."""
    editor.prepare_release(case)
    comparison = other_editor.open(f"/cases/{case}/release/").get_by_role("table", name="逐段对照")
    expect(comparison).to_contain_text(SPOKESMAN)
    served, public = comparison.get_by_role("row").filter(has_text=SPOKESMAN).first.get_by_role("cell").all()
    expect(served).to_contain_text(SPOKESMAN)
    expect(public).not_to_contain_text(SPOKESMAN)
    return other_editor.publish(case)


def _decision_number(officer: Desk, case: str) -> str:
    words = officer.open(f"/cases/{case}/seal/decision/").get_by_role("main").inner_text()
    found = re.search(r"\S+罚\S*〔\d{4}〕\d+号", words)
    assert found, words
    return found[0]


def _read_and_verified(visitor: Page, instance: Instance, number: str, address: str) -> None:
    """A citizen searches the number, reads, opens an article, and proves the page in the own browser."""
    wait_until(visitor, f"{instance.portal}/results/?q={number}", address.removeprefix(instance.portal))
    visitor.goto(instance.portal)
    visitor.get_by_role("link", name="执法结果").first.click()
    visitor.get_by_label("关键词").fill(number)
    visitor.get_by_role("button", name="筛选").click()
    row = visitor.get_by_role("row").filter(has_text=number)
    expect(row).to_have_count(1)
    row.get_by_role("link").first.click()
    visitor.wait_for_url(address)
    opening = visitor.locator("[data-field=lead_sentence]")
    expect(opening).to_contain_text("金沙示例面包有限公司")
    expect(opening).to_contain_text("52,120")
    expect(visitor.get_by_role("main")).not_to_contain_text(SPOKESMAN)
    visitor.get_by_role("region", name="处罚依据").get_by_text("第一百二十四条第一款第五项").click()
    expect(visitor.get_by_role("blockquote").first).to_be_visible()
    visitor.get_by_role("button", name="在本机浏览器中核对").click()
    expect(visitor.get_by_role("region", name="存证核验").get_by_role("status")).to_contain_text("核对通过")


def _paid_and_closed(officer: Desk, head: Desk, case: str) -> None:
    officer.act(case, "record_payment", {"receipt": "0001"})
    head.act(case, "close", {})
    expect(head.open_case(case).get_by_role("main")).to_contain_text("已结案")
