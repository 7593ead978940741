"""The pages of a hearing: host and recorder are chosen, papers are picked, only those named conduct it."""

from collections.abc import Callable

import pytest

from sanzhi.jobs import clock
from tests.desk.conftest import Browser, browser_of
from tests.support.cast import Cast, make_person
from tests.support.story import Story, at

HEAVY = [{"kind": "罚款", "text": "罚款十万元", "fen": 10_000_000}]


@pytest.fixture
def asked(story: Story, demonstration: None) -> Story:
    with clock.at(at("2026-03-02")):
        story.noticed(penalty_items=HEAVY, fine_fen=10_000_000)
    with clock.at(at("2026-03-03")):
        story.act("request_hearing", story.cast.officer, by="欧阳示例")
    return story


def test_from_the_host_to_the_report_over_the_pages(asked: Story, cast: Cast) -> None:
    def act(name: str) -> str:
        return f"/cases/{asked.case_id}/acts/{name}/"

    recorder = make_person(cast.agency, "recorder", "石记录", "reviewer")
    head, host, officer = (browser_of(each) for each in (cast.head, cast.reviewer, cast.officer))
    with clock.at(at("2026-03-04")):
        assert "彭法正" in head.page(act("name_hearing_host"))
        ids = {"host": str(cast.reviewer.officer_id), "recorder": str(recorder.officer_id)}
        assert head.hand_in(act("name_hearing_host"), **ids).status_code == 302
        host.page(act("notify_hearing"))
        told = {"at": "2026-03-16T09:00", "place": "听证室", "public": "on", "secrecy": ""}
        assert host.hand_in(act("notify_hearing"), **told).status_code == 302
    with clock.at(at("2026-03-05")):
        page = officer.page(act("serve_paper"))
        assert "听证通知书" in page
        _serve(officer, act, page)
    with clock.at(at("2026-03-16")):
        assert "2026-03-16T09:00" in host.page(act("record_hearing"))
        said = {"began_at": "2026-03-16T09:00", "ended_at": "2026-03-16T10:00", "accusation": "提出证据。"}
        signed = {"summary": "罚款过重。", "signed": "当事人已核对无误并签名"}
        assert host.hand_in(act("record_hearing"), **said, **signed).status_code == 302
        assert host.hand_in(act("report_hearing"), findings="清楚。", opinion="维持。").status_code == 302
        case = officer.page(f"/cases/{asked.case_id}/?tab=documents")
        assert "听证报告" in case
    assert asked.state == "submission"


def test_the_hearing_waits_for_its_host_and_for_no_other_reviewer(asked: Story, cast: Cast) -> None:
    host = make_person(cast.agency, "host", "龙主持", "officer")
    other = make_person(cast.agency, "other", "旁审核", "reviewer")
    with clock.at(at("2026-03-04")):
        people = {"host": str(host.officer_id), "recorder": str(cast.reviewer.officer_id)}
        asked.act("name_hearing_host", cast.head, **people)
        number = asked.case.number
        assert number in browser_of(host).page("/")
        assert number not in browser_of(other).page("/")
        asked.act("name_hearing_host", cast.head, host=people["recorder"], recorder=people["host"])
        assert number in browser_of(cast.reviewer).page("/")
        assert number not in browser_of(host).page("/")


def test_the_head_sees_that_a_host_is_to_be_named(asked: Story, cast: Cast) -> None:
    with clock.at(at("2026-03-04")):
        assert "指定听证主持人" in browser_of(cast.head).page("/")


def _serve(officer: Browser, act: Callable[[str], str], page: str) -> None:
    paper = page.split('<option value="', 3)[2].split('"', 1)[0]
    sent = {
        "way": "直接送达",
        "place": "住所",
        "receiver": "欧阳示例",
        "relation": "法定代表人",
        "stamped": "on",
    }
    assert officer.hand_in(act("serve_paper"), paper=paper, **sent).status_code == 302
