"""Legal review in the browser: counsel on the phone, the committee with a dissent, a disagreement."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from sanzhi.jobs import clock
from sanzhi.review.points import SEVEN_POINTS
from tests.journeys.conftest import Desks
from tests.journeys.desk import minutes
from tests.journeys.test_phone import PHONE, assert_fits

pytestmark = pytest.mark.journey


def test_counsel_gives_an_opinion_on_the_phone(desks: Desks, cases: dict[str, str]) -> None:
    counsel, case = desks("lawyer", width=PHONE), cases["for_counsel"]

    page = counsel.open("/")
    page.wait_for_url("**/counsel/")
    assert_fits(page)
    page.locator(f'main a[href="/counsel/{case}/"]').click()
    page.wait_for_url(f"**/counsel/{case}/")
    assert_fits(page)
    expect(page.get_by_role("main")).to_contain_text("拟处罚决定")
    form = page.locator("main form").filter(has=page.locator("[name=_key]")).first
    form.locator('[name="lawful"][value="yes"]').check()
    form.locator('[name="appropriate"][value="no"]').check()
    form.locator('[name="stance"][value="differ"]').check()
    form.locator('[name="opinion"]').fill("罚款偏高，建议从轻。")
    assert counsel.send("提交法律意见") is None
    page.wait_for_url("**/counsel/")
    answer = page.goto(f"{counsel.base}/cases/{case}/")
    assert answer is not None and answer.status == 404

    reviewer = desks("reviewer").open(f"/reviews/{case}/")
    expect(reviewer.get_by_role("main")).to_contain_text("罚款偏高，建议从轻。")


def test_the_committee_votes_and_keeps_the_dissent(desks: Desks, cases: dict[str, str]) -> None:
    case, head, reviewer = cases["for_committee"], desks("head"), desks("reviewer")
    names = ("甲委员", "乙委员", "丙委员")
    head.act(
        case,
        "convene_panel",
        {
            "kind": "法制审核委员会",
            "question": "定性是否准确？",
            **{f"members.{number}.name": name for number, name in enumerate(names)},
            "quorum": "2",
        },
    )
    now = clock.now()
    votes = ("同意", "同意", "不同意")
    reviewer.act(
        case,
        "record_panel",
        {
            "began_at": minutes(now - timedelta(hours=1)),
            "ended_at": minutes(now),
            "place": "三楼会议室",
            "host": "甲委员",
            **{f"votes.{number}.vote": vote for number, vote in enumerate(votes)},
            **{f"votes.{number}.reason": f"{name}的理由" for number, name in enumerate(names)},
            "conclusion": "多数同意现有定性。",
        },
    )
    page = head.open_case(case, "review")
    expect(page.get_by_role("main")).to_contain_text("不同意见已如实记录：丙委员")

    reviewer.review(
        case,
        {
            **{f"points.{number}.passed": number != 2 for number in range(len(SEVEN_POINTS))},
            "lawful": True,
            "appropriate": False,
            "outcome": "建议纠正",
            "opinion": "证据不足以支持定性。",
        },
    )
    officer = desks("officer")
    officer.act(case, "object_to_opinion", {"reasons": "委员会多数同意现有定性。"})
    settlement = {"way": "报请负责人决定", "ending": "就现稿再次审核", "opinion": "同意再次审核。"}
    head.act(case, "settle_disagreement", settlement)
    expect(head.open_case(case, "review").get_by_role("main")).to_contain_text("就现稿再次审核")
