"""What may be done anywhere stands apart from what carries the case on."""

import re

from sanzhi.cases.queries import open_case
from sanzhi.desk.addresses import act_url, case_url
from sanzhi.desk.offers import offers
from tests.desk.conftest import browser_of
from tests.support.story import Story


def test_the_acts_of_the_step_come_first_and_one_of_them_is_the_main_one(story: Story) -> None:
    story.filed()
    file = open_case(story.cast.officer, story.case.pk)
    found = offers(file, story.cast.officer)
    at_step = {way.act for way in file.bundle.steps["investigation"].transitions}

    assert {each.name for each in found if each.aside} >= {"take_samples", "order_correction"}
    assert not {each.name for each in found if each.aside} & at_step
    assert not any(each.main for each in found if each.aside)


def test_the_page_folds_them_under_a_heading_that_counts_them(story: Story) -> None:
    story.filed()
    page = browser_of(story.cast.officer).page(case_url(story.case.pk))
    before, folded = page.split("其他事项（", 1)
    counted = re.match(r"(\d+)）", folded)

    assert counted is not None
    assert int(counted[1]) > 3
    assert act_url(story.case.pk, "take_samples") not in before
    assert act_url(story.case.pk, "take_samples") in folded
