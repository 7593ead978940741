"""Service in every way, each with its proof; public notice last, and time that completes it."""

from typing import Any

import pytest

from sanzhi.cases.fold import check_columns
from sanzhi.cases.timer import lapse_due
from sanzhi.documents.models import Document
from sanzhi.jobs import clock
from sanzhi.law.errors import Invalid, Refused
from sanzhi.law.findings import Verdict
from tests.support.story import Story, at


def refused(story: Story, **data: Any) -> set[str]:
    with pytest.raises(Refused) as caught:
        story.act("serve_decision", story.cast.officer, **{"place": "当事人住所", **data})
    return {each.rule for each in caught.value.findings if each.verdict is Verdict.REFUSE}


def served(story: Story, **data: Any) -> str:
    story.act("serve_decision", story.cast.officer, **{"place": "当事人住所", **data})
    return str(story.case.facts["document.decision"]["service_way"])


@pytest.fixture
def sealed(story: Story, demonstration: None) -> Story:
    with clock.at(at("2026-03-02")):
        story.decided().sealed("decision")
    return story


@pytest.fixture
def tuesday(demonstration: None) -> Any:
    with clock.at(at("2026-03-03")):
        yield


@pytest.mark.parametrize(
    ("way", "lacking", "whole"),
    [
        ("直接送达", {}, {"receiver": "欧阳示例"}),
        ("留置送达", {"refusal": "拒绝签收"}, {"refusal": "拒绝签收", "witness": "居委会甲"}),
        ("留置送达", {"witness": "居委会甲"}, {"refusal": "拒绝签收", "recorded": True}),
        ("邮寄送达", {"receiver": "欧阳示例"}, {"receiver": "欧阳示例", "post_number": "XA1"}),
        ("委托送达", {"receiver": "欧阳示例"}, {"receiver": "欧阳示例", "entrusted_to": "织金县局"}),
        ("电子送达", {"recorded": True}, {"recorded": True, "confirmation": True}),
        ("电子送达", {"confirmation": True}, {"recorded": True, "confirmation": True}),
    ],
)
def test_each_way_asks_for_its_own_proof(
    sealed: Story, tuesday: None, way: str, lacking: dict[str, Any], whole: dict[str, Any]
) -> None:
    assert refused(sealed, way=way, **lacking) <= {"O24", "O25"}
    assert served(sealed, way=way, **whole) == way
    assert sealed.case.clocks["O27"]["start"] == "2026-03-03"


def test_a_confirmed_address_carries_electronic_service(sealed: Story, tuesday: None) -> None:
    with pytest.raises(Invalid, match="电子送达地址"):
        sealed.act(
            "confirm_address", sealed.cast.officer, receiver="欧阳示例", address="住所", electronic=True
        )
    confirmed = {
        "receiver": "欧阳示例",
        "address": "住所",
        "electronic": True,
        "electronic_address": "a@b.cn",
    }
    sealed.act("confirm_address", sealed.cast.officer, **confirmed)
    assert served(sealed, way="电子送达", recorded=True) == "电子送达"
    assert Document.objects.filter(kind="address_confirmation").count() == 1


def announce(story: Story, **data: Any) -> None:
    said = {"where": "本机关公告栏、门户网站", "because": "按登记住所三次上门，邮件被退回。", **data}
    document = story.case.facts["document.decision"]["id"]
    story.act("announce_service", story.cast.officer, document=document, **said)


def tried(story: Story, *ways: str) -> None:
    document = story.case.facts["document.decision"]["id"]
    for way in ways:
        story.act("record_attempt", story.cast.officer, document=document, way=way, outcome="无人应答。")


def test_public_notice_comes_after_every_other_way(sealed: Story, tuesday: None) -> None:
    with pytest.raises(Refused, match="也没有用尽"):
        announce(sealed)
    tried(sealed, "直接送达", "留置送达")
    with pytest.raises(Refused, match="也没有用尽"):
        announce(sealed)
    tried(sealed, "邮寄送达")
    with pytest.raises(Refused, match="原因和经过"):
        announce(sealed, because="")
    with pytest.raises(Refused, match="拍照、录像"):
        announce(sealed, posted_at_home=True)
    announce(sealed)
    with pytest.raises(Invalid, match="另一份文书的公告期"):
        announce(sealed)


def test_a_missing_party_needs_no_attempts(sealed: Story, tuesday: None) -> None:
    announce(sealed, missing=True)
    assert sealed.case.clocks["O26"]["due"] == "2026-04-02"


def test_time_serves_when_the_notice_has_stood_its_days(sealed: Story, tuesday: None) -> None:
    announce(sealed, missing=True)
    with clock.at(at("2026-04-02")):
        lapse_due()
    assert sealed.state == "issuing"
    with clock.at(at("2026-04-03")):
        lapse_due()
    row = sealed.case
    assert row.facts["decision"]["served_on"] == "2026-04-03"
    assert row.facts["document.decision"]["service_way"] == "公告送达"
    assert row.clocks["O26"]["state"] == "over"
    assert row.clocks["O27"]["start"] == "2026-04-03"
    assert sealed.state in {"publication", "execution"}
    assert check_columns() == []


def test_who_appears_is_served_in_person_and_the_notice_ends(sealed: Story, tuesday: None) -> None:
    announce(sealed, missing=True)
    with clock.at(at("2026-03-10")):
        assert served(sealed, way="直接送达", receiver="欧阳示例") == "直接送达"
    assert sealed.case.clocks["O26"]["state"] == "cancelled"
    with clock.at(at("2026-04-03")):
        lapse_due()
    assert sealed.case.facts["decision"]["served_on"] == "2026-03-10"


def test_the_days_of_a_public_notice_before_the_decision_are_not_counted(
    story: Story, demonstration: None
) -> None:
    with clock.at(at("2026-03-02")):
        story.reviewed().sealed("notice")
        document = story.case.facts["document.prior_notice"]["id"]
        story.act(
            "announce_service", story.cast.officer, document=document, where="公告栏", missing=True,
            because="下落不明。",
        )  # fmt: skip
    assert story.case.clocks["O21"]["state"] == "paused"
    with clock.at(at("2026-04-02")):
        lapse_due()
    assert story.state == "defence"
    assert story.case.clocks["O21"]["pauses"] == [["2026-03-02", "2026-04-02", "公告"]]
    assert story.case.clocks["O11"]["start"] == "2026-04-02"


def test_an_unsealed_decision_is_not_announced(story: Story, demonstration: None) -> None:
    with clock.at(at("2026-03-02")):
        story.decided()
        story.act("issue_decision", story.cast.officer)
        with pytest.raises(Refused) as caught:
            announce(story, missing=True)
    assert "O23" in {each.rule for each in caught.value.findings}
