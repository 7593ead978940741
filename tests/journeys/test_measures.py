"""Measures and a hearing on the phone: what is kept, who hosts, what the law refuses on the way."""

from datetime import timedelta

import pytest

from sanzhi.jobs import clock
from tests.journeys.conftest import Desks
from tests.journeys.desk import Value, minutes
from tests.journeys.test_phone import PHONE, assert_fits

pytestmark = pytest.mark.journey

KEPT: dict[str, Value] = {
    "goods.0.name": "面包",
    "goods.0.quantity": "三袋",
    "stored": "本局证物室",
    "certificate_shown": True,
    "rights_told": True,
    "list_given": True,
}


def test_evidence_is_kept_after_the_head_agreed(desks: Desks, cases: dict[str, str]) -> None:
    officer, head, case = (
        desks("officer", width=PHONE),
        desks("head", width=PHONE),
        cases["filed_for_measures"],
    )

    refusal = officer.refused(case, "preserve_evidence", KEPT)
    assert "《行政处罚法》第五十六条" in refusal.words
    assert_fits(officer.page)
    asked: dict[str, Value] = {"reason": "正在转移。", "items": "面包三袋", "place": "店内"}
    officer.act(case, "ask_preservation", asked)
    head.act(case, "approve_preservation", {"agree": True})
    assert_fits(head.page)
    officer.act(case, "preserve_evidence", KEPT)
    assert_fits(officer.page)
    course = officer.page.get_by_role("region", name="办理中的事项")
    assert "登记保存，应当在" in course.inner_text()
    head.act(case, "handle_preservation", {"handling": "解除先行登记保存措施", "reason": "不再需要。"})
    page = officer.open(f"/cases/{case}/acts/serve_paper/")
    assert_fits(page)
    served: dict[str, Value] = {
        "paper": "处理决定书",
        "stamped": True,
        "way": "直接送达",
        "receiver": "欧阳示例",
    }
    officer.act(case, "serve_paper", served)
    assert "待送达" not in officer.open_case(case).get_by_role("main").inner_text()


def test_a_hearing_is_hosted_by_somebody_else_and_told_in_time(desks: Desks, cases: dict[str, str]) -> None:
    head, host, case = desks("head", width=PHONE), desks("reviewer", width=PHONE), cases["hearing_asked"]

    people = {"host": "陈一鸣", "recorder": "彭法正"}
    refusal = head.refused(case, "name_hearing_host", people)
    assert "非本案调查人员" in refusal.words
    assert_fits(head.page)
    head.act(case, "name_hearing_host", {"host": "彭法正", "recorder": "何信公"})
    now = clock.now()
    soon, later = minutes(now + timedelta(days=2)), minutes(now + timedelta(days=30))
    refusal = host.refused(case, "notify_hearing", {"at": soon, "place": "听证室"})
    assert any("第六十四条第二项" in each for each in refusal.articles)
    assert_fits(host.page)
    host.act(case, "notify_hearing", {"at": later, "place": "听证室"})
    assert_fits(host.page)
