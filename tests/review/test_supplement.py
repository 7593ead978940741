"""Material that the reviewer misses, and more time for the review."""

from dataclasses import replace

import pytest

from sanzhi.cases.models import Case, OpenStep
from sanzhi.jobs import clock
from sanzhi.law.errors import NotOpen, Refused
from sanzhi.orgs.models import Agency, Region
from tests.support.story import Story, at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


def due(story: Story) -> str:
    return str(story.case.clocks["V6"]["due"])


def asked(story: Story) -> Story:
    story.submitted()
    story.act("request_supplement", story.cast.reviewer, what="缺少检验报告原件。")
    return story


def test_the_handler_finds_the_request_in_his_inbox_and_answers(story: Story) -> None:
    asked(story)
    step = OpenStep.objects.get(case_id=story.case.pk)
    assert (step.step, step.role) == ("supplement", "officer")
    story.evidence(b"report", "检验报告")
    story.act("supply_supplement", story.cast.officer, answer="已补充检验报告原件。")
    assert story.state == "review"
    story.opinion()
    assert story.case.facts["review"]["outcome"] == "agree"


def test_a_case_that_is_only_checked_goes_back_to_its_check(story: Story) -> None:
    story.concluded(fine=100_000)
    story.act("submit_for_review", story.cast.officer, complete=True)
    story.act("request_supplement", story.cast.reviewer, what="缺少照片说明。")
    story.act("supply_supplement", story.cast.officer, answer="已补充。")
    assert story.state == "check"


def test_no_opinion_is_given_while_material_is_missing(story: Story) -> None:
    asked(story)
    with pytest.raises(NotOpen):
        story.opinion()


def test_in_market_regulation_the_days_run_on(story: Story) -> None:
    asked(story)
    before = due(story)
    with clock.at(at("2026-03-05")):
        story.act("supply_supplement", story.cast.officer, answer="已补充。")
    assert due(story) == before == "2026-03-16"


def test_in_inner_mongolia_the_days_of_supplying_are_not_counted(story: Story) -> None:
    story.submitted()
    region = Region.objects.create(code="150102", name="新城区", full_name="内蒙古新城区", level=3)
    Agency.objects.filter(pk=story.cast.agency.pk).update(region=region, domain="文化市场")
    story.act("request_supplement", story.cast.reviewer, what="缺少检验报告原件。")
    assert story.case.clocks["V6"]["state"] == "paused"
    assert OpenStep.objects.get(case_id=story.case.pk).due is None
    with clock.at(at("2026-03-05")):
        story.act("supply_supplement", story.cast.officer, answer="已补充。")
    # Five working days from the second of March, the third to the fifth left out.
    assert due(story) == "2026-03-12"


def test_the_head_extends_once(story: Story) -> None:
    story.submitted()
    story.act("extend_review", story.cast.head, value=5, reason="案情复杂")
    assert due(story) == "2026-03-23"
    with pytest.raises(Refused) as caught:
        story.act("extend_review", story.cast.head, value=5, reason="仍然复杂")
    assert {each.rule for each in caught.value.findings} == {"V6"}


@pytest.mark.parametrize(("day", "refused"), [("2026-03-16", False), ("2026-03-17", True)])
def test_what_is_over_is_not_extended(story: Story, day: str, refused: bool) -> None:
    story.submitted()
    with clock.at(at(day)):
        if not refused:
            story.act("extend_review", story.cast.head, value=2, reason="案情复杂")
            return
        with pytest.raises(Refused):
            story.act("extend_review", story.cast.head, value=2, reason="案情复杂")


def test_who_handled_the_case_asks_for_nothing(story: Story) -> None:
    story.submitted()
    handler = replace(story.cast.officer, roles=frozenset({"officer", "reviewer"}))
    with pytest.raises(Refused) as caught:
        story.act("request_supplement", handler, what="缺少材料。")
    assert {each.rule for each in caught.value.findings} == {"H10"}


def test_a_sector_without_a_term_has_nothing_to_extend_and_still_supplies(story: Story) -> None:
    story.submitted()
    Case.objects.filter(pk=story.case.id).update(clocks={})
    Agency.objects.filter(pk=story.cast.agency.pk).update(domain="交通运输")
    with pytest.raises(NotOpen, match="不需要延长"):
        story.act("extend_review", story.cast.head, value=5, reason="案情复杂")
    story.act("request_supplement", story.cast.reviewer, what="缺少检验报告原件。")
    story.act("supply_supplement", story.cast.officer, answer="已补充。")
    assert story.state == "review"
